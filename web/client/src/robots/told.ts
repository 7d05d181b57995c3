/** Whether somebody still has to say where a real robot stands: that tap decides, not the estimate. */
import { signal } from "@preact/signals";
import type { RunState } from "../generated/messages";
import { keep, recall } from "../room/memory";
import { robotOf } from "../room/store";

const told = signal(recall("told"));

/** Whether a real robot drives this run: its pose is an estimate, and is drawn as one. */
export function isReal(state: RunState | null): boolean {
  return Boolean(robotOf(state?.robot)?.real);
}

/** Whether a real robot has finished this run and nobody has said yet where it stands. */
export function isToBeTold(state: RunState | null): boolean {
  if (!state || state.state !== "finished" || state.landed !== null) return false;
  return isReal(state) && told.value !== state.run;
}

/** It has been said here, or will not be: the question is not asked again for this run. */
export function keepTold(run: string | null): void {
  keep("told", run);
  told.value = run;
}
