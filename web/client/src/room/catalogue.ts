/** What the server offers: lessons, robot kinds with their pictures, closed robots. */
import { signal } from "@preact/signals";
import type { LessonView, MatView } from "../generated/messages";
import type { Drawing } from "../look/drawing";

/** A robot kind, or a closed robot, as the home page shows it. */
export interface KindView {
  kind: string;
  name: string;
  picture: Drawing | null;
  closed: boolean;
}

/** The mat of a class without a mission. */
export const PLAIN_MAT: MatView = { name: "plain", columns: 6, rows: 6, cell_cm: 15, start_cell: "A1", start_heading: 0, cells: [], walls: [], lines: [], places: {} };

/** Every lesson, empty until it has arrived. */
export const lessons = signal<LessonView[]>([]);

/** Every kind, empty until it has arrived. */
export const kinds = signal<KindView[]>([]);

/** The drawing of a kind; undefined draws the plain robot. */
export function drawingOf(kind: string | null | undefined): Drawing | undefined {
  return kinds.value.find((view) => view.kind === kind)?.picture ?? undefined;
}

/** Takes the shapes out of an SVG file. */
export function drawingFrom(svg: string): Drawing | null {
  const parts = /<svg([^>]*)>([\s\S]*)<\/svg>/.exec(svg);
  if (!parts) return null;
  const box = /viewBox="([^"]+)"/.exec(parts[1] ?? "");
  return { box: box?.[1] ?? "0 0 100 100", shapes: parts[2] ?? "" };
}

async function fetchJson(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json() as Promise<unknown>;
}

interface RawKind {
  kind: string;
  names?: Record<string, string>;
  name?: string;
  picture?: string;
}

function kindView(raw: RawKind, closed: boolean): KindView {
  const name = raw.names?.["fr"] ?? raw.name ?? raw.kind;
  return { kind: raw.kind, name, picture: raw.picture ? drawingFrom(raw.picture) : null, closed };
}

const AGAIN_AFTER = 2000;

/** Fetches until the server has answered. */
export async function load(fetchIt: () => Promise<void>): Promise<void> {
  try {
    await fetchIt();
  } catch {
    setTimeout(() => void load(fetchIt), AGAIN_AFTER);
  }
}

/** Fetches the lessons; throws when the server does not answer. */
export async function loadLessons(): Promise<void> {
  lessons.value = (await fetchJson("/api/lessons")) as LessonView[];
}

/** Fetches the kinds and the closed robots; throws when the server does not answer. */
export async function loadKinds(): Promise<void> {
  const [open, closed] = await Promise.all([fetchJson("/api/kinds"), fetchJson("/api/companions")]);
  const views = (open as RawKind[]).map((raw) => kindView(raw, false));
  kinds.value = views.concat((closed as RawKind[]).map((raw) => kindView(raw, true)));
}
