/** Where things are drawn on the mat: cells and centimetres to the drawing's units (100 a cell). */
import type { MatView as MatShape } from "../generated/messages";

/** x, y. */
export type Point = readonly [number, number];

/** The size of the drawing and where its first cell begins. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  top: number;
  rows: number;
  cell: number;
}

const A = "A".charCodeAt(0);
const LETTERS = 26;

/** The frame of a mat, with room for letters and numbers or without. */
export function frameOf(mat: MatShape, labels: boolean): Frame {
  const left = labels ? 34 : 4;
  return {
    width: mat.columns * 100 + left + 4,
    height: mat.rows * 100 + left + 4,
    left,
    top: 4,
    rows: mat.rows,
    cell: mat.cell_cm,
  };
}

/** Column and row, both from 0, of a cell's name: `A1` is 0, 0 and `AA3` is 26, 2. */
export function cellAt(cell: string): [number, number] {
  const parts = /^([A-Z]+)([0-9]+)$/.exec(cell);
  if (!parts) return [0, 0];
  let column = 0;
  for (const letter of parts[1] ?? "") column = column * LETTERS + letter.charCodeAt(0) - A + 1;
  return [column - 1, Number(parts[2]) - 1];
}

/** The name of a column, from 0: A..Z, AA... */
export function columnName(column: number): string {
  const rest = Math.floor(column / LETTERS);
  return (rest > 0 ? columnName(rest - 1) : "") + String.fromCharCode(A + (column % LETTERS));
}

/** The name of a cell, both from 0. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** A cell's middle in the drawing. */
export function middleOf(cell: string, frame: Frame): Point {
  const [column, row] = cellAt(cell);
  return [frame.left + column * 100 + 50, frame.top + (frame.rows - 1 - row) * 100 + 50];
}

/** A point in cm (y to the north) in the drawing. */
export function pointOf([x, y]: Point, frame: Frame): Point {
  return [frame.left + (x / frame.cell) * 100, frame.top + frame.rows * 100 - (y / frame.cell) * 100];
}

/** The middle of a cell, in cm. */
export function cellCentre(cell: string, mat: MatShape): Point {
  const [column, row] = cellAt(cell);
  return [(column + 0.5) * mat.cell_cm, (row + 0.5) * mat.cell_cm];
}

/** The cell at a point in cm, null off the mat. */
export function cellUnder([x, y]: Point, mat: MatShape): string | null {
  const column = Math.floor(x / mat.cell_cm);
  const row = Math.floor(y / mat.cell_cm);
  const inside = column >= 0 && row >= 0 && column < mat.columns && row < mat.rows;
  return inside ? cellName(column, row) : null;
}
