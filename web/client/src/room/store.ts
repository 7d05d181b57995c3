/** What a screen knows of the room: who it is, the class, and whether all parts answer. */
import { computed, signal } from "@preact/signals";
import type { ClassState, RobotState, RunState, Seat, Welcome } from "../generated/messages";
import { connect, hear, met, online, type Page } from "./connection";
import { forgetJournal, listenToJournal } from "./journal";
import { keep, recall } from "./memory";
import { forgetStreams, listenToStreams } from "./streams";

/** Who this screen is, null until the server has said so. */
export const welcome = signal<Welcome | null>(null);

/** The class as it is now, null without one. */
export const classState = signal<ClassState | null>(null);

/** Counts up each time a class has closed: pages forget what they hold. */
export const closings = signal(0);

/** Whether the part that holds the robots answers; not yet, for a moment, when the server comes back. */
export const gatewayOnline = computed(() => {
  const state = classState.value;
  return state === null || state.gateways.some((gateway) => gateway.online);
});

/** Whether the server was there and is away for the moment. */
export const pausing = computed(() => met.value && !online.value);

/** The seat of this screen, null when it has none. */
export const mySeat = computed(() => {
  const mine = welcome.value?.seat;
  return mine ? seatOf(mine) : null;
});

/** A seat by its name. */
export function seatOf(name: string | null | undefined): Seat | null {
  return classState.value?.seats.find((seat) => seat.seat === name) ?? null;
}

/** A robot of the room by its name. */
export function robotOf(name: string | null | undefined): RobotState | null {
  return classState.value?.robots.find((robot) => robot.name === name) ?? null;
}

/** A run by its name. */
export function runOf(name: string | null | undefined): RunState | null {
  return classState.value?.runs.find((run) => run.run === name) ?? null;
}

/** The last run of a seat, null before its first. */
export function lastRunOf(seat: string): RunState | null {
  const mine = (classState.value?.runs ?? []).filter((run) => run.seat === seat && run.state !== "refused");
  return mine[mine.length - 1] ?? null;
}

/** What the board shows: of each chosen run's seat the last run, unless two runs of one seat are compared. */
export function boardRuns(): RunState[] {
  const chosen = (classState.value?.board_runs ?? []).map(runOf).filter((run): run is RunState => run !== null);
  const [first, second] = chosen;
  return first?.seat === second?.seat ? chosen : chosen.map((run) => lastRunOf(run.seat) ?? run);
}

/** Whether a run still goes on. */
export function isUnderWay(run: RunState | null): boolean {
  return run !== null && ["starting", "running", "paused"].includes(run.state);
}

/** What a tablet keeps of a class under a name. */
const OF_A_CLASS = ["seat", "mission", "told", "companion", "silent"] as const;

/** The code of the class that the board of this device shows, or showed last. */
let room = recall("class");

function enterClass(code: string | null): void {
  room = code;
  keep("class", code);
}

function forgetClass(page: Page): void {
  if (page === "board") enterClass(null);
  if (page === "pupil") OF_A_CLASS.forEach((name) => keep(name, null));
  classState.value = null;
  forgetStreams();
  void forgetJournal();
  closings.value += 1;
}

/** A screen that was off when its class closed hears of it when it comes back: a tablet's seat is gone, and each class has a code of its own. */
function isLeftOver(page: Page, { seat, code, role }: Welcome): boolean {
  if (page === "board" && role !== "visitor") return room !== null && room !== code;
  return page === "pupil" && seat === null && recall("seat") !== null;
}

/** Opens the line and keeps what the server tells; once a page. */
export function enterRoom(page: Page): void {
  hear("welcome", (message) => {
    if (isLeftOver(page, message)) forgetClass(page);
    if (page === "board" && message.role !== "visitor") enterClass(message.code);
    welcome.value = message;
  });
  hear("class_state", (message) => (classState.value = message));
  hear("class_closed", () => forgetClass(page));
  listenToStreams();
  listenToJournal();
  connect(page);
}
