/** Which robot the board's program is for, and a real one's way from its start cell to the tap. */
import { computed, signal } from "@preact/signals";
import type { RobotState } from "../generated/messages";
import { attempt, refused } from "../class/asking";
import { companionDrawing, companionOf, companions, preferCompanion, type CompanionView } from "../companion/robots";
import { PLAIN_ROBOT, type Drawing } from "../look/drawing";
import { isReal, isToBeTold, keepTold } from "../robots/told";
import { drawingOf } from "../room/catalogue";
import { ask } from "../room/connection";
import { recall } from "../room/memory";
import { classState, gatewayOnline, mySeat, robotOf } from "../room/store";
import { forgetRun, go, landed, lesson, run, runState, seat, verdict, view } from "./session";

const SCREEN = "simulated";

/** The kind of closed robot that this screen used last. */
const kind = signal(recall("companion"));

/** The closed robots that this mission may be played with. */
export const closedRobots = computed<readonly CompanionView[]>(() => (playsWith("closed") ? companions.value : []));

/** The closed robot that is pressed: the one chosen on this screen, else the first. */
export const closedRobot = computed<CompanionView | null>(() => (playsWith("closed") ? companionOf(kind.value) : null));

/** The real robots of the room, where the mission may be played with one. */
export const roomRobots = computed<readonly RobotState[]>(() => (playsWith("real") ? (classState.value?.robots ?? []).filter((robot) => robot.real) : []));

/** The robot of the room that the board holds, null for the one on the screen; kept while it is away. */
export const held = computed<RobotState | null>(() => {
  const name = mySeat.value?.robot;
  if (!name || name === SCREEN || !playsWith("real")) return null;
  return robotOf(name) ?? away(name);
});

/** Whether the robot for which GO is meant cannot roll now. */
export const robotAway = computed(() => !gatewayOnline.value || held.value?.state === "lost");

/** The robot that was asked for and that somebody else drives. */
export const busyRobot = signal<string | null>(null);

/** Whether somebody has to say where the real robot of the board's run stands. */
export const asksWhere = computed(() => isToBeTold(runState.value));

/** Whether the next run goes step by step, once the robot has been put back. */
const byStep = signal(false);

function playsWith(device: string): boolean {
  return lesson.value?.devices.includes(device) ?? false;
}

/** A robot whose part of the room has not named it yet: its name says its kind. */
function away(name: string): RobotState {
  return { name, kind: name.split("/")[1] ?? "", picture_name: "", state: "lost", abilities: [], battery: null, link: null, holder: null, run: null, real: true, stop_guarantee: "", aiming: "none" };
}

/** What the robot of the board looks like; undefined draws the plain one. */
export function robotDrawing(): Drawing | undefined {
  if (held.value) return drawingOf(held.value.kind) ?? PLAIN_ROBOT;
  const closed = closedRobot.value;
  return closed ? companionDrawing(closed) : undefined;
}

/** The robot key: to the choice, or to the one closed robot there is to press. */
export function openRobots(): void {
  const known = closedRobots.value.length === 1 || kind.value !== null;
  const onlyClosed = roomRobots.value.length === 0 && held.value === null;
  busyRobot.value = null;
  view.value = onlyClosed && known ? "companion" : "robots";
}

/** Takes a robot of the room, or the one on the screen (null). */
export async function chooseRobot(robot: string | null): Promise<void> {
  busyRobot.value = null;
  if (!(await attempt(ask("choose_robot", { seat: seat.value, robot })))) return sayBusy(robot);
  forgetRun();
  view.value = "solo";
}

/** A closed robot is pressed by hand, at once. */
export async function chooseClosed(wanted: string): Promise<void> {
  preferCompanion(wanted);
  kind.value = wanted;
  if (mySeat.value?.robot) await chooseRobot(null);
  view.value = "companion";
}

/** A robot that the mission now played has no use for is free for others. */
export function letRobotGo(): void {
  if (mySeat.value?.robot && !playsWith("real")) void attempt(ask("choose_robot", { seat: seat.value, robot: null }));
}

/** It lights up and sings, so that the class finds it. */
export function identify(robot: string): void {
  void attempt(ask("identify", { robot }));
}

function sayBusy(robot: string | null): void {
  if (!refused.value.some((fault) => fault.code === "robot-busy")) return;
  refused.value = [];
  busyRobot.value = robot;
  view.value = "robots";
}

/** GO: at once on the screen; a real robot is put back first. */
export function press(stepwise: boolean): void {
  byStep.value = stepwise;
  if (held.value?.real) view.value = "putback";
  else void go(stepwise, held.value?.name);
}

/** The real robot stands on its cell: it rolls. */
export async function roll(): Promise<void> {
  const robot = held.value?.name ?? SCREEN;
  view.value = "solo";
  if (!(await go(byStep.value, robot))) sayBusy(robot);
}

/** The class says where the real robot stands; the server judges. */
export async function tell(cell: string): Promise<void> {
  const name = run.value;
  if (!name) return;
  verdict.value = await attempt(ask("landed", { run: name, cell }));
  if (!verdict.value) return;
  landed.value = cell;
  view.value = "verdict";
  keepTold(name);
}

/** Nobody says it: the question does not come again for this run. */
export function leaveUntold(): void {
  keepTold(run.value);
}

/** The same program once more, from the start cell. */
export function again(): void {
  forgetRun();
  view.value = held.value?.real ? "putback" : "solo";
}

/** Whether the board's run is a real robot's. */
export const realRun = computed(() => isReal(runState.value));
