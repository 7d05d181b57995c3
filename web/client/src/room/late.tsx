/** Parts of a page that are fetched once it stands, so that it starts sooner. */
import { signal } from "@preact/signals";
import type { ComponentType, VNode } from "preact";

const AFTER_LOAD = 200;
const AGAIN_AFTER = 2000;

/** A component that arrives later; until then, and only when it is asked for early, nothing is shown. */
export function late<Props extends object>(fetchIt: () => Promise<ComponentType<Props>>): (props: Props) => VNode | null {
  const part = signal<ComponentType<Props> | null>(null);
  whenLoaded(() => void fetchPart(fetchIt, (arrived) => (part.value = arrived)));
  return (props) => {
    const Part = part.value;
    return Part ? <Part {...props} /> : null;
  };
}

async function fetchPart<Part>(fetchIt: () => Promise<Part>, then: (part: Part) => void): Promise<void> {
  try {
    then(await fetchIt());
  } catch {
    setTimeout(() => void fetchPart(fetchIt, then), AGAIN_AFTER);
  }
}

function whenLoaded(then: () => void): void {
  const soon = (): void => void setTimeout(then, AFTER_LOAD);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
}
