/** Whether this tablet's robot must be aimed: after each connection, and when it keeps ending elsewhere. */
import { computed, signal } from "@preact/signals";
import type { RunState } from "../generated/messages";
import { classState } from "../room/store";
import { target } from "./target";

/** So many runs one after another that ended beside where a right program ends. */
const OFTEN = 2;

/** The robot's last run when it was aimed here; earlier ones tell nothing of how it looks now. */
const aimedAfter = signal<Record<string, string>>({});

/** Whether the screen of aiming comes before the robot rolls. */
export const mustAim = computed(() => {
  const { robot } = target.value;
  if (!robot || robot.aiming === "none") return false;
  return robot.aiming === "wanted" || keepsSliding(robot.name);
});

/** It has been aimed. */
export function aimed(robot: string): void {
  const last = toldOf(robot).pop();
  aimedAfter.value = { ...aimedAfter.value, [robot]: last ? last.run : "" };
}

function keepsSliding(robot: string): boolean {
  const runs = toldOf(robot);
  const since = runs.findIndex(({ run }) => run === aimedAfter.value[robot]) + 1;
  const last = runs.slice(since).slice(-OFTEN);
  return last.length === OFTEN && last.every(({ verdict }) => verdict?.slid);
}

/** The robot's runs whose end was tapped, the oldest first. */
function toldOf(robot: string): RunState[] {
  const runs = classState.value?.runs ?? [];
  return runs.filter((run) => run.robot === robot && run.verdict !== null && run.verdict !== undefined && run.verdict.floor !== null);
}
