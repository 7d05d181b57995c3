/** In place of `room/memory.ts`: what is kept is kept while the page is open, and nowhere else. */

const kept = new Map<string, string>();

/** What is kept under that name, null when nothing is. */
export function recall(name: string): string | null {
  return kept.get(name) ?? null;
}

/** Keeps a text under that name; null forgets it. */
export function keep(name: string, value: string | null): void {
  if (value === null) kept.delete(name);
  else kept.set(name, value);
}

const SAME: typeof import("../room/memory") = { recall, keep };
void SAME;
