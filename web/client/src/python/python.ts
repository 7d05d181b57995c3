/** Python beside the page: one worker, started late, stopped in a moment, put away with its editor. */
import built from "python-parts";
import type { Checked, Converted, Fault, ProgramText, RemoteStack, RemoteWord, TraceEvent, Verdict } from "../generated/messages";
import { addressOf, type FromWorker, type Part, type PythonParts, type Question, type SteerAction, type ToWorker } from "./protocol";

export type { Part, PythonParts, SteerAction } from "./protocol";

/** What Python is made of, its worker's script too. */
export type PythonSource = PythonParts & { worker: Part };

/** The problems of a program; `free` says that it only runs in the browser's own Python. */
export type PythonChecked = Checked & { free: boolean };

/** What a mission is judged by: `mat` as in an order; each mistake has the text of its cards. */
export interface Mission {
  mat: string;
  goals: string[];
  start: ProgramText | null;
  mistakes: { program: string; answer: string }[];
}

/** What was read from a file. */
export interface Opened {
  program: ProgramText | null;
  faults: Fault[];
}

/** A run on the simulated robot. `mat` is a shipped mat's name or the text of a mat's file. */
export interface Order {
  program: ProgramText;
  mat?: string;
  mat_name?: string;
  seed?: number;
  /** Of the sentence of an error. */
  language?: string;
  /** "max": as fast as it goes. */
  speed?: "real" | "max";
  /** Seconds of program time after which it is stopped. */
  timeout?: number;
  /** Whether `Follower.asked` can answer: else `input()` ends the run with `no-input`. */
  asks?: boolean;
  /** Ids of blocks, cards or lines before which it pauses (not in free Python). */
  breakpoints?: string[];
}

/** What a program whose robot is elsewhere says: a word of a stack (null: its end), or that it goes on. */
export type Said =
  | { kind: "beat"; began: number }
  | { kind: "word"; number: number; stack: number; line: string; word: string | null; arguments: RemoteWord["arguments"]; fault: Fault | null };

/** What must be known of such a program before it runs; or its faults. */
export interface Declared {
  faults: Fault[];
  stacks: RemoteStack[];
  words: string[];
}

/** Who follows a run; `ended` comes once, after the last event. */
export interface Follower {
  events(events: TraceEvent[]): void;
  mark?(mark: string): void;
  /** `input()` asks for something (`give("input", answer)` answers); null: no longer. */
  asked?(prompt: string | null): void;
  /** Time stands still (by `steer`, or at a breakpoint), or goes on. */
  paused?(paused: boolean): void;
  ended?(): void;
}

/** Who follows a run whose robot is elsewhere. */
export interface Afar {
  said(said: Said[]): void;
  ended(): void;
}

interface Waiting {
  resolve(answer: string): void;
  reject(reason: Error): void;
}

/** ms that STOP may take before Python is switched off and started anew. */
const STOP_WITHIN = 100;

/** The browser's own Python. Nothing is fetched before the first question or `start`. */
export class Python {
  private worker: Worker | undefined;
  private loaded: Promise<string> | undefined;
  private waiting = new Map<number, Waiting>();
  private last = 0;
  private follower: Follower | undefined;
  private afar: Afar | undefined;
  private seen: TraceEvent | undefined;

  constructor(private readonly source: PythonSource = built) {}

  /** Load it (again), so that the first question need not wait; fails where it cannot be loaded. */
  async start(): Promise<void> {
    await this.load();
  }

  /** The program in another face, the words of Python in that language; or the faults. `beside` tells which block is which lines. */
  async convert(program: ProgramText, to: ProgramText["face"], language: string, beside = false): Promise<Converted> {
    return { program: null, faults: [], lines: {}, ...(await this.ask<Partial<Converted>>("convert", { program, to, language, beside })) };
  }

  /** What a mission says of a program, and of the trace of its run. */
  async judge(mission: Mission, program: ProgramText, trace: TraceEvent[]): Promise<Verdict> {
    return this.ask<Verdict>("judge", { ...mission, program, trace });
  }

  /** The program of a file, `data` in base64; or the faults. Remarks tell what a Scratch project loses. */
  async open(name: string, data: string, language: string): Promise<Opened> {
    return { program: null, faults: [], ...(await this.ask<Partial<Opened>>("open", { name, data, language })) };
  }

  /** What is wrong with a program, on that mat. */
  async check(program: ProgramText, mat?: string): Promise<PythonChecked> {
    return { faults: [], free: false, ...(await this.ask<Partial<PythonChecked>>("check", { program, mat: mat ?? "" })) };
  }

  /** Begin a run, in place of the one before; its faults, none when it has begun. */
  async simulate(order: Order, follower: Follower): Promise<Fault[]> {
    const { faults } = await this.begin<{ faults: Fault[] }>(order, () => (this.follower = follower));
    if (faults.length > 0) this.follower = undefined;
    return faults;
  }

