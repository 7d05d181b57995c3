/** Why a run did not start, or broke off by itself. */
import type { Fault, RunState, TraceEvent } from "../generated/messages";

/** The fault that is told; null for a run that did neither. The trace has it where the class does not. */
export function failureOf(state: RunState | null, events: readonly TraceEvent[]): Fault | null {
  if (state?.state !== "refused" && state?.state !== "error") return null;
  const told = state.faults.find((fault) => !fault.remark);
  const last = events[events.length - 1];
  if (told || last?.type !== "error") return told ?? null;
  return { code: String(last["code"]), where: String(last["block"] ?? ""), details: {}, remark: false };
}
