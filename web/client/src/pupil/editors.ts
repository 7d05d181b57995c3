/** The editors of blocks and of Python, each fetched when it is first needed. */
import { signal, type Signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

export const blocks = signal<typeof import("../blocks") | null>(null);
export const python = signal<typeof import("../python_face") | null>(null);

type Name = "blocks" | "python";

const FETCH: Record<Name, () => Promise<void>> = {
  blocks: () => keep(blocks, import("../blocks")),
  python: () => keep(python, import("../python_face")),
};

async function keep<Module>(place: Signal<Module | null>, coming: Promise<Module>): Promise<void> {
  place.value = await coming;
}

/** Fetches these editors; `load` tries again where that has failed. */
export function useEditors(names: readonly Name[]): { failed: boolean; load(): void } {
  const [failed, setFailed] = useState(false);
  const load = (): void => {
    setFailed(false);
    const missing = names.filter((name) => (name === "blocks" ? blocks : python).value === null);
    Promise.all(missing.map((name) => FETCH[name]())).catch(() => setFailed(true));
  };
  useEffect(load, []);
  return { failed, load };
}
