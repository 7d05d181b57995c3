/** Sitting down: the animals in the hand, the tick, and the wait for the teacher when one is taken. */
import { computed, signal } from "@preact/signals";
import { ask, Refusal } from "../room/connection";
import { keep } from "../room/memory";
import { classState } from "../room/store";

/** No more animals than this hold one tablet. */
export const MOST = 6;

/** The animals that these children have taken from the shelves, in order. */
export const mine = signal<readonly string[]>([]);

/** The animal that another tablet holds and that the teacher must let go; null while none is asked for. */
export const asking = signal<string | null>(null);

/** Whether the tick has been pressed and not been answered. */
export const sitting = signal(false);

/** The animals of the tablets that have joined, in the order of their seats. */
export const seated = computed<readonly string[]>(() => {
  const seats = [...(classState.value?.seats ?? [])].sort((a, b) => a.number - b.number);
  return seats.reduce<string[]>((all, seat) => all.concat(seat.animals), []);
});

/** Takes an animal from its shelf, or puts it back. */
export function lift(animal: string): void {
  const held = mine.value.filter((one) => one !== animal);
  if (held.length < mine.value.length) mine.value = held;
  else if (held.length < MOST) mine.value = mine.value.concat(animal);
}

/** The tick: the children sit down, or wait for the teacher. */
export async function sit(): Promise<void> {
  if (mine.value.length === 0 || sitting.value) return;
  sitting.value = true;
  try {
    const { token } = await ask("join", { animals: [...mine.value], code: codeInAddress() });
    keep("seat", token);
    forgetHand();
  } catch (problem) {
    asking.value = takenIn(problem) ?? asking.value;
  }
  sitting.value = false;
}

/** Back to the shelves with the same animals in the hand, but the one that is taken. */
export function giveUp(): void {
  mine.value = mine.value.filter((one) => one !== asking.value);
  asking.value = null;
}

/** Empties the hand. */
export function forgetHand(): void {
  mine.value = [];
  asking.value = null;
}

function takenIn(problem: unknown): string | null {
  if (!(problem instanceof Refusal)) return null;
  const fault = problem.faults.find((one) => one.code === "animal-taken");
  if (!fault) return null;
  const named = fault.details["animal"] ?? fault.where;
  return mine.value.find((one) => one === named) ?? mine.value.find((one) => seated.value.includes(one)) ?? mine.value[0] ?? null;
}

function codeInAddress(): string {
  return new URLSearchParams(location.search).get("code") ?? "";
}
