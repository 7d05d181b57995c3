/** What the teacher has today: answered with taps, kept on this device for tomorrow. */
import { signal } from "@preact/signals";
import { keep, recall } from "../room/memory";

/** The eight classes in order; a child of the first is 3 years old, of the next 4, and so on. */
export const CLASSES = ["PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2"] as const;

/** The lengths of a session to choose from, in minutes. */
export const MINUTES = [15, 30, 45, 60] as const;

/** Places in `CLASSES`, the first and the last of neighbours. */
export type ClassRange = readonly [number, number];

/** What was answered; null is "any". */
export interface Answers {
  /** How many of each robot kind. */
  robots: Readonly<Record<string, number>>;
  tablets: number;
  classes: ClassRange | null;
  minutes: number | null;
}

const NOTHING: Answers = { robots: {}, tablets: 0, classes: null, minutes: null };
const MOST = 30;
const FIRST_AGE = 3;

/** The answers as they are now. */
export const answers = signal<Answers>(recalled());

/** Changes some of the answers. */
export function answer(part: Partial<Answers>): void {
  answers.value = { ...answers.value, ...part };
  keep("today", JSON.stringify(answers.value));
}

/** One more (or one less) of a robot kind. */
export function countRobot(kind: string, by: 1 | -1): void {
  const { robots } = answers.value;
  answer({ robots: { ...robots, [kind]: within((robots[kind] ?? 0) + by) } });
}

/** One more tablet, or one less. */
export function countTablets(by: 1 | -1): void {
  answer({ tablets: within(answers.value.tablets + by) });
}

/** The classes after a tap on one: neighbours are added, an end is taken away, another starts anew. */
export function tapped(range: ClassRange | null, index: number): ClassRange | null {
  if (!range) return [index, index];
  const [first, last] = range;
  if (first === last && index === first) return null;
  if (index === first - 1 || index === last + 1) return [Math.min(first, index), Math.max(last, index)];
  if (index === first) return [first + 1, last];
  return index === last ? [first, last - 1] : [index, index];
}

/** The ages of the children in these classes, in years, both ends included. */
export function agesOf([first, last]: ClassRange): [number, number] {
  return [first + FIRST_AGE, last + FIRST_AGE];
}

function within(count: number): number {
  return Math.max(0, Math.min(MOST, count));
}

function recalled(): Answers {
  try {
    return { ...NOTHING, ...(JSON.parse(recall("today") ?? "{}") as Partial<Answers>) };
  } catch {
    return NOTHING;
  }
}
