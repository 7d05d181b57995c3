/** What another's tablet may look at: the runs that the board shows, and nothing else. */
import { computed, signal } from "@preact/signals";
import type { RunState } from "../generated/messages";
import { boardRuns, mySeat } from "../room/store";
import { screen } from "./session";

/** The seat whose run is looked at, null for all that the board shows. */
const seat = signal<string | null>(null);

/** Whether the board shows a run of somebody else. */
export const canWatch = computed(() => boardRuns().some((run) => run.seat !== mySeat.value?.seat));

/** The board's run on a robot, null when the board shows none. */
export function shownOn(robot: string | undefined): RunState | null {
  return boardRuns().find((run) => run.robot === robot) ?? null;
}

/** The board's runs that are looked at here, with their place on the board. */
export const watched = computed(() =>
  boardRuns()
    .map((run, place) => ({ run, place }))
    .filter(({ run }) => seat.value === null || run.seat === seat.value),
);

/** Opens what the board shows, or one run of it. */
export function watch(run: RunState | null): void {
  seat.value = run?.seat ?? null;
  screen.value = "watch";
}
