/** The robot's back as it lies before the child; only the key to press keeps its colours. */
import { iconShapes } from "../look/drawing";
import { drawingFrom } from "../room/catalogue";
import type { CompanionKey, CompanionView } from "./robots";

interface BackProps {
  robot: CompanionView;
  /** What the key to press does; null colours all keys. */
  lit: string | null;
  label: string;
}

const BARE = { colour: "var(--cream)", edge: "var(--cream-d)", ink: "#8d6f45" };
const GROWS = 1.25;

/** The shell from the robot's file, its keys above it, the lit one last and larger. */
export function Back({ robot, lit, label }: BackProps) {
  const shell = drawingFrom(robot.back);
  const ordered = [...robot.keys].sort((a, b) => Number(a.does === lit) - Number(b.does === lit));
  return (
    <svg class="robotback" viewBox="10 0 80 100" role="img" aria-label={label}>
      <svg width="100" height="100" viewBox={shell?.box ?? "0 0 100 100"} dangerouslySetInnerHTML={{ __html: shell?.shapes ?? "" }} />
      {ordered.map((key) => <Mark key={key.id} mark={key} lit={key.does === lit} bare={lit !== null && key.does !== lit} />)}
    </svg>
  );
}

function Mark({ mark, lit, bare }: { mark: CompanionKey; lit: boolean; bare: boolean }) {
  const radius = lit ? mark.radius * GROWS : mark.radius;
  const paint = bare ? BARE : { colour: mark.colour, edge: mark.edge, ink: "#fff" };
  const half = radius * 0.58;
  return (
    <g class={lit ? "lit" : undefined} data-key={mark.does}>
      {lit ? <Face mark={mark} radius={radius + 2.6} fill="var(--ink)" /> : null}
      {lit ? <Face mark={mark} radius={radius + 1.5} fill="var(--white)" /> : null}
      <Face mark={mark} radius={radius} fill={paint.edge} down={0.9} />
      <Face mark={mark} radius={radius} fill={paint.colour} down={-0.2} />
      <svg x={mark.x - half} y={mark.y - half} width={half * 2} height={half * 2} viewBox="0 0 48 48" style={{ color: paint.ink, "--on-pic": paint.colour }} dangerouslySetInnerHTML={{ __html: iconShapes(mark.icon) }} />
    </g>
  );
}

function Face({ mark, radius, fill, down = 0 }: { mark: CompanionKey; radius: number; fill: string; down?: number }) {
  if (mark.shape === "round") return <circle cx={mark.x} cy={mark.y + down} r={radius} fill={fill} />;
  const side = radius * 1.8;
  return <rect x={mark.x - side / 2} y={mark.y + down - side / 2} width={side} height={side} rx={radius * 0.3} fill={fill} />;
}
