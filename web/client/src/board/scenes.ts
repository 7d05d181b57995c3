/** The pictures of the stories: a land, and on it what the picture's name says ("abeille-fleur"). */
import { PLACES } from "../look/drawings/places";
import { FLOOR_ROBOT } from "../look/drawings/toys";
import type { Drawing } from "../look/drawing";

const LAND =
  '<rect width="920" height="408" fill="var(--tile-blue)"/><circle cx="262" cy="84" r="44" fill="var(--m-yellow)"/>' +
  '<ellipse cx="240" cy="420" rx="420" ry="140" fill="var(--m-green)"/><ellipse cx="720" cy="430" rx="460" ry="150" fill="var(--m-green-d)"/>';

const SMALL_FLOWER = [[50, 22], [68, 36], [61, 57], [39, 57], [32, 36]]
  .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="13" fill="var(--m-pink)"/>`)
  .join("");

const FLOWER =
  '<path d="M50 52V120" fill="none" stroke="var(--m-green)" stroke-width="6" stroke-linecap="round"/><path d="M50 96A18 14 0 0 1 76 82A22 16 0 0 1 50 96Z" fill="var(--m-green)"/>' +
  `${SMALL_FLOWER}<circle cx="50" cy="41" r="11" fill="var(--m-yellow)"/><circle cx="46.5" cy="39" r="1.9" fill="var(--toyink)"/><circle cx="53.5" cy="39" r="1.9" fill="var(--toyink)"/>` +
  '<path d="M46 45A5 4 0 0 0 54 45" fill="none" stroke="var(--toyink)" stroke-width="1.8" stroke-linecap="round"/>';

/** The bee from the side, looking right, on a box of about 220 by 200 with its feet at 0, 0. */
function bee(asleep: boolean): string {
  const eye = asleep
    ? '<path d="M50 -114A14 10 0 0 0 78 -114" fill="none" stroke="var(--white)" stroke-width="6" stroke-linecap="round"/>'
    : '<circle cx="64" cy="-114" r="17" fill="var(--white)"/><circle cx="70" cy="-115" r="8" fill="var(--toyink)"/>';
  return (
    '<ellipse cx="0" cy="0" rx="96" ry="12" fill="#26231f22"/><rect x="-70" y="-28" width="52" height="28" rx="14" fill="var(--wheel)"/><rect x="20" y="-28" width="52" height="28" rx="14" fill="var(--wheel)"/>' +
    '<path d="M-94 -22V-82A84 84 0 0 1 -10 -166H20A76 76 0 0 1 96 -90V-22Z" fill="var(--t-yellow)"/><path d="M-66 -22V-145A84 84 0 0 1 -36 -162V-22Z" fill="var(--toyink)"/><path d="M-8 -22V-166H20V-22Z" fill="var(--toyink)"/>' +
    `${eye}<path d="M64 -72A14 10 0 0 0 86 -72" fill="none" stroke="var(--toyink)" stroke-width="5" stroke-linecap="round"/><path d="M60 -158L78 -188" stroke="var(--toyink)" stroke-width="7" stroke-linecap="round"/>` +
    '<circle cx="80" cy="-192" r="9" fill="var(--toyink)"/><ellipse cx="-40" cy="-176" rx="44" ry="22" fill="var(--t-sky)"/>'
  );
}

function put(shapes: string, x: number, y: number, size: number): string {
  return `<g transform="translate(${x} ${y}) scale(${size})">${shapes}</g>`;
}

const ROAD = "M300 372H860";
const STONES = Array.from({ length: 5 }, (_, index) => `<rect x="${300 + index * 92}" y="322" width="78" height="62" rx="12" fill="var(--m-cream)" opacity=".9"/>`).join("");
const STAIR = '<path d="M520 372V320H610V268H700V216H790V164H880" fill="none" stroke="var(--m-cream)" stroke-width="26" stroke-linejoin="round" stroke-linecap="round"/>';
const BEADS = ["run", "m-yellow", "run", "m-yellow", "run", "m-yellow"].map((fill, index) => `<circle cx="${440 + index * 78}" cy="330" r="30" fill="var(--${fill})"/>`).join("");
const LENS = '<circle cx="0" cy="0" r="66" fill="#ffffff99" stroke="var(--toyink)" stroke-width="16"/><path d="M48 48L104 104" stroke="var(--toyink)" stroke-width="24" stroke-linecap="round"/>';

const FIGURES: Record<string, string> = {
  abeille: put(bee(false), 470, 372, 1),
  robot: put(FLOOR_ROBOT, 360, 160, 2.1),
  fleur: put(FLOWER, 650, 104, 2.4),
  maison: put(PLACES.maison, 640, 116, 2.9),
  ecole: put(PLACES.ecole, 640, 116, 2.9),
  etang: put(PLACES.etang, 640, 190, 2.2),
  arbre: put(PLACES.arbre, 640, 116, 2.9),
  route: `<path d="${ROAD}" stroke="var(--m-stone)" stroke-width="84" stroke-linecap="round"/>${STONES}${put(FLOWER, 770, 150, 1.5)}`,
  escalier: STAIR + put(FLOOR_ROBOT, 330, 200, 1.7),
  motif: BEADS + put(FLOOR_ROBOT, 210, 240, 1.5),
  loupe: put(LENS, 700, 190, 1.2),
};

const BEHIND = ["route", "maison", "ecole", "arbre", "etang", "escalier", "motif"];

/** The picture of a page; a land with nothing on it where the name says nothing we can draw. */
export function sceneOf(picture: string): Drawing {
  const names = picture.toLowerCase().split(/[^a-z]+/).filter((name) => name in FIGURES);
  const ordered = names.sort((a, b) => Number(BEHIND.includes(b)) - Number(BEHIND.includes(a)));
  const asleep = names.includes("abeille") && names.includes("maison");
  const shapes = ordered.map((name) => (name === "abeille" ? put(bee(asleep), names.includes("route") ? 250 : 440, 372, 1) : FIGURES[name]));
  const trees = put(PLACES.arbre, 20, 90, 2.1);
  const home = names.includes("maison") ? "" : put(PLACES.maison, 230, 150, 1.4);
  return { box: "0 0 920 408", shapes: LAND + trees + home + shapes.join("") };
}
