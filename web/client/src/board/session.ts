/** What the board is doing: its mission, its program with undo, its flag, its run. */
import { computed, effect, signal } from "@preact/signals";
import type { LessonView, MatView, RunState, Verdict } from "../generated/messages";
import { outline } from "../look/outline";
import { lessons } from "../room/catalogue";
import { attempt, refused } from "../class/asking";
import { ask } from "../room/connection";
import { lastUnsaved, record } from "../room/journal";
import { keep, recall } from "../room/memory";
import { classState, isUnderWay, mySeat, runOf, welcome } from "../room/store";
import { follow } from "../room/streams";
import { endOf, holeWithin, NOTHING, type Laid } from "../cards/composition";

/** What the board shows. */
export type View = "choose" | "solo" | "robots" | "putback" | "companion" | "verdict" | "class";

/** The room that the board shows now. */
export const view = signal<View>("solo");

/** The program's JSON text, and the place of its next card. */
export const program = signal(NOTHING);
export const hole = signal("1.1");

/** The cell of the flag, null when it is not planted. */
export const flag = signal<string | null>(null);

/** The run that the board started last. */
export const run = signal<string | null>(null);

/** The cell where a real robot was said to stand, until the next run, and what the server says of it. */
export const landed = signal<string | null>(null);
export const verdict = signal<Verdict | null>(null);

/** The cell where the robot of the run that is shown was said to stand, here or on another board. */
export const stands = computed(() => landed.value ?? runState.value?.landed ?? null);

/** Whether runs go slowly. */
export const slow = signal(false);

/** The class and the mission whose program stands here: a pause of the server changes nothing. */
let playing = "";

const past = signal<string[]>([]);
const future = signal<string[]>([]);

/** Whether there is something to undo, or to do again. */
export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);

/** The mission of the class, null before one is chosen. */
export const lesson = computed<LessonView | null>(() => lessons.value.find((one) => one.slug === classState.value?.lesson) ?? null);

/** The cards as the chain shows them. */
export const pieces = computed(() => outline({ face: "cards", content: program.value })?.[0] ?? []);

/** The state of the board's run, null before the first. */
export const runState = computed<RunState | null>(() => runOf(run.value));

/** Whether GO has been pressed and the class does not tell of the run yet. */
const starting = signal(false);

/** The run that was started here and that the class does not tell of yet. */
const awaited = signal<string | null>(null);

/** Whether the board's run goes on: STOP stands in the place of GO. */
export const running = computed(() => starting.value || isUnderWay(runState.value) || (run.value !== null && awaited.value === run.value));

effect(() => {
  if (runState.value) awaited.value = null;
});

/** Whether STOP came before the run had a name. */
let stopped = false;

/** The board's seat; the server names it in its welcome. */
export const seat = computed(() => welcome.value?.seat ?? "board");

/** Changes the program; an edit is on its way to the server at once. */
export function change(laid: Laid): void {
  if (laid.content === program.value) return void (hole.value = laid.hole);
  past.value = past.value.concat(program.value);
  future.value = [];
  put(laid);
}

/** One change back. */
export function undo(): void {
  const before = past.value[past.value.length - 1];
  if (before === undefined) return;
  past.value = past.value.slice(0, -1);
  future.value = future.value.concat(program.value);
  put({ content: before, hole: endOf(before) });
}

/** One change forth. */
export function redo(): void {
  const after = future.value[future.value.length - 1];
  if (after === undefined) return;
  future.value = future.value.slice(0, -1);
  past.value = past.value.concat(program.value);
  put({ content: after, hole: endOf(after) });
}

function put(laid: Laid): void {
  program.value = laid.content;
  hole.value = holeWithin(laid.content, laid.hole);
  forgetRun();
  record(seat.value, { face: "cards", content: laid.content });
}

/** The last run's trail and end leave the mat. */
export function forgetRun(): void {
  if (running.value) return;
  run.value = null;
  landed.value = null;
  verdict.value = null;
}

/** Plants the flag, or takes it away. */
export function plant(cell: string | null): void {
  flag.value = cell;
  planting.value += 1;
  void attempt(ask("plant", { seat: seat.value, cell })).then(() => (planting.value -= 1));
}

/** How many movements of the flag the server has not answered yet. */
export const planting = signal(0);

/** Another board has changed the program: it may be taken back here, too. */
export function takeProgram(content: string): void {
  past.value = past.value.concat(program.value);
  future.value = [];
  program.value = content;
  hole.value = endOf(content);
  forgetRun();
}

