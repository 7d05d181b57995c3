/** What the page and Python's worker say to each other, and what Python is loaded from. */

/** An address of our own, or the thing itself (a page without a server carries it along). */
export type Part = string | ArrayBuffer;

/** What Python is loaded from: Pyodide's two files, its trimmed library, and our own core. */
export interface PythonParts {
  runtime: Part;
  wasm: Part;
  library: Part;
  core: Part;
}

export type SteerAction = "stop" | "pause" | "resume" | "step" | "slow" | "normal";

/** What Python answers at once. */
export type Question = "convert" | "check" | "judge" | "open";

/** To the worker; everything with an `id` is answered by an `Answer` that carries it. */
export type ToWorker =
  | { kind: "load"; id: number; parts: PythonParts }
  | { kind: "ask"; id: number; name: Question; question: string }
  | { kind: "begin"; id: number; order: string }
  | { kind: "steer"; id: number; action: SteerAction }
  | { kind: "give"; name: string; value: string };

/** From the worker. `lines` are events of the trace, `mark` is the block, card or line that runs, `asked` what `input()` asks for. */
export type FromWorker =
  | { kind: "answer"; id: number; answer: string }
  | { kind: "broken"; id: number; text: string }
  | { kind: "events"; lines: string[] }
  | { kind: "mark"; mark: string }
  | { kind: "asked"; prompt: string | null }
  | { kind: "paused"; paused: boolean }
  | { kind: "ended" };

/** The address of a part; what came without one gets one that lives as long as its page or worker. */
export function addressOf(part: Part, type: string): string {
  return typeof part === "string" ? part : URL.createObjectURL(new Blob([part], { type }));
}
