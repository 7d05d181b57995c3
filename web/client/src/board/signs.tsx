/** The few pictograms that only the board needs. */
import { Shapes } from "../look";

const FOUR = [6, 27].map((x) => [6, 27].map((y) => `<rect x="${x}" y="${y}" width="15" height="15" rx="3" fill="currentColor"/>`).join("")).join("");
const HOME = '<path d="M24 4L45 22H39V43H28V30H20V43H9V22H3Z" fill="currentColor"/>';
const TWO = '<rect x="4" y="8" width="26" height="32" rx="4" fill="currentColor"/><rect x="34" y="14" width="10" height="20" rx="3" fill="none" stroke="currentColor" stroke-width="4"/>';
const UNEQUAL = '<path d="M8 18H40M8 31H40M32 6L16 43" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round"/>';

const SIGNS = { missions: FOUR, home: HOME, class: TWO, unequal: UNEQUAL };

/** All missions, back to the class, the class's runs, "is not the same". */
export function Sign({ name }: { name: keyof typeof SIGNS }) {
  return <Shapes drawing={{ box: "0 0 48 48", shapes: SIGNS[name] }} class="i" />;
}
