/** The mat: static floor, places, trails, flag, robots. North up, A1 bottom left, in every language. */
import { useMemo, useRef } from "preact/hooks";
import type { MatView as MatShape } from "../generated/messages";
import { PLAIN_ROBOT, type Drawing } from "./drawing";
import { cellAt, cellName, frameOf, middleOf, pointOf, type Frame, type Point } from "./floor";
import { Floor } from "./mat_floor";
import "./mat.css";

/** Which of the two colours a run has. */
export type Tint = "run" | "run2";

/** A robot somewhere on the mat; `x` and `y` in cm, heading clockwise from north. */
export interface RobotOnMat {
  pose: { x: number; y: number; heading: number };
  drawing?: Drawing | undefined;
  /** Its pose is only estimated: a soft edge. */
  soft?: boolean | undefined;
  grey?: boolean | undefined;
  /** Where the program ends, while the real robot stands elsewhere: pale, in a green ring. */
  ghost?: boolean | undefined;
  /** A faint disc of this run's colour under it. */
  tint?: Tint | undefined;
}

/** A path on the mat, in cm; `stops` get a white dot. */
export interface Trail {
  points: readonly Point[];
  stops?: readonly Point[] | undefined;
  tint?: Tint | undefined;
  /** Any colour, for the robot's pen. */
  colour?: string | undefined;
  /** Drawn as dots, for the second of two runs. */
  dotted?: boolean | undefined;
}

export interface MatViewProps {
  mat: MatShape;
  robots?: readonly RobotOnMat[] | undefined;
  trails?: readonly Trail[] | undefined;
  /** The cell where the flag stands. */
  flag?: string | null | undefined;
  /** Show the start mark. */
  start?: boolean | undefined;
  /** A ring and a beam for where the robot must be put (put it back). */
  beam?: boolean | undefined;
  /** Where a bump star stands, in cm. */
  bump?: Point | null | undefined;
  /** A dotted line between where it should be and where it is. */
  apart?: readonly [Point, Point] | null | undefined;
  /** A cell with an amber dashed frame: the first place where two runs part. */
  mark?: string | null | undefined;
  /** Letters and numbers at the edges. */
  labels?: boolean | undefined;
  onCell?: ((cell: string) => void) | undefined;
  /** What the mat shows, said aloud. */
  label: string;
  class?: string;
}

/** The mat with everything that stands on it; a tap, or the arrow keys and Enter, chooses a cell. */
export function MatView(props: MatViewProps) {
  const { mat, labels = true, trails = [], robots = [], onCell } = props;
  const frame = useMemo(() => frameOf(mat, labels), [mat, labels]);
  const floor = useMemo(() => <Floor mat={mat} frame={frame} labels={labels} />, [mat, frame, labels]);
  return (
    <svg class={`mat ${props.class ?? ""}`} data-flag={props.flag ?? undefined} viewBox={`0 0 ${frame.width} ${frame.height}`} role={onCell ? "group" : "img"} aria-label={props.label}>
      {floor}
      {props.start ? <StartMark mat={mat} frame={frame} /> : null}
      {props.mark ? <CellMark cell={props.mark} frame={frame} /> : null}
      {trails.map((trail, index) => <TrailLine key={index} trail={trail} frame={frame} />)}
      {props.flag ? <Flag at={middleOf(props.flag, frame)} /> : null}
      {props.beam ? <Beam mat={mat} frame={frame} /> : null}
      {props.apart ? <Apart ends={props.apart} frame={frame} /> : null}
      {robots.map((robot, index) => <RobotMark key={index} robot={robot} frame={frame} />)}
      {props.bump ? <Star at={pointOf(props.bump, frame)} /> : null}
      {onCell ? <Cells mat={mat} frame={frame} onCell={onCell} /> : null}
    </svg>
  );
}

function StartMark({ mat, frame }: { mat: MatShape; frame: Frame }) {
  const [x, y] = middleOf(mat.start_cell, frame);
  const corners = [[-1, 1], [1, -1], [1, 1]] as const;
  return (
    <g transform={`translate(${x} ${y}) rotate(0)`} fill="none" stroke="var(--mat-edge)" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">
      {corners.map(([a, b]) => <path key={`${a}${b}`} d={`M${a * 38} ${b * 22}V${b * 38}H${a * 22}`} />)}
      <circle cx="-33" cy="-33" r="12.5" fill="var(--mat-edge)" stroke="none" />
      <path d="M-37 -39.5L-26 -33L-37 -26.5Z" fill="var(--white)" stroke="none" />
    </g>
  );
}

function CellMark({ cell, frame }: { cell: string; frame: Frame }) {
  const [x, y] = middleOf(cell, frame);
  return <rect x={x - 45} y={y - 45} width="90" height="90" rx="8" fill="none" stroke="var(--warn-d)" stroke-width="5" stroke-dasharray="14 9" />;
}

