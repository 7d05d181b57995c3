/** In place of `room/journal.ts`: this page keeps nothing by itself, and knows what is in no file yet. */
import { signal } from "@preact/signals";
import type { ProgramText } from "../generated/messages";

/** Nothing waits for a server here. */
export const unsaved = signal(0);

/** The last change that is in no file; null when there is none. */
export const changed = signal<ProgramText | null>(null);

/** Notes that there is something to keep. */
export function record(_seat: string, program: ProgramText): string {
  changed.value = program;
  return "";
}

/** Nothing is left over from another time. */
export async function lastUnsaved(_seat: string): Promise<ProgramText | null> {
  return null;
}

/** There is no class that could end. */
export async function forgetJournal(): Promise<void> {}

/** There is no server to send to. */
export function listenToJournal(): void {}

const SAME: typeof import("../room/journal") = { unsaved, record, lastUnsaved, forgetJournal, listenToJournal };
void SAME;
