/** The back of a closed robot as it lies before the child, and the places of its memory. */
import { iconShapes } from "./drawing";
import { BACK_SHELL } from "./drawings/back";
import "./robot_back.css";

/** One key on the robot's back: its name, its place (on a box of 100 by 100), its pictogram. */
export interface BackKey {
  name: string;
  x: number;
  y: number;
  icon: string;
}

/** The seven keys of the usual floor robot. */
export const BACK_KEYS: readonly BackKey[] = [
  { name: "forward", x: 50, y: 40, icon: "forward" },
  { name: "turn_left", x: 32, y: 57, icon: "turn_left" },
  { name: "go", x: 50, y: 57, icon: "go" },
  { name: "turn_right", x: 68, y: 57, icon: "turn_right" },
  { name: "backward", x: 50, y: 74, icon: "backward" },
  { name: "clear", x: 32.5, y: 76.5, icon: "cross" },
  { name: "pause", x: 67.5, y: 76.5, icon: "pause" },
];

interface RobotBackProps {
  /** The key to press: only it keeps its colours, in a white and an ink ring. */
  lit?: string | null | undefined;
  keys?: readonly BackKey[];
  label: string;
  class?: string;
}

/** The robot's back with its keys, one of them lit. */
export function RobotBack({ lit, keys = BACK_KEYS, label, class: extra = "" }: RobotBackProps) {
  const ordered = [...keys].sort((a, b) => Number(a.name === lit) - Number(b.name === lit));
  return (
    <svg class={`robotback ${extra}`} viewBox="10 0 80 100" role="img" aria-label={label}>
      <g dangerouslySetInnerHTML={{ __html: BACK_SHELL }} />
      {ordered.map((key) => <BackKeyMark key={key.name} mark={key} lit={key.name === lit} dimmed={Boolean(lit)} />)}
    </svg>
  );
}

const SMALL = new Set(["clear", "pause"]);

function paintOf(name: string): [string, string] {
  if (name === "go") return ["t-green", "t-green-d"];
  return SMALL.has(name) ? ["t-sky-d", "t-blue-d"] : ["t-orange", "t-orange-d"];
}

function BackKeyMark({ mark, lit, dimmed }: { mark: BackKey; lit: boolean; dimmed: boolean }) {
  const { x, y, name } = mark;
  const radius = lit ? 8 : SMALL.has(name) ? 5.8 : 6.4;
  const [face, edge] = lit || !dimmed ? paintOf(name) : ["cream", "cream-d"];
  const half = radius * 0.58;
  return (
    <g class={lit ? "lit" : undefined}>
      {lit ? <circle cx={x} cy={y} r={radius + 2.6} fill="var(--ink)" /> : null}
      {lit ? <circle cx={x} cy={y} r={radius + 1.5} fill="var(--white)" /> : null}
      <circle cx={x} cy={y + 0.9} r={radius} fill={`var(--${edge})`} />
      <circle cx={x} cy={y - 0.2} r={radius} fill={`var(--${face})`} />
      <svg x={x - half + (name === "go" ? radius * 0.08 : 0)} y={y - half} width={half * 2} height={half * 2} viewBox="0 0 48 48" style={{ color: lit || !dimmed ? "#fff" : "#8d6f45", "--on-pic": `var(--${face})` }} dangerouslySetInnerHTML={{ __html: iconShapes(mark.icon) }} />
    </g>
  );
}

interface MemoryProps {
  filled: number;
  places: number;
  columns?: number;
  label: string;
}

/** The robot's memory as pegs: one filled for each press. */
export function Memory({ filled, places, columns = 10, label }: MemoryProps) {
  const rows = Math.ceil(places / columns);
  return (
    <svg class="memory" viewBox={`0 0 ${columns * 36 + 4} ${rows * 36 + 4}`} role="img" aria-label={label}>
      {Array.from({ length: places }, (_, index) => (
        <Peg key={index} x={20 + (index % columns) * 36} y={20 + Math.floor(index / columns) * 36} full={index < filled} />
      ))}
    </svg>
  );
}

function Peg({ x, y, full }: { x: number; y: number; full: boolean }) {
  if (!full) return <circle cx={x} cy={y} r="11" fill="var(--well)" stroke="var(--line)" stroke-width="2.4" />;
  return (
    <g>
      <circle cx={x} cy={y + 2} r="13" fill="var(--t-orange-d)" />
      <circle cx={x} cy={y} r="13" fill="var(--t-orange)" />
    </g>
  );
}
