/** A real robot's screens on the board: put back, "where is it?", the verdict. */
import type { LessonView } from "../generated/messages";
import { Where } from "../companion/where";
import { PLAIN_ROBOT } from "../look";
import { Aim } from "../robots/aim";
import { PutBack } from "../robots/put_back";
import { VerdictScreen } from "../robots/verdict";
import { momentAt, type Moment } from "../room/replay";
import { streamOf } from "../room/streams";
import { t } from "../strings";
import { verdictTexts } from "./outcome";
import { again, held, leaveUntold, robotAway, robotDrawing, roll, tell } from "./robot";
import { flag, run, runState, stands, verdict, view } from "./session";

const home = (): void => void (view.value = "solo");

/** The start cell; GO wakes with "ready". A robot whose front nobody sees is aimed first. */
export function BoardPutBack({ mission }: { mission: LessonView }) {
  const robot = held.value;
  if (robot?.aiming === "wanted") return <Aim robot={robot} drawing={robotDrawing() ?? PLAIN_ROBOT} away={robotAway.value ? t("board_lost") : null} board onBack={home} onFront={() => undefined} />;
  return <PutBack mat={mission.mat} drawing={robotDrawing() ?? PLAIN_ROBOT} flag={flag.value} away={robotAway.value ? t("board_lost") : null} board onBack={home} onGo={() => void roll()} />;
}

/** A tap, or the four keys for small arms. */
export function BoardWhere({ mission }: { mission: LessonView }) {
  const heading = endOfRun()?.pose.heading ?? mission.mat.start_heading;
  return (
    <main class="screen">
      <h1 class="spoken">{t("companion_where")}</h1>
      <Where mat={mission.mat} drawing={robotDrawing() ?? PLAIN_ROBOT} flag={flag.value} heading={heading} board onLanded={(cell) => void tell(cell)} onLeave={leaveUntold} />
    </main>
  );
}

/** What the tap says: the program, and the floor. */
export function BoardVerdict({ mission }: { mission: LessonView }) {
  const judged = verdict.value ?? runState.value?.verdict ?? null;
  return <VerdictScreen judged={judged} texts={verdictTexts()} mat={mission.mat} moment={endOfRun()} flag={flag.value} landed={stands.value} drawing={robotDrawing() ?? PLAIN_ROBOT} board onAgain={again} onGoOn={home} />;
}

function endOfRun(): Moment | null {
  return momentAt(run.value ? streamOf(run.value).value.events : [], Infinity);
}
