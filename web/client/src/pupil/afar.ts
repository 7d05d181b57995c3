/** Free Python on a robot of the room: this tablet runs it, and says each of its words to the gateway. Fetched when it is first needed. */
import { effect } from "@preact/signals";
import type { RemoteAnswer, RemoteBegan, Run } from "../generated/messages";
import type { Python, Said } from "../python/python";
import { ask, hear, Refusal } from "../room/connection";
import { isUnderWay, runOf } from "../room/store";
import { streamOf } from "../room/streams";
import { language } from "../strings";
import { pythonHere } from "./here";
import { matFile } from "./mat_file";
import { stopping } from "./running";
import { mat } from "./session";

/** The run that this tablet's Python says the words of; null before it has a name. */
let afar: string | null = null;
let python: Python | null = null;
/** What came before the run's name did. */
let early: RemoteBegan[] = [];

/** Makes the program ready here, then starts its run in the room. Throws a `Refusal` that says why not. */
export async function startAfar(order: Run): Promise<{ run: string }> {
  [afar, early] = [null, []];
  const here = (python = await pythonHere());
  const follower = { said: (all: Said[]) => all.forEach(pass), ended: leave };
  const found = await here.runAfar({ program: order.program!, mat: matFile(mat.value), mat_name: mat.value.name, language: language.value }, follower);
  const serious = found.faults.filter((fault) => !fault.remark);
  if (serious.length > 0) throw new Refusal(serious);
  try {
    const started = await ask("run", { ...order, remote: found.stacks, words: found.words });
    enter(started.run, here);
    return started;
  } catch (problem) {
    void here.steer("stop");
    throw problem;
  }
}

function enter(run: string, here: Python): void {
  afar = run;
  early.forEach(began);
  const dispose = effect(() => {
    if (!stopping.value && !isOver(run)) return;
    afar = null;
    void here.steer("stop");
    queueMicrotask(() => dispose());
  });
}

const ENDS = ["finished", "stopped", "error"];

function isOver(run: string): boolean {
  const state = runOf(run);
  const { events } = streamOf(run).value;
  return (state !== null && !isUnderWay(state)) || ENDS.includes(events[events.length - 1]?.type ?? "");
}

/** A word or a beat, on its way; what gets lost Python says again. */
function pass(said: Said): void {
  const run = afar;
  if (run === null) return;
  if (said.kind === "beat") ask("remote_beat", { run, began: said.began }).catch(() => undefined);
  else {
    const { number, stack, line, word, fault } = said;
    ask("remote_word", { run, number, stack, line, word, arguments: said.arguments, fault }).catch(() => undefined);
  }
}

/** Stops the run, where it still goes on: Python is gone, or nobody sees the page. */
function leave(): void {
  const run = afar;
  afar = null;
  if (run) ask("steer", { run, action: "stop" }).catch(() => undefined);
}

function began(message: RemoteBegan): void {
  if (message.run === afar) python?.give("began", message);
  else if (afar === null) early.push(message);
}

hear("remote_began", began);
hear("remote_answer", (message: RemoteAnswer) => {
  if (message.run === afar) python?.give("answer", message);
});
// STOP is out of reach on a page that nobody sees.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) leave();
});
