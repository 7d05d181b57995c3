/** The events of runs: numbered, so that nothing is lost, doubled or out of order on a screen. */
import { signal, type Signal } from "@preact/signals";
import type { Asked, Mark, RunEvent, RunEvents, TraceEvent } from "../generated/messages";
import { ask, hear, whenOnline } from "./connection";

/** What a screen has of one run. */
export interface Stream {
  epoch: number;
  seq: number;
  events: TraceEvent[];
}

const streams = new Map<string, Signal<Stream>>();
const followed = new Set<string>();
const askedAgain = new Set<string>();

/** Which block runs now in each run. */
export const marks = signal<Record<string, Mark>>({});

/** What each run asks for now; none when it no longer does. */
export const questions = signal<Record<string, Asked | null>>({});

/** The stream of a run; its value is a new object at each event. */
export function streamOf(run: string): Signal<Stream> {
  const known = streams.get(run);
  if (known) return known;
  const fresh = signal<Stream>({ epoch: 0, seq: 0, events: [] });
  streams.set(run, fresh);
  return fresh;
}

/** Asks for the events of these runs, from after what this screen has; repeated after each break. */
export function follow(runs: readonly string[]): void {
  const fresh = runs.filter((run) => !followed.has(run));
  fresh.forEach((run) => followed.add(run));
  if (fresh.length > 0) request(fresh);
}

/** Forgets these runs: nobody looks at them here any more. */
export function leave(runs: readonly string[]): void {
  runs.forEach((run) => {
    followed.delete(run);
    streams.delete(run);
    askedAgain.delete(run);
  });
}

/** Forgets every run: the class is over. */
export function forgetStreams(): void {
  streams.clear();
  followed.clear();
  askedAgain.clear();
  marks.value = {};
  questions.value = {};
}

function request(runs: readonly string[]): void {
  const wanted: Record<string, [number, number]> = {};
  for (const run of runs) {
    const { epoch, seq } = streamOf(run).value;
    wanted[run] = [epoch, seq];
  }
  ask("follow", { streams: wanted }).catch(() => undefined);
}

function takeOne(message: RunEvent): void {
  if (!followed.has(message.stream)) return;
  const stream = streamOf(message.stream);
  const { epoch, seq } = stream.value;
  if (message.epoch < epoch) return;
  if (message.epoch > epoch) {
    if (message.seq !== 1) return askAgain(message.stream);
    stream.value = { epoch: message.epoch, seq: 1, events: [message.event] };
    return;
  }
  if (message.seq <= seq) return;
  if (message.seq > seq + 1) return askAgain(message.stream);
  stream.value = { epoch, seq: message.seq, events: stream.value.events.concat(message.event) };
}

function askAgain(run: string): void {
  if (askedAgain.has(run)) return;
  askedAgain.add(run);
  request([run]);
}

function takeMissed(message: RunEvents): void {
  if (!followed.has(message.stream)) return;
  askedAgain.delete(message.stream);
  const stream = streamOf(message.stream);
  const old = message.reset ? { seq: 0, events: [] as TraceEvent[] } : stream.value;
  if (!message.reset && message.epoch < stream.value.epoch) return;
  const fresh = message.events.filter((event) => event.seq > old.seq);
  const last = fresh[fresh.length - 1];
  stream.value = {
    epoch: message.epoch,
    seq: last ? last.seq : old.seq,
    events: old.events.concat(fresh.map((event) => event.event)),
  };
}

function takeMark(message: Mark): void {
  marks.value = { ...marks.value, [message.run]: message };
}

function takeAsked(message: Asked): void {
  questions.value = { ...questions.value, [message.run]: message.question === null ? null : message };
}

/** Starts listening; once a page. */
export function listenToStreams(): void {
  hear("run_event", takeOne);
  hear("run_events", takeMissed);
  hear("mark", takeMark);
  hear("asked", takeAsked);
  whenOnline(() => {
    askedAgain.clear();
    if (followed.size > 0) request([...followed]);
  });
}
