/** The missions that fit, each a picture of its mat; the chosen one starts the class. */
import type { VNode } from "preact";
import type { LessonView, MatView } from "../generated/messages";
import { Bot, cellCentre, Clock, Icon, MatView as Floor, Pill, Tablet, type Drawing } from "../look";
import { kinds } from "../room/catalogue";
import { t } from "../strings";
import { answers } from "./answers";
import { robotFor, usesTablets } from "./fitting";

interface FreeProps {
  /** In the ink frame, with the key that starts. */
  chosen?: boolean;
  /** The open class's own mission: its key goes on. */
  current?: boolean;
  onChoose: () => void;
  onStart: () => void;
  busy: boolean;
}

type MissionProps = FreeProps & { lesson: LessonView };

const NOWHERE: MatView = { name: "plain", columns: 6, rows: 6, cell_cm: 15, start_cell: "A1", start_heading: 0, cells: [], walls: [], lines: [], places: {} };

/** One mission; a tap on its picture chooses it. */
export function Mission({ lesson, ...rest }: MissionProps) {
  const drawing = robotFor(lesson, answers.value, kinds.value)?.picture ?? undefined;
  return <Offer title={lesson.title} mat={lesson.mat} drawing={drawing} facts={<Facts lesson={lesson} />} {...rest} />;
}

/** No mission: everything may be written, on the plain mat. */
export function Free(props: FreeProps) {
  return <Offer title={t("today_free")} mat={NOWHERE} facts={<span class="fa"><Tablet /></span>} {...props} />;
}

interface OfferProps extends FreeProps {
  title: string;
  mat: MatView;
  drawing?: Drawing | undefined;
  facts: VNode;
}

function Offer({ title, mat, drawing, facts, chosen = false, current = false, onChoose, onStart, busy }: OfferProps) {
  return (
    <article class={`ms ${chosen ? "sel" : ""} ${current ? "cont" : ""}`}>
      <button type="button" class="pick" aria-pressed={current ? undefined : chosen} onClick={onChoose}>
        <span class="pict"><Picture mat={mat} drawing={drawing} /></span>
        <span class="tt">{title}</span>
        {facts}
      </button>
      {chosen || current ? (
        <div class="do"><Pill icon="next" strong={!current} off={busy} onPress={onStart}>{t(current ? "today_continue" : "today_start")}</Pill></div>
      ) : null}
    </article>
  );
}

function Picture({ mat, drawing }: { mat: MatView; drawing?: Drawing | undefined }) {
  const [x, y] = cellCentre(mat.start_cell, mat);
  return <Floor mat={mat} labels={false} robots={[{ pose: { x, y, heading: mat.start_heading }, drawing }]} label={mat.name} />;
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
