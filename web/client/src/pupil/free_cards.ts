/** The cards on offer where no mission chooses: two pages of keys, with the robot's own moves or the compass's. */
import { computed, signal } from "@preact/signals";

const OWN_MOVES = ["forward", "backward", "turn_left", "turn_right"];
const COMPASS_MOVES = ["go_north", "go_south", "go_west", "go_east"];
const FIRST_PAGE = ["light", "repeat"];
const SECOND_PAGE = ["if", "wait_for", "forever", "wait", "play", "note", "light_off"];
const CONDITIONS = ["obstacle", "button", "on_line", "bumped"];

/** Whether the moves on offer are those of the compass. */
export const compass = signal(false);

/** The page of keys that is shown, from 0. */
export const keyPage = signal(0);

/** The keys of each page. */
export const keyPages = computed<readonly (readonly string[])[]>(() => [(compass.value ? COMPASS_MOVES : OWN_MOVES).concat(FIRST_PAGE), SECOND_PAGE]);

/** Everything that can be laid, and what a condition can ask. */
export const FREE_WORDS: readonly string[] = OWN_MOVES.concat(COMPASS_MOVES, FIRST_PAGE, SECOND_PAGE, CONDITIONS);

/** As a new child finds it; on the compass where the program is already. */
export function resetKeys(content: string): void {
  keyPage.value = 0;
  compass.value = content.includes('"go_');
}
