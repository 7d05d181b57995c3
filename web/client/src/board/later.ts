/** What the board needs once it stands: the real robot's keys, the class's runs, the way in. */
export { Companion } from "../companion/companion";
export { Enter } from "../enter/enter";
export { ClassView } from "./class_view";
