/** Four keys that move the flag or the robot cell by cell, for rows that an arm does not reach. */
import type { MatView as MatShape } from "../generated/messages";
import { cellAt, cellName, Icon } from "../look";
import { t } from "../strings";
import "./arrows.css";

/** A way on the mat: columns to the east, rows to the north. */
export type Way = readonly [number, number];

const WAYS = [
  { name: "north", way: [0, 1], turn: -90 },
  { name: "west", way: [-1, 0], turn: 180 },
  { name: "east", way: [1, 0], turn: 0 },
  { name: "south", way: [0, -1], turn: 90 },
] as const;

/** The neighbouring cell, or the same one at the mat's edge. */
export function stepped(cell: string, [east, north]: Way, mat: MatShape): string {
  const [column, row] = cellAt(cell);
  const inside = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));
  return cellName(inside(column + east, mat.columns), inside(row + north, mat.rows));
}

/** The four keys, laid out as the mat lies: north above, never mirrored. */
export function Arrows({ onMove, off }: { onMove: (way: Way) => void; off: boolean }) {
  return (
    <div class="arrows" role="group" aria-label={t("board_move_cell")} dir="ltr">
      {WAYS.map(({ name, way, turn }) => (
        <button key={name} type="button" class={name} disabled={off} aria-label={t(`board_to_${name}`)} onClick={() => onMove(way)}>
          <span style={{ transform: `rotate(${turn}deg)` }}><Icon name="next" /></span>
        </button>
      ))}
    </div>
  );
}
