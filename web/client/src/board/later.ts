/** What the board needs once it stands: robots of the room, closed ones, the class's runs, the way in. */
export { Answer } from "../robots/answer";
export { Companion } from "../companion/companion";
export { FlagDeck } from "./flag_deck";
export { PictureName } from "../look/picture_name";
export { Enter } from "../enter/enter";
export { CountDeck } from "./count";
export { ChooseRobot } from "./choose_robot";
export { ClassView } from "./class_view";
export { BoardPutBack, BoardVerdict, BoardWhere } from "./real";
