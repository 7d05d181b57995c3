/** Python's own thread: answers questions, and holds a run back to the clock so that STOP comes in. */
import { loadCore, type Core } from "./load";
import type { FromWorker, ToWorker } from "./protocol";

/** What `step` says when only the outside can go on, and when the run is over. */
const NOTHING = -1;
const ENDED = -2;
/** ms that a run may go on before messages get their turn, and between two marks. */
const SLICE = 15;
const MARK_EVERY = 33;

let core: Core | undefined;
/** Counts runs: a run that another has taken the place of does not go on. */
let run = 0;
let wake: () => void = () => undefined;
let lines: string[] = [];
let marked = "";
let markedAt = 0;
let asked = "null";
let paused = false;

const turn = new MessageChannel();

function say(message: FromWorker): void {
  postMessage(message);
}

function wall(): number {
  return performance.now() / 1000;
}

/** Whatever throws here is a fault of ours, or of Python itself: the page then starts it anew. */
async function hear(message: ToWorker): Promise<void> {
  if (message.kind === "load") {
    core = await loadCore(message.parts);
    say({ kind: "answer", id: message.id, answer: "{}" });
  } else if (core) {
    answer(core, message);
  }
}

function answer(python: Core, message: Exclude<ToWorker, { kind: "load" }>): void {
  if (message.kind === "ask") say({ kind: "answer", id: message.id, answer: python.answer(message.name, message.question) });
  else if (message.kind === "begin") begin(python, message.id, message.order);
  else {
    if (message.kind === "give") python.give(message.name, message.value, wall());
    else {
      python.steer(message.action, wall());
      say({ kind: "answer", id: message.id, answer: "{}" });
    }
    wake();
  }
}

function begin(python: Core, id: number, order: string): void {
  run += 1;
  wake();
  lines = [];
  [marked, asked, paused] = ["", "null", false];
  const refused = python.begin(order, (line) => lines.push(line));
  say({ kind: "answer", id, answer: refused });
  // What has begun is told before it goes on: it may never come back.
  tell(python, 0);
  if (JSON.parse(refused).faults.length === 0) void pace(python, run);
}

async function pace(python: Core, mine: number): Promise<void> {
  while (run === mine) {
    const wait = slice(python);
    tell(python, wait);
    if (wait === ENDED) {
      say({ kind: "ended" });
      return;
    }
    await pause(wait);
  }
}

/** Goes on while something is due, for a moment; how long to wait then. */
function slice(python: Core): number {
  const until = performance.now() + SLICE;
  let wait = python.step(wall());
  while (wait === 0 && performance.now() < until) wait = python.step(wall());
  return wait;
}

/** Tells the page what has happened since the last time; where a run is, not more often than can be seen. */
function tell(python: Core, wait: number): void {
  if (lines.length > 0) {
    say({ kind: "events", lines });
    lines = [];
  }
  if (wait === NOTHING || asked !== "null" || paused) tellStanding(python);
  const now = performance.now();
  if (wait === 0 && now - markedAt < MARK_EVERY) return;
  const mark = python.mark();
  if (mark === marked) return;
  [marked, markedAt] = [mark, now];
  say({ kind: "mark", mark });
}

/** Tells the page what a run stands still for, and that it goes on. */
function tellStanding(python: Core): void {
  const [question, still] = [python.asked(), python.paused()];
  if (question !== asked) say({ kind: "asked", prompt: JSON.parse(question) as string | null });
  if (still !== paused) say({ kind: "paused", paused: still });
  [asked, paused] = [question, still];
}

/** Waits; anything that the page says ends it. */
function pause(wait: number): Promise<void> {
  return new Promise((resolve) => {
    if (wait === 0) {
      turn.port1.onmessage = () => resolve();
      turn.port2.postMessage(0);
      return;
    }
    const timer = wait === NOTHING ? undefined : setTimeout(resolve, wait * 1000);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

onmessage = ({ data }: MessageEvent<ToWorker>) => {
  hear(data).catch((error: unknown) => {
    say({ kind: "broken", id: "id" in data ? data.id : 0, text: String(error) });
  });
};
