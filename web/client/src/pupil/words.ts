/** Every word and construct, for free programming. */
import { WORDS } from "../generated/words";

const CONSTRUCTS = ["repeat", "forever", "if", "wait_for", "while", "count", "maths", "variable", "print", "function"];

/** What may be written where no mission chooses. */
export const ALL_WORDS: readonly string[] = Object.keys(WORDS).concat(CONSTRUCTS);
