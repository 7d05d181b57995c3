/** Which robot the program is for: the one on the screen, one of the room, or a closed one. */
import { computed, signal } from "@preact/signals";
import type { RobotState } from "../generated/messages";
import { companionDrawing, companionName, companions, preferCompanion, type CompanionView } from "../companion/robots";
import { PLAIN_ROBOT, type Drawing } from "../look/drawing";
import { standingOf } from "../robots/cards";
import { drawingOf } from "../room/catalogue";
import { ask } from "../room/connection";
import { classState, mySeat, robotOf } from "../room/store";
import { pictureText, t } from "../strings";
import { attempt, faults, lesson, screen } from "./session";

/** The chosen robot: both null for the one on the screen. */
export interface Target {
  robot: RobotState | null;
  closed: CompanionView | null;
}

const closedKind = signal<string | null>(null);

/** The robot of the room that was asked for and is held by another tablet. */
export const busyRobot = signal<string | null>(null);

/** The chosen robot. */
export const target = computed<Target>(() => {
  const closed = closedRobots.value.find((one) => one.kind === closedKind.value) ?? null;
  return { closed, robot: closed ? null : robotOf(mySeat.value?.robot) };
});

/** The closed robots that this mission can be played with. */
export const closedRobots = computed<readonly CompanionView[]>(() => (lesson.value?.devices.includes("closed") ? companions.value : []));

/** The robots of the room that nobody else holds. */
export const freeRobots = computed(() => (classState.value?.robots ?? []).filter((robot) => standingOf(robot, false) === "free"));

/** Takes a robot of the room, or the one on the screen (null). */
export async function choose(robot: string | null): Promise<void> {
  const seat = mySeat.value;
  if (!seat) return;
  busyRobot.value = null;
  const done = await attempt(ask("choose_robot", { seat: seat.seat, robot }));
  if (done) {
    closedKind.value = null;
    screen.value = "work";
  } else if (faults.value.some((fault) => fault.code === "robot-busy")) {
    busyRobot.value = robot;
    screen.value = "busy";
  }
}

/** Takes a closed robot: it is pressed by hand. */
export async function chooseClosed(kind: string): Promise<void> {
  if (mySeat.value?.robot) await choose(null);
  preferCompanion(kind);
  closedKind.value = kind;
  screen.value = "work";
}

/** Forgets the choice: the class is over. */
export function forgetTarget(): void {
  closedKind.value = null;
  busyRobot.value = null;
}

/** What the chosen robot looks like. */
export function targetDrawing({ robot, closed }: Target): Drawing {
  if (closed) return companionDrawing(closed);
  return drawingOf(robot?.kind ?? "simulated") ?? PLAIN_ROBOT;
}

/** What the chosen robot is called. */
export function targetName({ robot, closed }: Target): string {
  if (closed) return companionName(closed);
  return robot ? pictureText(robot.picture_name) : t("robots_screen");
}
