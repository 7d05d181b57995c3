/** What a closed robot remembers, as far as anybody can know it: no radio tells, only the presses. */

/** What a robot must be known for, to know what it remembers. */
export interface Remembering {
  /** How many steps it keeps. */
  memory: number;
  /** New steps are added to the old ones until its memory is cleared. */
  appends: boolean;
}

/** The steps that the robot keeps, null while nobody knows; `ran` once they have been started. */
export interface Held {
  steps: readonly string[] | null;
  ran: boolean;
}

/** Nobody knows what an earlier hand has left in the robot, nor what a wrong press has added. */
export const UNKNOWN: Held = { steps: null, ran: false };

/** What the robot keeps after a press of the key that does this. */
export function press(held: Held, does: string, robot: Remembering): Held {
  if (does === "clear") return { steps: [], ran: false };
  if (does === "go") return { ...held, ran: true };
  if (held.steps === null) return held;
  const kept = held.ran && !robot.appends ? [] : held.steps;
  if (kept.length >= robot.memory) return held;
  return { steps: kept.concat(does), ran: false };
}

/** The key to press next, so that the robot comes to keep exactly the plan and starts it. */
export function nextKey(held: Held, plan: readonly string[]): string {
  const { steps } = held;
  const onTheWay = steps !== null && steps.length <= plan.length && steps.every((step, index) => step === plan[index]);
  if (!onTheWay || held.ran) return "clear";
  return plan[steps.length] ?? "go";
}
