/** Pictures as Blockly takes them: addresses of data, in the colours of the look's tokens. */
import { iconShapes } from "../look/drawing";
import { iconOf, type Family } from "../look/families";

const SILHOUETTES: Record<Family, string> = {
  event: "M24 2L46 16V42A4 4 0 0 1 42 46H6A4 4 0 0 1 2 42V16Z",
  move: "M9 2H39A7 7 0 0 1 46 9V39A7 7 0 0 1 39 46H9A7 7 0 0 1 2 39V9A7 7 0 0 1 9 2Z",
  light: "M24 2A22 22 0 0 1 24 46A22 22 0 0 1 24 2Z",
  sound: "M2 46V24A22 22 0 0 1 46 24V46Z",
  sense: "M24 0L48 24L24 48L0 24Z",
  control: "M13 3H35L47 24L35 45H13L1 24Z",
  calc: "M16 2H32V16H46V32H32V46H16V32H2V16H16Z",
};
const PICTURES: Record<Family, string> = {
  event: "when_started",
  move: "forward",
  light: "light",
  sound: "note",
  sense: "obstacle",
  control: "repeat",
  calc: "maths",
};
const LOWER: readonly Family[] = ["event", "sound"];

const STROKE = 'fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"';
/** Pictograms that only blocks have. */
const OWN: Record<string, string> = {
  logic: `<path d="M4 15L11 22L22 7" ${STROKE}/><path d="M28 28L42 42M42 28L28 42" ${STROKE}/>`,
  text: `<path d="M3 40L13 9L23 40M7 30H19" ${STROKE}/><path d="M30 9V40" ${STROKE}/><circle cx="37" cy="31" r="7" ${STROKE}/>`,
  list: `<path d="M18 10H44M18 24H44M18 38H44" ${STROKE}/><circle cx="6" cy="10" r="4" fill="currentColor"/><circle cx="6" cy="24" r="4" fill="currentColor"/><circle cx="6" cy="38" r="4" fill="currentColor"/>`,
  minus: `<path d="M8 24H40" fill="none" stroke="currentColor" stroke-width="7" stroke-linecap="round"/>`,
};

function shapesOf(name: string): string {
  return OWN[name] ?? iconShapes(iconOf(name));
}

/** The value of a token of the look, in the theme that the page has now. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || "#26231F";
}

/** A word's pictogram in its family's text colour. */
export function pictureOf(word: string, family: Family): string {
  const style = `color:${token(`on-${family}`)};--on-pic:${token(family)}`;
  return address(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" style="${style}">${shapesOf(word)}</svg>`);
}

/** A key on a block: a white disc with its sign. */
export function keyPicture(name: "plus" | "minus"): string {
  const sign = `<svg x="13" y="13" width="22" height="22" viewBox="0 0 48 48" color="${token("toyink")}">${shapesOf(name)}</svg>`;
  return address(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle cx="24" cy="24" r="20" fill="#fff" fill-opacity=".9"/>${sign}</svg>`);
}

/** A drop of a colour in a white pill. */
export function swatchOf(colour: string): string {
  const edge = token("part");
  return address(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="${colour}" stroke="${edge}" stroke-width="1.5"/></svg>`);
}

/** A family's silhouette with a pictogram, the family's own unless another is named, as it stands in the toolbox. */
export function silhouetteOf(family: Family, pictogram = PICTURES[family]): string {
  const size = family === "move" || family === "light" || family === "control" ? 26 : 22;
  const left = (48 - size) / 2;
  const top = LOWER.includes(family) ? 18 : left;
  const edge = family === "light" || family === "sound" ? 2 : 0;
  const shapes = shapesOf(pictogram);
  return [
    `<svg class="cat" viewBox="0 0 48 48" aria-hidden="true">`,
    `<path d="${SILHOUETTES[family]}" fill="var(--${family})" stroke="var(--${family}-e)" stroke-width="${edge}"/>`,
    `<svg x="${left}" y="${top}" width="${size}" height="${size}" viewBox="0 0 48 48" style="color:var(--on-${family});--on-pic:var(--${family})">${shapes}</svg>`,
    "</svg>",
  ].join("");
}

function address(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
