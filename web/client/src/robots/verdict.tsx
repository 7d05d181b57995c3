/** What the tap says of a real robot: the program is right, the robot slid, or both ended elsewhere. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { MatView as MatShape, Verdict as Judged } from "../generated/messages";
import { Bot, cellCentre, Icon, MatView, RoundButton, type Drawing, type Point } from "../look";
import type { Moment } from "../room/replay";
import { say } from "../speech";
import { t } from "../strings";
import { linesOf, type VerdictTexts } from "./lines";
import "./place.css";

/** What was told, and what it is compared with. */
export interface Landing {
  judged: Judged | null;
  mat: MatShape;
  /** The end of the run as it was estimated, with its trail. */
  moment: Moment | null;
  flag: string | null;
  /** The cell that was tapped. */
  landed: string | null;
  drawing: Drawing;
}

interface VerdictProps extends Landing {
  texts: VerdictTexts;
  /** The keys at the top of a tablet. */
  head?: ComponentChildren;
  /** Those who did it, beside "done". */
  team?: ComponentChildren;
  /** On the whiteboard: every key below, larger. */
  board?: boolean | undefined;
  onAgain: () => void;
  onGoOn: () => void;
}

/** The program's trail, the pale robot where it ends, and the real one where it was seen. */
export function VerdictScreen(props: VerdictProps) {
  const { judged, texts, flag, landed, drawing, head, team, board = false } = props;
  const lines = judged ? linesOf(judged, texts, flag !== null && flag !== landed) : [];
  const sentence = lines.map((line) => line.text).join(" ");
  useEffect(() => say(sentence), [sentence]);
  return (
    <main class={`screen place ${board ? "onboard" : ""}`}>
      <h1 class="spoken">{sentence}</h1>
      <div class="matbox"><Compared {...props} /></div>
      <aside>
        {head}
        <div class="what" role="status">
          {lines.map((line) => (
            <div class="toldline" key={line.text}>
              {line.sign === "bot" ? <Bot drawing={drawing} /> : <span class={`toldsign ${line.sign === "check" ? "ok" : ""}`}><Icon name={line.sign} /></span>}
              <span>{line.text}</span>
              {line.text === texts.done ? team : null}
            </div>
          ))}
        </div>
        <div class="acts">
          {board ? <RoundButton label={t("robots_listen")} icon="speaker" onPress={() => say(sentence)} /> : null}
          <button type="button" class="plainkey" aria-label={t("robots_again")} onClick={props.onAgain}><Icon name="undo" /></button>
          <button type="button" class="go onwards" aria-label={t("robots_go_on")} onClick={props.onGoOn}><Icon name="next" /></button>
        </div>
      </aside>
    </main>
  );
}

const ASKEW = 14;

function Compared({ judged, mat, moment, flag, landed, drawing, board = false }: VerdictProps) {
  const at = (cell: string): { x: number; y: number } => {
    const [x, y] = cellCentre(cell, mat);
    return { x, y };
  };
  const heading = moment?.pose.heading ?? mat.start_heading;
  const ends = judged?.arrived ? at(judged.arrived) : (moment?.pose ?? at(mat.start_cell));
  const stands = landed ? at(landed) : ends;
  const slid = Boolean(judged?.slid);
  const robot = { pose: { ...stands, heading: slid ? heading + ASKEW : heading }, drawing };
  const ghost = { pose: { ...ends, heading }, drawing, ghost: true };
  const missed = flag === null || landed === flag ? null : ([pointOf(stands), cellCentre(flag, mat)] as const);
  return (
    <MatView
      mat={mat}
      robots={slid ? [ghost, robot] : [robot]}
      trails={moment ? [{ points: moment.points, stops: moment.stops }] : []}
      flag={flag}
      start
      apart={slid ? [pointOf(ends), pointOf(stands)] : missed}
      labels={!board}
      label={t("robots_mat")}
    />
  );
}

function pointOf({ x, y }: { x: number; y: number }): Point {
  return [x, y];
}
