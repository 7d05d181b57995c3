/** The tablet's run: started, steered, followed; and what the child says of it afterwards. */
import { computed, effect, signal } from "@preact/signals";
import type { RunState, Verdict } from "../generated/messages";
import { ask } from "../room/connection";
import { isToBeTold, keepTold } from "../robots/told";
import { isUnderWay, mySeat, runOf } from "../room/store";
import { follow, streamOf } from "../room/streams";
import { isFreePython } from "./checking";
import { isHere, runHere, startHere, steerHere } from "./here";
import { attempt, edits, faults, flag, program, screen } from "./session";
import { stops } from "./stops";
import { target } from "./target";

/** The run that this tablet started last, null once its trail has left the mat. */
export const run = signal<string | null>(null);

/** Whether GO has been pressed and the server has not answered yet. */
export const starting = signal(false);

/** Whether runs go slowly. */
export const slow = signal(false);

/** Whether the run waited for goes step by step. */
export const stepwise = signal(false);

/** What the mission's goals say once the child has tapped where the real robot stands. */
export const verdict = signal<Verdict | null>(null);

/** The cell that the child tapped. */
export const landed = signal<string | null>(null);

/** The run as the server tells it, null before it has. */
export const runState = computed<RunState | null>(() => (isHere(run.value) ? runHere.value : runOf(run.value)));

const ENDS = ["finished", "stopped", "error"];

/** Whether the run's last event has come. */
export const ended = computed(() => {
  const events = run.value ? streamOf(run.value).value.events : [];
  const last = events[events.length - 1];
  return last !== undefined && ENDS.includes(last.type);
});

let announced: string | null = null;

/** Whether something runs: STOP stands in the place of GO. */
export const running = computed(() => {
  if (starting.value) return true;
  if (run.value === null) return false;
  const state = runState.value;
  if (state) return isUnderWay(state);
  return announced !== run.value && !ended.value;
});

/** Whether STOP has been pressed and the robot has not said yet that it stands. */
export const stopping = signal(false);

/** GO: what is done first depends on the robot that is chosen. */
export function go(byStep: boolean): void {
  stepwise.value = byStep;
  const { robot, closed } = target.value;
  if (closed) screen.value = "companion";
  else if (robot?.real) screen.value = "putback";
  else void start();
}

/** Starts the run; gives its name, or null when it was refused. */
export async function start(robot = target.value.robot?.name ?? "simulated"): Promise<string | null> {
  const seat = mySeat.value;
  if (!seat || starting.value) return null;
  forgetRun();
  screen.value = "work";
  faults.value = [];
  stopping.value = false;
  starting.value = true;
  const started = await attempt(begin(seat.seat, robot));
  if (started) show(started.run);
  else if (faults.value.some((fault) => fault.code === "robot-busy")) screen.value = "busy";
  starting.value = false;
  if (started && stopping.value) steer("stop");
  else if (started && slow.value) steer("slow");
  return started ? started.run : null;
}

/** In the room; Python that the room does not know runs here, on the robot of the screen or word by word on one of the room. */
async function begin(seat: string, robot: string): Promise<{ run: string }> {
  const written = program.value;
  const order = { seat, robot, program: written, stepwise: stepwise.value, breakpoints: [...stops.value], slow: 1, remote: [], words: [] };
  if (!(await isFreePython(written))) return ask("run", order);
  if (robot === "simulated") return startHere(seat, written, stepwise.value);
  return (await import("./afar")).startAfar(order);
}

function show(name: string): void {
  announced = null;
  run.value = name;
  if (!isHere(name)) follow([name]);
}

/** Stops, steps, slows the run. */
export function steer(action: "stop" | "pause" | "resume" | "step" | "slow" | "normal"): void {
  if (action === "stop") stopping.value = true;
  if (isHere(run.value)) steerHere(action);
  else if (run.value) void attempt(ask("steer", { run: run.value, action }));
}

/** Slowly, or at its own speed; it lasts for the next runs. */
export function toggleSlow(): void {
  slow.value = !slow.value;
  if (running.value) steer(slow.value ? "slow" : "normal");
}

/** The last run's trail and end leave the mat. */
export function forgetRun(): void {
  run.value = null;
  verdict.value = null;
  landed.value = null;
}

/** The child says where the real robot stands; the server judges. */
export async function land(name: string | null, cell: string): Promise<void> {
  if (!name) return void (screen.value = "work");
  landed.value = cell;
  keepTold(name);
  verdict.value = await attempt(ask("landed", { run: name, cell }));
  screen.value = verdict.value ? "verdict" : "work";
}

/** A closed robot has been pressed and has rolled: the same program is run here, and compared. */
export async function landClosed(cell: string): Promise<void> {
  stepwise.value = false;
  await land(await start("simulated"), cell);
}

/** Takes the run that the server says is going on or was the last, after a reload. */
export function resumeRun(): void {
  const seat = mySeat.value;
  if (run.value || !seat?.run) return;
  const known = runOf(seat.run);
  if (isUnderWay(known) || isToBeTold(known)) show(seat.run);
}

/** The child does not say where it is: the question is not asked again for this run. */
export function leaveUntold(): void {
  keepTold(run.value);
  screen.value = "work";
}

/** Watches the run: what was refused is told, and a real robot's end asks where it is. Once a page. */
export function watchRuns(): void {
  effect(() => {
    const state = runState.value;
    if (!state) return;
    announced = state.run;
    if (state.state === "refused") {
      faults.value = state.faults;
      run.value = null;
    } else if (isToBeTold(state)) screen.value = "where";
  });
  effect(() => {
    if (edits.value > 0 && !running.peek()) forgetRun();
  });
}

/** Whether robot and flag can be compared: the run is over by itself and a flag is planted. */
export const comparable = computed(() => ended.value && flag.value !== null);
