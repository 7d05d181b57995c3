/** Where a run waits: the blocks or lines that the child has put a pause at. */
import { computed, signal } from "@preact/signals";
import type { ProgramText } from "../generated/messages";
import { program } from "./session";

type Face = ProgramText["face"];

const kept = signal<{ face: Face; of: readonly string[] }>({ face: "cards", of: [] });

/** The blocks or lines of the program as it is written now. */
export const stops = computed<readonly string[]>(() => (kept.value.face === program.value.face ? kept.value.of : []));

/** They are these from now on. */
export function stopAt(of: readonly string[]): void {
  if (of.join() !== stops.value.join()) kept.value = { face: program.value.face, of };
}

/** A pause before this block, or none any more. */
export function toggleStop(id: string): void {
  const before = stops.value;
  stopAt(before.includes(id) ? before.filter((one) => one !== id) : [...before, id]);
}
