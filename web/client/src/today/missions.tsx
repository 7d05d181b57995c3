/** The missions that fit, each a picture of its mat; the chosen one starts the class. */
import type { LessonView } from "../generated/messages";
import { Bot, cellCentre, Clock, Icon, MatView, Pill, Tablet } from "../look";
import { kinds } from "../room/catalogue";
import { t } from "../strings";
import { answers } from "./answers";
import { robotFor, usesTablets } from "./fitting";

interface MissionProps {
  lesson: LessonView;
  /** In the ink frame, with the key that starts. */
  chosen?: boolean;
  /** The open class's own mission: its key goes on. */
  current?: boolean;
  onChoose: () => void;
  onStart: () => void;
  busy: boolean;
}

/** One mission; a tap on its picture chooses it. */
export function Mission({ lesson, chosen = false, current = false, onChoose, onStart, busy }: MissionProps) {
  return (
    <article class={`ms ${chosen ? "sel" : ""} ${current ? "cont" : ""}`}>
      <button type="button" class="pick" aria-pressed={current ? undefined : chosen} onClick={onChoose}>
        <span class="pict"><Picture lesson={lesson} /></span>
        <span class="tt">{lesson.title}</span>
        <Facts lesson={lesson} />
      </button>
      {chosen || current ? (
        <div class="do"><Pill icon="next" strong={!current} off={busy} onPress={onStart}>{t(current ? "today_continue" : "today_start")}</Pill></div>
      ) : null}
    </article>
  );
}

function Picture({ lesson }: { lesson: LessonView }) {
  const { mat } = lesson;
  const [x, y] = cellCentre(mat.start_cell, mat);
  const drawing = robotFor(lesson, answers.value, kinds.value)?.picture ?? undefined;
  return <MatView mat={mat} labels={false} robots={[{ pose: { x, y, heading: mat.start_heading }, drawing }]} label={mat.name} />;
}

/** With which robot, on which screen, how long. */
function Facts({ lesson }: { lesson: LessonView }) {
  const robot = robotFor(lesson, answers.value, kinds.value);
  const tablets = usesTablets(lesson, answers.value);
  return (
    <span class="fa">
      {robot ? <Bot drawing={robot.picture ?? undefined} label={robot.name} /> : null}
      {tablets ? <Tablet /> : <Icon name="board" label={t("today_board")} />}
      <span class="long"><Clock minutes={lesson.minutes} />{t("today_min", { minutes: lesson.minutes })}</span>
    </span>
  );
}