  /** Make a program ready whose robot is elsewhere, in place of the run before. It waits for `give("began", ...)`. */
  async runAfar(order: Order, afar: Afar): Promise<Declared> {
    const declared = await this.begin<Partial<Declared>>({ ...order, remote: true }, () => (this.afar = afar));
    const found = { faults: [], stacks: [], words: [], ...declared };
    if (found.faults.length > 0) this.afar = undefined;
    return found;
  }

  private async begin<Answer>(order: object, heard: () => void): Promise<Answer> {
    await this.load();
    [this.follower, this.afar, this.seen] = [undefined, undefined, undefined];
    return JSON.parse(await this.send({ kind: "begin", id: 0, order: JSON.stringify(order) }, heard)) as Answer;
  }

  /** Pause, step, slow down or stop the run. STOP is over within a tenth of a second, whatever runs. */
  async steer(action: SteerAction): Promise<void> {
    if (!this.follower && !this.afar) return;
    const steered = this.send({ kind: "steer", id: 0, action }).catch(() => "");
    if (action !== "stop") return void (await steered);
    const heard = await Promise.race([steered, new Promise<null>((late) => setTimeout(late, STOP_WITHIN, null))]);
    if (heard === null) this.breakOff();
  }

  /** Give the run what comes from outside: `button.up`, `sound_level`, the answer of an `input()`, of a robot elsewhere. */
  give(name: string, value: string | number | boolean | object): void {
    this.worker?.postMessage({ kind: "give", name, value: JSON.stringify(value) } satisfies ToWorker);
  }

  /** Put Python away: its memory is free again. A later question would start it anew. */
  close(): void {
    this.worker?.terminate();
    [this.worker, this.loaded, this.follower, this.afar] = [undefined, undefined, undefined, undefined];
    for (const { reject } of this.waiting.values()) reject(new Error("closed"));
    this.waiting.clear();
  }

  private load(): Promise<string> {
    if (!this.loaded) {
      const { worker } = this.source;
      // A page that no server sends may start a worker of its own making, but not as a module.
      const type = typeof worker === "string" ? "module" : "classic";
      this.worker = new Worker(addressOf(worker, "text/javascript"), { type });
      this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.hear(data);
      this.worker.onerror = (error) => this.broken(error.message);
      const { runtime, wasm, library, core } = this.source;
      this.loaded = this.send({ kind: "load", id: 0, parts: { runtime, wasm, library, core } });
    }
    return this.loaded;
  }

  private async ask<Answer>(name: Question, question: object): Promise<Answer> {
    await this.load();
    return JSON.parse(await this.send({ kind: "ask", id: 0, name, question: JSON.stringify(question) })) as Answer;
  }

  /** Say something that is answered; `heard` is called first of all when the answer comes. */
  private send(message: Extract<ToWorker, { id: number }>, heard: () => void = () => undefined): Promise<string> {
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      const done = (answer: string) => {
        heard();
        resolve(answer);
      };
      this.waiting.set(id, { resolve: done, reject });
      this.worker?.postMessage({ ...message, id });
    });
  }

  private hear(message: FromWorker): void {
    if (message.kind === "answer") this.settle(message.id)?.resolve(message.answer);
    else if (message.kind === "broken") this.broken(message.text);
    else if (message.kind === "mark") this.follower?.mark?.(message.mark);
    else if (message.kind === "asked") this.follower?.asked?.(message.prompt);
    else if (message.kind === "paused") this.follower?.paused?.(message.paused);
    else if (message.kind === "events" && this.afar) this.afar.said(message.lines.map((line) => JSON.parse(line) as Said));
    else if (message.kind === "events") this.tell(message.lines.map((line) => JSON.parse(line) as TraceEvent));
    else this.end();
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }

  private tell(events: TraceEvent[]): void {
    this.seen = events[events.length - 1] ?? this.seen;
    this.follower?.events(events);
  }

  private end(): void {
    const { follower, afar } = this;
    [this.follower, this.afar] = [undefined, undefined];
    follower?.ended?.();
    afar?.ended();
  }

  /** Python is lost (a fault of its own, or no memory): whoever waits is told, the next question starts it anew. */
  private broken(text: string): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    this.worker?.terminate();
    [this.worker, this.loaded] = [undefined, undefined];
    for (const { reject } of waiting) reject(new Error(text));
    if (this.seen && this.follower) this.tell([last(this.seen, { type: "error", code: "limit", block: "", text: "" })]);
    this.end();
  }

  /** Switch off a Python that does not hear STOP; its trace ends all the same, and a new one starts. */
  private breakOff(): void {
    const { seen, follower, afar } = this;
    this.close();
    if (seen && follower) follower.events([last(seen, { type: "stopped", by: "pupil" })]);
    follower?.ended?.();
    afar?.ended();
    this.load().catch(() => undefined);
  }
}

/** The end of a trace that could not end by itself: where the robot was last seen. */
function last({ seq, t, x, y, heading, cell }: TraceEvent, end: { type: string; [field: string]: unknown }): TraceEvent {
  return { seq: seq + 1, t, x, y, heading, cell, ...end };
}
