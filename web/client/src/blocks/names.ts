/** What blocks and their parts are called, in files and in the editor. */
import type { WordArgument } from "../generated/words";

/** What the type of a word's block starts with. */
export const PREFIX = "robot_";

/** `controls_whileUntil` while true, as the editor shows it; a file never holds this type. */
export const FOREVER = "ribambelle_forever";

/** `controls_whileUntil` until something, with nothing inside, as the editor shows it. */
export const WAIT_FOR = "ribambelle_wait_for";

/** The name by which Blockly keeps an argument. */
export function keyOf(argument: WordArgument): string {
  return argument.name.toUpperCase();
}

/** Whether an argument is a field of its block in the editor; numbers and texts are inputs. */
export function isField(argument: WordArgument): boolean {
  return ["choice", "colour", "place", "pitch"].includes(argument.kind);
}

/** Python that no other block says: lines of it, or one value. */
export const PYTHON = "robot_python";
export const PYTHON_VALUE = "robot_python_value";
