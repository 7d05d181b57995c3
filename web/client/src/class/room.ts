/** What the class page shows beside the tiles, and what this person may do. */
import { computed, signal } from "@preact/signals";
import type { RunState, Seat } from "../generated/messages";
import { lessons } from "../room/catalogue";
import { ask } from "../room/connection";
import { boardRuns, classState, lastRunOf, robotOf, runOf, welcome } from "../room/store";
import { marks, streamOf } from "../room/streams";
import { attempt } from "./asking";
import type { Group } from "./group_look";

/** What stands in place of the tiles. */
export type Panel = "entry" | "missions" | "robots" | "device" | "closing" | { seat: string };

/** The panel that is open, null for the tiles. */
export const panel = signal<Panel | null>(null);

/** Whether this person may do everything; over plain http one may only look on and stop. */
export const mayAct = computed(() => welcome.value?.role === "teacher");

/** The mission of the class. */
export const mission = computed(() => lessons.value.find((lesson) => lesson.slug === classState.value?.lesson) ?? null);

/** The groups in the order of the tables; the board's own seat has no animals and is none. */
export const seats = computed<Seat[]>(() => {
  const groups = (classState.value?.seats ?? []).filter((seat) => seat.animals.length > 0);
  return groups.sort((a, b) => a.number - b.number);
});

/** What there is to know of a group: its robot, and its run or its last one. */
export function groupOf(seat: Seat): Group {
  const run = runOf(seat.run) ?? lastRunOf(seat.seat);
  return { seat, robot: robotOf(seat.robot), run, mark: run ? marks.value[run.run] : undefined };
}

/** Whether the robot met something in a run. */
export function bumped(run: string): boolean {
  return streamOf(run).value.events.some((event) => event.type === "bump");
}

/** Stops one run. */
export function stopRun(run: RunState): void {
  void attempt(ask("steer", { run: run.run, action: "stop" }));
}

/** Stops every robot of the class. */
export function stopAll(): void {
  void attempt(ask("stop_all", {}));
}

/** Another tablet may take this animal. */
export function letGo(animal: string): void {
  void attempt(ask("let_go", { animal }));
}

/** Whether the board shows a run of this seat. */
export function isOnBoard(seat: string): boolean {
  return boardRuns().some((run) => run.seat === seat);
}

/** Shows a run on the board, beside the one that is there; or takes it away. */
export function showOnBoard(run: RunState): void {
  const others = boardRuns().filter((shown) => shown.seat !== run.seat).map((shown) => shown.run);
  const runs = isOnBoard(run.seat) ? others : others.concat(run.run).slice(-2);
  void attempt(ask("show_on_board", { runs }));
}

/** Goes to a mission, or to a step of the one that is going on. */
export async function goToMission(lesson: string, step = 1): Promise<void> {
  if (await attempt(ask("choose_lesson", { lesson, step }))) panel.value = null;
}
