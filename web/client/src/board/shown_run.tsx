/** One run on the board (or on a tablet that looks at the board), large: named by its trail and its robot, never by who wrote it. */
import type { LessonView, MatView as MatShape, RunState } from "../generated/messages";
import { Bot, Chain, MatView, outline, type Drawing, type Piece, type Tint } from "../look";
import { cellCentre } from "../look";
import { drawingOf, lessons, PLAIN_MAT } from "../room/catalogue";
import type { Moment } from "../room/replay";
import { classState, robotOf, seatOf } from "../room/store";
import { pictureText, t, wordText } from "../strings";

/** What the board draws of a run. */
export interface ShownRun {
  run: RunState;
  moment: Moment | null;
  tint: Tint;
  /** The card that is lit. */
  lit: string | null;
  /** The card where this run parts from the other, and the cell it then stands on. */
  part?: { path: string | null; cell: string | null } | undefined;
}

/** Trail, robot, mat and program. */
export function RunFace({ run, moment, tint, lit, part }: ShownRun) {
  const drawing = robotDrawing(run);
  return (
    <>
      <RunName run={run} tint={tint} />
      <RunMat run={run} moment={moment} tint={tint} drawing={drawing} mark={part?.cell ?? null} />
      <RunProgram run={run} lit={lit} differs={part?.path ?? null} />
    </>
  );
}

/** The colour of its trail, then its robot. */
export function RunName({ run, tint }: { run: RunState; tint: Tint }) {
  return (
    <div class="ttl" role="img" aria-label={runName(run)}>
      <svg class="trail" viewBox="0 0 180 20" aria-hidden="true">
        <path d="M10 10H170" stroke={`var(--${tint})`} stroke-width="11" stroke-linecap="round" />
        {[10, 86, 162].map((x) => <circle key={x} cx={x} cy="10" r="5.2" fill="var(--white)" />)}
      </svg>
      <Bot drawing={robotDrawing(run)} heading={90} />
    </div>
  );
}

/** What a run is called aloud. */
export function runName(run: RunState): string {
  const robot = robotOf(run.robot);
  return `${t("board_run")} : ${robot ? pictureText(robot.picture_name) : t("board_on_screen")}`;
}

/** The mat of a run with its trail, in its colour. */
export function RunMat({ run, moment, tint, drawing, mark = null, labels = true }: { run: RunState; moment: Moment | null; tint: Tint; drawing?: Drawing | undefined; mark?: string | null; labels?: boolean }) {
  const mat = matOfRun(run);
  const [x, y] = cellCentre(mat.start_cell, mat);
  const pose = moment?.pose ?? { x, y, heading: mat.start_heading };
  const soft = Boolean(robotOf(run.robot)?.real);
  const trails = moment ? [{ points: moment.points, stops: moment.stops, tint }] : [];
  return <MatView mat={mat} robots={[{ pose, drawing, soft }]} trails={trails} flag={seatOf(run.seat)?.flag} start bump={moment?.bump} mark={mark} labels={labels} label={t("board_mat")} />;
}

function RunProgram({ run, lit, differs }: { run: RunState; lit: string | null; differs: string | null }) {
  const pieces = piecesOfRun(run);
  if (!pieces) return <ol class="prog text" tabIndex={0}>{run.program.content.split("\n").map((line, index) => <li key={index} class={lit === String(index + 1) ? "now" : ""}>{line}</li>)}</ol>;
  return <div class="prog" tabIndex={0} role="group" aria-label={t("board_program")}><Chain pieces={pieces} current={lit} differs={differs} nameOf={(piece) => wordText(piece.word)} /></div>;
}

/** Every piece of a run's program, null for a text. */
export function piecesOfRun(run: RunState): Piece[] | null {
  const stacks = outline(run.program);
  return stacks ? stacks.reduce<Piece[]>((all, stack) => all.concat(stack), []) : null;
}

/** How the robot of a run is drawn. */
export function robotDrawing(run: RunState): Drawing | undefined {
  return drawingOf(robotOf(run.robot)?.kind);
}

/** The mat on which a run went. */
export function matOfRun(run: RunState): MatShape {
  const named = (view: LessonView): boolean => view.slug === run.mat || view.mat.name === run.mat;
  const mission = (view: LessonView): boolean => view.slug === classState.value?.lesson;
  return (lessons.value.find(named) ?? lessons.value.find(mission))?.mat ?? PLAIN_MAT;
}
