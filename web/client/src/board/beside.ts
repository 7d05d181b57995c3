/** Another board of the same class: what is laid, planted or started there is seen here, too. */
import { effect } from "@preact/signals";
import { unsaved } from "../room/journal";
import { classState, mySeat } from "../room/store";
import { flag, planting, program, run, takeFlag, takeProgram, takeRun } from "./session";

/** What the server told last of the board's seat. */
let told: { flag: string | null; run: string | null } | null = null;

/** Follows the seat that all boards share; what is on its way from here is never taken back. Once a page. */
export function followOtherBoards(): void {
  effect(() => {
    const seat = classState.value && mySeat.value;
    if (!seat) return void (told = null);
    const before = told;
    told = { flag: seat.flag, run: seat.run };
    if (!before) return;
    if (unsaved.peek() === 0 && seat.program?.face === "cards" && seat.program.content !== program.peek()) takeProgram(seat.program.content);
    if (planting.peek() === 0 && seat.flag !== before.flag && seat.flag !== flag.peek()) takeFlag(seat.flag);
    if (seat.run !== before.run && seat.run !== null && seat.run !== run.peek()) takeRun(seat.run);
  });
}
