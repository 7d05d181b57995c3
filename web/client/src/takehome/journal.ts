/** In place of `room/journal.ts`: this page keeps nothing by itself, and knows what is in no file yet. */
import { signal } from "@preact/signals";
import type { ProgramText } from "../generated/messages";
import { carried } from "./line";

/** Nothing waits for a server here. */
export const unsaved = signal(0);

/** The last change that is in no file; null when there is none. */
export const changed = signal<ProgramText | null>(null);

/** Notes that there is something to keep; the program that the lesson begins with is none of the child's. */
export function record(_seat: string, program: ProgramText): string {
  const { start } = carried.lesson;
  changed.value = start?.face === program.face && start.content === program.content ? null : program;
  return "";
}

/** What a quick finger has made before the mission has begun; nothing is left over from another time. */
export async function lastUnsaved(_seat: string): Promise<ProgramText | null> {
  return carried.lesson.start ? null : changed.value;
}

/** There is no class that could end. */
export async function forgetJournal(): Promise<void> {}

/** There is no server to send to. */
export function listenToJournal(): void {}

const SAME: typeof import("../room/journal") = { unsaved, record, lastUnsaved, forgetJournal, listenToJournal };
void SAME;
