/** Free Python, which no robot of the room runs: the browser's own Python runs it, on the robot of the screen. */
import { computed, signal } from "@preact/signals";
import type { Fault, ProgramText, RunState, TraceEvent } from "../generated/messages";
import type { Python, SteerAction } from "../python/python";
import { Refusal } from "../room/connection";
import { marks, questions, streamOf } from "../room/streams";
import { language } from "../strings";
import { matFile } from "./mat_file";
import { mat } from "./session";

/** The run of this tablet's own, null before the first. */
const own = signal<RunState | null>(null);

/** That run as the class would tell it, by its name. */
export const runHere = computed<RunState | null>(() => own.value);

let python: Python | null = null;
let count = 0;

/** What only says that a statement is outside the language that robots of the room know. */
export function isFree(fault: Fault): boolean {
  const reason = fault.details["reason"] ?? "name";
  return fault.code === "not-taught" && reason === "name";
}

/** The browser's own Python: one for this tablet. */
export async function pythonHere(): Promise<Python> {
  python ??= new (await import("../python/python")).Python();
  return python;
}

/** Starts a run in the browser; its name. Throws a `Refusal` that says why not. */
export async function startHere(seat: string, program: ProgramText, stepwise: boolean): Promise<{ run: string }> {
  const here = await pythonHere();
  count += 1;
  const run = `here-${count}`;
  own.value = { run, seat, robot: "simulated", program, mat: mat.value.name, state: "running", block: "", faults: [], landed: null, verdict: null };
  const follower = {
    events: (events: TraceEvent[]) => take(run, events),
    mark: (block: string) => void (marks.value = { ...marks.value, [run]: { run, block, seq: 0, paused: false } }),
    asked: (question: string | null) => void (questions.value = { ...questions.value, [run]: question === null ? null : { run, question, seq: 0 } }),
    paused: (paused: boolean) => become(paused ? "paused" : "running"),
  };
  const faults = await here.simulate({ program, mat: matFile(mat.value), mat_name: mat.value.name, language: language.value, speed: "real", asks: true }, follower);
  const serious = faults.filter((fault) => !fault.remark);
  if (serious.length > 0) {
    own.value = null;
    throw new Refusal(serious);
  }
  if (stepwise) steerHere("pause");
  return { run };
}

/** Whether a run is one of this tablet's own. */
export function isHere(run: string | null): boolean {
  return run !== null && run === own.value?.run;
}

/** Stops, steps, slows the run. */
export function steerHere(action: SteerAction): void {
  void python?.steer(action);
}

/** What the child answers to the program. */
export async function answerHere(value: string): Promise<void> {
  python?.give("input", value);
}

/** Puts the browser's Python away: the class is over. */
export function closeHere(): void {
  python?.close();
  python = null;
  own.value = null;
}

function become(state: RunState["state"]): void {
  if (own.value && !ENDED.includes(own.value.state)) own.value = { ...own.value, state };
}

const ENDED = ["finished", "stopped", "error"];
const ENDS: Record<string, RunState["state"]> = { finished: "finished", stopped: "stopped", error: "error" };

function take(run: string, events: TraceEvent[]): void {
  const stream = streamOf(run);
  const all = stream.value.events.concat(events);
  stream.value = { epoch: 1, seq: all.length, events: all };
  const last = all[all.length - 1];
  const state = last ? ENDS[last.type] : undefined;
  if (state && isHere(run)) become(state);
}
