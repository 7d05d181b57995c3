/** The robot on the screen, driven by the file's own Python: what a gateway is to a class. */
import { signal } from "@preact/signals";
import type { Mark, ProgramText, Run, RunEvent, RunState, Steer, TraceEvent } from "../generated/messages";
import { Python } from "../python/python";
import { language } from "../strings";
import { unpackPython, type Carried } from "./carried";
import { Refusal } from "./refusal";

/** Whether Python is on its way, there, or cannot come. */
export const waking = signal<"coming" | "there" | "failed">("coming");

/** How a run is told to the page. */
export interface Teller {
  event(event: RunEvent): void;
  mark(mark: Mark): void;
  asked(run: string, question: string | null): void;
  state(run: RunState): void;
}

const ENDS: Record<string, RunState["state"]> = { finished: "finished", stopped: "stopped", error: "error" };
/** Python is unpacked once the page has been drawn. */
const AFTER_DRAWING = 150;

let found: (python: Python) => void = () => undefined;
let lost: (reason: Refusal) => void = () => undefined;
const coming = new Promise<Python>((resolve, reject) => ([found, lost] = [resolve, reject]));
coming.catch(() => undefined);

/** Python, once it is there; a `Refusal` where it cannot come. */
export function python(): Promise<Python> {
  return coming;
}

/** Unpacks Python and starts it, after the page has been drawn. */
export function wake(): void {
  setTimeout(() => void start(), AFTER_DRAWING);
}

async function start(): Promise<void> {
  try {
    const here = new Python(await unpackPython());
    await here.start();
    waking.value = "there";
    found(here);
  } catch {
    waking.value = "failed";
    lost(new Refusal([{ code: "no-answer", where: "", details: {}, remark: false }]));
  }
}

/** The runs of this page, one at a time. */
export class Robot {
  private readonly events = new Map<string, RunEvent[]>();
  private state: RunState | null = null;

  constructor(private readonly carried: Carried, private readonly teller: Teller) {}

  /** Starts a run; its name. Throws a `Refusal` with what is wrong. */
  async run({ seat, program, stepwise, breakpoints }: Run): Promise<{ run: string }> {
    const here = await python();
    if (!program) throw new Refusal([]);
    const run = `home-${this.events.size + 1}`;
    this.events.set(run, []);
    this.begin(run, seat, program);
    const { mat } = this.carried.mission;
    const order = { program, mat, mat_name: this.carried.lesson.mat.name, language: language.value, asks: true, breakpoints };
    const faults = await here.simulate(order, {
      events: (events) => this.take(run, events),
      mark: (block) => this.teller.mark({ run, block, seq: 0, paused: false }),
      asked: (question) => this.teller.asked(run, question),
      paused: (paused) => this.become(run, paused ? "paused" : "running"),
      ended: () => void this.end(run),
    });
    const serious = faults.filter((fault) => !fault.remark);
    if (serious.length > 0) {
      this.become(run, "refused");
      throw new Refusal(serious);
    }
    if (stepwise) void here.steer("pause");
    return { run };
  }

  /** Stops, steps, slows the run. */
  async steer({ action }: Steer): Promise<void> {
    await (await python()).steer(action);
  }

  /** What has happened in a run from after that event. */
  missed(run: string, seq: number): RunEvent[] {
    return (this.events.get(run) ?? []).filter((event) => event.seq > seq);
  }

  private begin(run: string, seat: string, program: ProgramText): void {
    const mat = this.carried.lesson.mat.name;
    this.tell({ run, seat, robot: "simulated", program, mat, state: "running", block: "", faults: [], landed: null, verdict: null });
  }

  private take(run: string, events: TraceEvent[]): void {
    for (const event of events) {
      const told = { stream: run, epoch: 1, seq: event.seq, event };
      this.events.get(run)?.push(told);
      this.teller.event(told);
    }
  }

  /** A run is over once it has been judged; one that broke off or was stopped is not. */
  private async end(run: string): Promise<void> {
    const events = (this.events.get(run) ?? []).map((told) => told.event);
    const last = events[events.length - 1]?.type ?? "";
    const verdict = last === "finished" && this.state ? await this.judged(this.state.program, events) : null;
    if (this.state?.run === run) this.tell({ ...this.state, state: ENDS[last] ?? "error", verdict });
  }

  private async judged(program: ProgramText, events: TraceEvent[]): Promise<RunState["verdict"]> {
    return (await python()).judge(this.carried.mission, program, events).catch(() => null);
  }

  private become(run: string, state: RunState["state"]): void {
    if (this.state?.run === run && !Object.values(ENDS).includes(this.state.state)) this.tell({ ...this.state, state });
  }

  private tell(state: RunState): void {
    this.state = state;
    this.teller.state(state);
  }
}
