/** A mat as the text of a file, for a world that this tablet runs by itself. */
import type { CellView, MatView } from "../generated/messages";

const FLOOR = ".";
const FIRST = "a".charCodeAt(0);

/** The TOML text of a mat that screens draw. */
export function matFile(mat: MatView): string {
  const kinds = new Map<string, string>();
  const cells = new Map(mat.cells.map((cell) => [cell.cell, cell]));
  const rows: string[] = [];
  for (let row = mat.rows; row >= 1; row -= 1) {
    let line = "";
    for (let column = 0; column < mat.columns; column += 1) line += characterOf(cells.get(`${columnName(column)}${row}`), kinds);
    rows.push(line);
  }
  const lines = [
    "format = 1",
    `name = ${text(mat.name)}`,
    `cell_cm = ${mat.cell_cm}`,
    `rows = [${rows.map(text).join(", ")}]`,
    `start = {cell = ${text(mat.start_cell)}, heading = ${mat.start_heading}}`,
    `walls = [${mat.walls.map(([one, other]) => `[${text(one)}, ${text(other)}]`).join(", ")}]`,
    `lines = [${mat.lines.map(({ points, width, colour }) => `{points = [${points.map(([x, y]) => `[${x}, ${y}]`).join(", ")}], width = ${width}, colour = ${text(colour)}}`).join(", ")}]`,
    "[places]",
    ...Object.entries(mat.places).map(([name, cell]) => `${text(name)} = ${text(cell)}`),
    "[legend]",
    ...[...kinds].map(([square, character]) => `${text(character)} = ${square}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** The character of a cell's kind; a kind that is new gets the next letter. */
function characterOf(cell: CellView | undefined, kinds: Map<string, string>): string {
  if (!cell) return FLOOR;
  const optional = [cell.colour === null ? "" : `, colour = ${text(cell.colour)}`, cell.picture === null ? "" : `, picture = ${text(cell.picture)}`];
  const square = `{name = ${text(cell.name)}, blocked = ${cell.blocked}${optional.join("")}}`;
  const known = kinds.get(square) ?? String.fromCharCode(FIRST + kinds.size);
  kinds.set(square, known);
  return known;
}

/** A, B ... Z, AA, AB ... */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** A text as TOML has it, which JSON's escapes are too. */
function text(value: string): string {
  return JSON.stringify(value);
}