/** Another board has moved the flag. */
export function takeFlag(cell: string | null): void {
  flag.value = cell;
}

/** Another board has pressed GO. */
export function takeRun(name: string): void {
  forgetRun();
  show(name);
}

/** Opens a mission; without a class, the teacher's browser opens one. */
export async function choose(slug: string): Promise<void> {
  view.value = "solo";
  const done = await attempt(ask("choose_lesson", { lesson: slug, step: 1 }));
  if (!done && refused.value.some((fault) => fault.code === "no-class")) await attempt(ask("open_class", { lesson: slug }));
}

/** Goes to a step of the mission: the page of its story that every screen then shows. */
export function goToStep(step: number): void {
  const slug = classState.value?.lesson;
  if (slug) void attempt(ask("choose_lesson", { lesson: slug, step }));
}

/** Chooses the runs of the class that the board shows; whether the server does. */
export async function showRuns(runs: string[]): Promise<boolean> {
  return (await attempt(ask("show_on_board", { runs }))) !== null;
}

/** Stops every robot of the class. */
export async function stopAll(): Promise<void> {
  await attempt(ask("stop_all", {}));
}

/** GO: runs the program on the robot of the screen, or on a real one that stands on its cell. */
export async function go(stepwise = false, robot = "simulated"): Promise<string | null> {
  if (starting.value) return null;
  forgetRun();
  stopped = false;
  starting.value = true;
  const text = { face: "cards" as const, content: program.value };
  const started = await attempt(ask("run", { seat: seat.value, robot, program: text, stepwise, breakpoints: [], slow: 1, remote: [], words: [] }));
  if (started) show(started.run);
  starting.value = false;
  if (started && stopped) steer("stop");
  else if (started && slow.value) steer("slow");
  return started ? started.run : null;
}

function show(name: string): void {
  awaited.value = runOf(name) ? null : name;
  run.value = name;
  follow([name]);
}

/** Stops, steps, slows the run. */
export function steer(action: "stop" | "pause" | "resume" | "step" | "slow" | "normal"): void {
  if (action === "stop") stopped = true;
  if (run.value) void attempt(ask("steer", { run: run.value, action }));
}

/** The child says where the real robot stands: the ideal run is shown, and the server compares. */
export async function land(cell: string): Promise<void> {
  view.value = "solo";
  const started = await go();
  landed.value = cell;
  if (started) verdict.value = await attempt(ask("landed", { run: started, cell }));
}

/** The class has closed: nothing of it stays on the board. */
export function forgetClass(): void {
  playing = "";
  starting.value = false;
  awaited.value = null;
  run.value = null;
  landed.value = null;
  verdict.value = null;
  program.value = NOTHING;
  hole.value = "1.1";
  flag.value = null;
  past.value = [];
  future.value = [];
  view.value = "solo";
}

/** Takes what the server keeps of this seat; a mission that is new to the board begins anew. */
export async function startMission(mission: LessonView): Promise<void> {
  const now = `${classState.value?.code ?? ""} ${mission.slug}`;
  if (now === playing) return;
  playing = now;
  const fresh = isFresh(mission);
  const mine = mySeat.value;
  const kept = fresh ? mission.start : ((await lastUnsaved(seat.value)) ?? mine?.program ?? mission.start);
  const content = kept?.face === "cards" ? kept.content : NOTHING;
  past.value = [];
  future.value = [];
  run.value = fresh ? null : (mine?.run ?? null);
  landed.value = null;
  verdict.value = null;
  if (view.value !== "class") view.value = "solo";
  if (fresh) begin(content);
  else resume(content, mine?.flag ?? null);
}

function begin(content: string): void {
  put({ content, hole: endOf(content) });
  if (flag.value !== null || mySeat.value?.flag) plant(null);
}

function resume(content: string, planted: string | null): void {
  program.value = content;
  hole.value = endOf(content);
  flag.value = planted;
  if (run.value) follow([run.value]);
}

/** Whether this board has left another mission of this class for this one: its cards stay there. */
function isFresh(mission: LessonView): boolean {
  const before = recall("board");
  const room = `${classState.value?.code ?? ""} `;
  keep("board", room + mission.slug);
  return before !== null && before.startsWith(room) && before !== room + mission.slug;
}

/** The mat of the mission, or a plain one before any is chosen. */
export function matOf(mission: LessonView | null): MatView {
  return mission?.mat ?? { name: "plain", columns: 6, rows: 4, cell_cm: 15, start_cell: "A1", start_heading: 0, cells: [], walls: [], lines: [], places: {} };
}
