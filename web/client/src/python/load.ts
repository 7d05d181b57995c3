/** Loads Python and our core into this very thread; from nowhere but the parts that it is given. */
import { loadPyodide } from "pyodide";
import { addressOf, type PythonParts } from "./protocol";

/** `robots.browser`: texts and numbers in, texts and numbers out. */
export interface Core {
  answer(name: string, question: string): string;
  begin(order: string, tell: (line: string) => void): string;
  step(wall: number): number;
  mark(): string;
  asked(): string;
  paused(): boolean;
  steer(action: string, wall: number): void;
  give(name: string, value: string, wall: number): void;
}

type ModuleMaker = Parameters<typeof loadPyodide>[0] extends infer Options | undefined
  ? Options extends { createPyodideModule?: infer Maker } ? Maker : never
  : never;

/** No package is ever loaded: what there is comes with the library and the core. */
const NO_PACKAGES = { info: { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" }, packages: {} };

/** Python, ready, with the core imported. */
export async function loadCore(parts: PythonParts): Promise<Core> {
  const core = bytesOf(parts.core);
  const maker = (await import(addressOf(parts.runtime, "text/javascript"))) as { default: ModuleMaker };
  const python = await loadPyodide({
    // Pyodide puts its own file's name behind this: behind a `#` it is of no account.
    indexURL: `${absolute(addressOf(parts.wasm, "application/wasm"))}#`,
    stdLibURL: absolute(addressOf(parts.library, "application/zip")),
    createPyodideModule: maker.default,
    lockFileContents: JSON.stringify(NO_PACKAGES),
    packageBaseUrl: "/nowhere/",
    stdout: () => undefined,
    stderr: () => undefined,
  });
  python.unpackArchive(await core, "zip", { extractDir: "/core" });
  python.runPython('import sys; sys.path.insert(0, "/core"); sys.dont_write_bytecode = True');
  const answers = python.pyimport("robots.browser.answers") as Pick<Core, "answer">;
  const playing = python.pyimport("robots.browser.playing") as Omit<Core, "answer">;
  return {
    answer: (name, question) => answers.answer(name, question),
    begin: (order, tell) => playing.begin(order, tell),
    step: (wall) => playing.step(wall),
    mark: () => playing.mark(),
    asked: () => playing.asked(),
    paused: () => playing.paused(),
    steer: (action, wall) => playing.steer(action, wall),
    give: (name, value, wall) => playing.give(name, value, wall),
  };
}

function absolute(address: string): string {
  return new URL(address, location.href).href;
}

async function bytesOf(part: PythonParts["core"]): Promise<ArrayBuffer> {
  if (typeof part !== "string") return part;
  const answer = await fetch(part);
  if (!answer.ok) throw new Error(`${part}: ${answer.status}`);
  return answer.arrayBuffer();
}
