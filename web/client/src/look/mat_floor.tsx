/** The mat's floor: ground, places, lines, walls, grid, letters. Drawn once a mat. */
import type { CellView, MatView as MatShape } from "../generated/messages";
import { PLACES, TILES } from "./drawings/places";
import { cellAt, columnName, middleOf, pointOf, type Frame } from "./floor";

type PlaceName = keyof typeof PLACES;

/** Other names under which mats may speak of the drawn places. */
export const ALSO: Record<string, PlaceName> = {
  house: "maison",
  home: "maison",
  tree: "arbre",
  forest: "arbre",
  foret: "arbre",
  wood: "arbre",
  pond: "etang",
  water: "etang",
  school: "ecole",
  flower: "fleur",
  market: "marche",
  rock: "rocher",
  stone: "rocher",
};

/** The drawing of a cell, from its picture's name, its own name, or because it is blocked. */
export function placeOf(cell: CellView): PlaceName | null {
  for (const name of [cell.picture, cell.name]) {
    const plain = (name ?? "").toLowerCase().replace(/\..*$/, "").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    if (plain in PLACES) return plain as PlaceName;
    const also = ALSO[plain];
    if (also) return also;
  }
  return cell.blocked ? "rocher" : null;
}

/** Everything of the mat that never moves. */
export function Floor({ mat, frame, labels }: { mat: MatShape; frame: Frame; labels: boolean }) {
  const { left, top } = frame;
  return (
    <g>
      <rect x={left} y={top} width={mat.columns * 100} height={mat.rows * 100} rx="2" fill="var(--mat)" />
      {mat.cells.map((cell) => <Tile key={cell.cell} cell={cell} frame={frame} />)}
      {mat.lines.map((line, index) => (
        <path key={index} d={`M${line.points.map((point) => pointOf(point, frame).join(" ")).join("L")}`} fill="none" stroke={line.colour} stroke-width={(line.width / frame.cell) * 100} stroke-linecap="round" stroke-linejoin="round" />
      ))}
      <Grid mat={mat} frame={frame} />
      {mat.walls.map((wall, index) => <Wall key={index} wall={wall} frame={frame} />)}
      {labels ? <Labels mat={mat} frame={frame} /> : null}
    </g>
  );
}

function Tile({ cell, frame }: { cell: CellView; frame: Frame }) {
  const [x, y] = middleOf(cell.cell, frame);
  const place = placeOf(cell);
  const ground = place ? `var(--${TILES[place]})` : (cell.colour ?? "var(--tile-stone)");
  return (
    <g transform={`translate(${x - 50} ${y - 50})`}>
      <rect width="100" height="100" fill={ground} />
      {place ? <g dangerouslySetInnerHTML={{ __html: PLACES[place] }} /> : null}
    </g>
  );
}

function Grid({ mat, frame }: { mat: MatShape; frame: Frame }) {
  const { left, top } = frame;
  const [wide, high] = [mat.columns * 100, mat.rows * 100];
  let inner = "";
  for (let column = 1; column < mat.columns; column += 1) inner += `M${left + column * 100} ${top}v${high}`;
  for (let row = 1; row < mat.rows; row += 1) inner += `M${left} ${top + row * 100}h${wide}`;
  return (
    <g fill="none">
      <path d={inner} stroke="var(--mat-line)" stroke-width="1.6" />
      <rect x={left} y={top} width={wide} height={high} stroke="var(--mat-edge)" stroke-width="3" />
    </g>
  );
}

function Wall({ wall, frame }: { wall: readonly [string, string]; frame: Frame }) {
  const [first, second] = wall.map((cell) => middleOf(cell, frame)) as [readonly [number, number], readonly [number, number]];
  const [x, y] = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
  const beside = cellAt(wall[0])[1] === cellAt(wall[1])[1];
  return <path d={beside ? `M${x} ${y - 47}V${y + 47}` : `M${x - 47} ${y}H${x + 47}`} stroke="var(--m-ink)" stroke-width="11" stroke-linecap="round" />;
}

function Labels({ mat, frame }: { mat: MatShape; frame: Frame }) {
  const { left, top } = frame;
  return (
    <g>
      {Array.from({ length: mat.columns }, (_, column) => (
        <text key={column} class="matlab" x={left + column * 100 + 50} y={top + mat.rows * 100 + 25} text-anchor="middle">{columnName(column)}</text>
      ))}
      {Array.from({ length: mat.rows }, (_, row) => (
        <text key={row} class="matlab" x={left - 18} y={top + (mat.rows - 1 - row) * 100 + 57} text-anchor="middle">{row + 1}</text>
      ))}
    </g>
  );
}