function TrailLine({ trail, frame }: { trail: Trail; frame: Frame }) {
  const points = trail.points.map((point) => pointOf(point, frame));
  const colour = trail.colour ?? `var(--${trail.tint ?? "run"})`;
  if (points.length < 1) return null;
  return (
    <g>
      <path d={`M${points.map((point) => point.join(" ")).join("L")}`} fill="none" stroke={colour} stroke-width="11" stroke-linecap="round" stroke-linejoin="round" stroke-dasharray={trail.dotted ? "1 17" : undefined} />
      {(trail.stops ?? []).map((stop, index) => {
        const [x, y] = pointOf(stop, frame);
        return <circle key={index} cx={x} cy={y} r="5.2" fill="var(--white)" />;
      })}
    </g>
  );
}

function Flag({ at: [x, y] }: { at: Point }) {
  return (
    <g transform={`translate(${x + 2} ${y - 46}) scale(.66)`}>
      <ellipse cx="18" cy="84" rx="14" ry="5" fill="#00000022" />
      <path d="M18 84V6" fill="none" stroke="var(--ink)" stroke-width="7" stroke-linecap="round" />
      <path class="cloth" d="M18 6L70 24L18 44Z" fill="var(--t-red)" />
    </g>
  );
}

function Beam({ mat, frame }: { mat: MatShape; frame: Frame }) {
  const [x, y] = middleOf(mat.start_cell, frame);
  return (
    <g transform={`translate(${x} ${y}) rotate(${mat.start_heading})`}>
      <g class="beam">
        <path d="M-30 -52L-52 -150H52L30 -52Z" fill="var(--run)" opacity=".16" />
        <path d="M0 -146L26 -112H10V-78H-10V-112H-26Z" fill="var(--run)" />
      </g>
      <rect x="-47" y="-47" width="94" height="94" rx="10" fill="none" stroke="var(--ink)" stroke-width="7" />
    </g>
  );
}

function RobotMark({ robot, frame }: { robot: RobotOnMat; frame: Frame }) {
  const [x, y] = pointOf([robot.pose.x, robot.pose.y], frame);
  const drawing = robot.drawing ?? PLAIN_ROBOT;
  return (
    <g transform={`translate(${x} ${y})`} class={robot.grey ? "grey" : undefined}>
      {robot.soft ? <SoftEdge /> : null}
      {robot.tint ? <circle r="48" fill={`var(--${robot.tint})`} opacity=".16" /> : null}
      {robot.ghost ? <circle r="46" fill="none" stroke="var(--done)" stroke-width="6" /> : null}
      <g transform={`rotate(${robot.pose.heading})`} opacity={robot.ghost ? 0.45 : undefined}>
        <svg x="-40" y="-40" width="80" height="80" viewBox={drawing.box} dangerouslySetInnerHTML={{ __html: drawing.shapes }} />
      </g>
    </g>
  );
}

function SoftEdge() {
  return (
    <g fill="var(--run)">
      <circle r="62" opacity=".07" />
      <circle r="55" opacity=".09" />
      <circle r="48" opacity=".12" />
    </g>
  );
}

function Apart({ ends, frame }: { ends: readonly [Point, Point]; frame: Frame }) {
  const [from, to] = ends.map((end) => pointOf(end, frame)) as [Point, Point];
  return <path d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}`} stroke="var(--ink)" stroke-width="7" stroke-linecap="round" stroke-dasharray="1 16" />;
}

function Star({ at: [x, y] }: { at: Point }) {
  return (
    <path class="star" transform={`translate(${x} ${y}) scale(1.1)`} fill="var(--warn)" stroke="var(--warn-d)" stroke-width="2" d="M0 -20L6 -8L18 -12L12 0L18 12L6 8L0 20L-6 8L-18 12L-12 0L-18 -12L-6 -8Z" />
  );
}

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

function Cells({ mat, frame, onCell }: { mat: MatShape; frame: Frame; onCell: (cell: string) => void }) {
  const group = useRef<SVGGElement>(null);
  const cells = useMemo(() => allCells(mat), [mat]);
  const move = (event: KeyboardEvent, cell: string): void => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onCell(cell);
    }
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const [column, row] = cellAt(cell);
    const next = cellName(column + arrow[0], row + arrow[1]);
    group.current?.querySelector<SVGElement>(`[data-cell="${next}"]`)?.focus();
  };
  return (
    <g ref={group} class="cells">
      {cells.map((cell) => {
        const [x, y] = middleOf(cell, frame);
        return (
          <rect key={cell} data-cell={cell} x={x - 50} y={y - 50} width="100" height="100" fill="transparent" role="button" aria-label={cell} tabIndex={cell === mat.start_cell ? 0 : -1} onClick={() => onCell(cell)} onKeyDown={(event) => move(event, cell)} />
        );
      })}
    </g>
  );
}

function allCells(mat: MatShape): string[] {
  const cells: string[] = [];
  for (let row = mat.rows - 1; row >= 0; row -= 1) {
    for (let column = 0; column < mat.columns; column += 1) cells.push(cellName(column, row));
  }
  return cells;
}
