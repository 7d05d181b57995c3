/** In place of the line to a server (`room/connection.ts`): everything is answered in this page. */
import { effect, signal } from "@preact/signals";
import type { Asks, ClassState, Convert, ProgramText, RunState, Told } from "../generated/messages";
import type { Page } from "../room/connection";
import { readCarried, type Carried } from "./carried";
import { Refusal } from "./refusal";
import { python, Robot, wake, waking } from "./robot";

export { Refusal } from "./refusal";
export type { Page } from "../room/connection";

/** The page is its own server: always there. */
export const online = signal(true);
export const met = signal(true);
export const slowRoad = signal(false);

/** What the file carries. */
export const carried: Carried = readCarried();

const SEAT = "1";
const FRIEND = "renard";

const listeners = new Map<string, ((message: never) => void)[]>();
let runs: RunState[] = [];
let flag: string | null = null;

const robot = new Robot(carried, {
  event: (event) => tell("run_event", event),
  mark: (mark) => tell("mark", mark),
  asked: (run, question) => tell("asked", { run, question, seq: 0 }),
  state: (state) => {
    runs = runs.filter((run) => run.run !== state.run).concat(state);
    tellClass();
  },
});

/** Calls back at each message of that name. */
export function hear<Name extends keyof Told & string>(name: Name, listen: (message: Told[Name]) => void): void {
  listeners.set(name, (listeners.get(name) ?? []).concat(listen));
}

function tell<Name extends keyof Told & string>(name: Name, message: Told[Name]): void {
  for (const listen of listeners.get(name) ?? []) (listen as (message: Told[Name]) => void)(message);
}

/** The line never breaks. */
export function whenOnline(_listen: () => void): void {}

/** A class of one, with this lesson; its robot is there once Python is. */
export function connect(_page: Page): void {
  tell("welcome", { role: "pupil", server: "home", seat: SEAT, code: null });
  effect(() => {
    void waking.value;
    tellClass();
  });
  wake();
}

/** There is nobody to hear who this is. */
export function reconnect(): void {}

function tellClass(): void {
  tell("class_state", classNow());
}

function classNow(): ClassState {
  const seat = { seat: SEAT, number: 1, animals: [FRIEND], online: true, program: null, robot: null, run: runs[runs.length - 1]?.run ?? null, flag };
  const gateway = { gateway: "home", online: waking.value === "there" };
  return { code: "", lesson: carried.lesson.slug, step: 0, seats: [seat], robots: [], runs, gateways: [gateway], board_runs: [], slow_network: false, asking: [], format: 1 };
}

/** Asks the page's own Python; gives its answer, or throws a `Refusal`. */
export async function ask<Name extends keyof Asks>(name: Name, message: Asks[Name][0]): Promise<Asks[Name][1]> {
  const answer = ANSWERS[name] as ((message: Asks[Name][0]) => Promise<Asks[Name][1]>) | undefined;
  if (!answer) throw new Refusal([{ code: "no-answer", where: "", details: {}, remark: false }]);
  return answer(message);
}

type Answers = { [Name in keyof Asks]?: (message: Asks[Name][0]) => Promise<Asks[Name][1]> };

const ANSWERS: Answers = {
  edit: async ({ gesture }) => ({ gesture }),
  plant: async ({ cell }) => {
    flag = cell;
    tellClass();
    return {};
  },
  choose_robot: async () => ({}),
  convert,
  check: async ({ program }) => (await python()).check(program, carried.mission.mat),
  run: (message) => robot.run(message),
  steer: async (message) => {
    await robot.steer(message);
    return {};
  },
  press: async ({ name, value }) => {
    (await python()).give(name, value);
    return {};
  },
  follow: async ({ streams }) => {
    for (const [stream, [, seq]] of Object.entries(streams)) tell("run_events", { stream, epoch: 1, reset: false, events: robot.missed(stream, seq) });
    return {};
  },
};

/** Programs that everybody begins with are known in every face before Python is there. */
async function convert({ program, to, language, beside }: Convert): Promise<Asks["convert"][1]> {
  const known = beside ? null : knownAs(program, to);
  if (known) return { program: known, faults: [], lines: {} };
  return (await python()).convert(program, to, language, beside);
}

function knownAs({ face, content }: ProgramText, to: ProgramText["face"]): ProgramText | null {
  const found = carried.known.find((faces) => faces[face] === content)?.[to];
  return found === undefined ? null : { face: to, content: found };
}

/** The same words as the line to a server. */
const SAME: typeof import("../room/connection") = { Refusal, online, met, slowRoad, connect, reconnect, hear, whenOnline, ask };
void SAME;
