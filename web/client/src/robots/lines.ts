/** A verdict in sentences: what the program does, and where the real robot stands. */
import type { Verdict as Judged } from "../generated/messages";

/** How a page says it: a tablet to its team, the board to everybody. */
export interface VerdictTexts {
  done: string;
  right: string;
  slid: string;
  elsewhere: string;
  here: string;
}

/** A sentence with its sign; nothing is ever called wrong. */
export interface Line {
  sign: "check" | "slip" | "bot";
  text: string;
}

/** The verdict in one or two sentences; `missed` when the flag stands on another cell than the robot. */
export function linesOf(judged: Judged, texts: VerdictTexts, missed: boolean): Line[] {
  // Free Python is not judged by its text alone: the floor decides.
  if (judged.program !== false && judged.floor) return [{ sign: "check", text: texts.done }];
  if (judged.slid) return [{ sign: "check", text: texts.right }, { sign: "slip", text: texts.slid }];
  if (judged.mistake) return [{ sign: "bot", text: judged.mistake }];
  return [{ sign: "bot", text: missed ? texts.elsewhere : texts.here }];
}
