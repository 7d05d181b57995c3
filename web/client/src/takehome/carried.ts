/** What the file carries beside its script: the lesson, the texts, and Python, packed. */
import { gunzipSync } from "fflate";
import type { LessonView, ProgramText } from "../generated/messages";
import type { Mission, PythonSource } from "../python/python";
import type { Texts } from "../strings";

/** A program in the faces that can show it. */
export type Faces = Partial<Record<ProgramText["face"], string>>;

/** Texts of the screens, and the code of their language. */
export interface Spoken {
  language: string;
  texts: Texts;
}

/** The lesson and all that it is played and judged with. */
export interface Carried {
  lesson: LessonView;
  mission: Mission;
  /** The robot on the screen: its name, and its drawing as SVG text. */
  robot: { name: string; picture: string };
  /** Programs whose other faces are known before Python is there. */
  known: Faces[];
  /** The page's own language; null for French, which the script has. */
  spoken: Spoken | null;
  /** The family's language beside it; null for none. */
  family: Spoken | null;
}

const PARTS: readonly (keyof PythonSource)[] = ["worker", "runtime", "wasm", "library", "core"];
/** Letters of base64 that are turned at once, a multiple of four: between two of them the page breathes. */
const PIECE = 1 << 18;

/** Reads the lesson; it stands in front of the script. */
export function readCarried(): Carried {
  return JSON.parse(textOf("carried")) as Carried;
}

/** Unpacks Python, part by part; the file's own text of it is let go. */
export async function unpackPython(): Promise<PythonSource> {
  const source: Partial<PythonSource> = {};
  for (const part of PARTS) source[part] = await unpacked(await bytesOf(`python-${part}`));
  return source as PythonSource;
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

async function bytesOf(id: string): Promise<Uint8Array<ArrayBuffer>> {
  const text = textOf(id).trim();
  document.getElementById(id)?.remove();
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let start = 0; start < text.length; start += PIECE) {
    const piece = atob(text.slice(start, start + PIECE));
    for (let index = 0; index < piece.length; index += 1) bytes[at + index] = piece.charCodeAt(index);
    at += piece.length;
    await breath();
  }
  return bytes;
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  if ("DecompressionStream" in window) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }
  const whole = gunzipSync(bytes);
  await breath();
  return whole.slice().buffer;
}

function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
