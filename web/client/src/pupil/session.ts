/** What the tablet is doing: its program with undo, its flag, what is on the screen. */
import { computed, signal } from "@preact/signals";
import type { Fault, LessonView, MatView, ProgramText } from "../generated/messages";
import { endOf, holeWithin, NOTHING, type Laid } from "../cards/composition";
import { outline, pieceCount, type Piece } from "../look/outline";
import { lessons, PLAIN_MAT } from "../room/catalogue";
import { ask, Refusal } from "../room/connection";
import { lastUnsaved, record } from "../room/journal";
import { keep, recall } from "../room/memory";
import { classState, mySeat } from "../room/store";
import { FREE_WORDS, resetKeys } from "./free_cards";

/** What fills the screen; "work" is the program with its mat. */
export type Screen = "work" | "robots" | "busy" | "watch" | "putback" | "companion" | "where" | "verdict";

/** The screen shown now. */
export const screen = signal<Screen>("work");

/** The program as it is written now. */
export const program = signal<ProgramText>({ face: "cards", content: NOTHING });

/** The place of the next card, and the card that a tap chose. */
export const hole = signal("1.1");
export const chosen = signal<string | null>(null);

/** The cell of the flag, null when it is not planted. */
export const flag = signal<string | null>(null);

/** Why the program could not run, or what the server would not do. */
export const faults = signal<readonly Fault[]>([]);

const past = signal<readonly string[]>([]);
const future = signal<readonly string[]>([]);

/** Whether a change of the cards can be taken back, or done again. */
export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);

/** The mission of the class, null while none is chosen or known. */
export const lesson = computed<LessonView | null>(() => lessons.value.find((one) => one.slug === classState.value?.lesson) ?? null);

/** The mat of the mission, a plain one without. */
export const mat = computed<MatView>(() => lesson.value?.mat ?? PLAIN_MAT);

/** The words on offer, in their order. */
export const words = computed<readonly string[]>(() => lesson.value?.words ?? FREE_WORDS);

/** The program's stacks as chains show them; empty for Python. */
export const stacks = computed<readonly (readonly Piece[])[]>(() => outline(program.value) ?? []);

/** How many cards or blocks there are; of Python, lines with something on them. */
export const size = computed(() => {
  const { face, content } = program.value;
  if (face === "python") return content.split("\n").filter((line) => /^\s*[^#\s]/.test(line)).length;
  return stacks.value.reduce((sum, pieces) => sum + pieceCount(pieces), 0);
});

/** Whether no more cards may be laid. */
export const full = computed(() => {
  const limit = lesson.value?.limit ?? null;
  return limit !== null && size.value >= limit;
});

const EMPTY: ProgramText = { face: "cards", content: NOTHING };

/** Changes the cards; the edit is kept here at once and on its way to the server. */
export function changeCards(laid: Laid): void {
  chosen.value = null;
  if (laid.content === program.value.content) return void (hole.value = laid.hole);
  past.value = past.value.concat(program.value.content);
  future.value = [];
  put(laid);
}

/** One change of the cards back. */
export function undo(): void {
  const before = past.value[past.value.length - 1];
  if (before === undefined) return;
  past.value = past.value.slice(0, -1);
  future.value = future.value.concat(program.value.content);
  put({ content: before, hole: endOf(before) });
}

/** One change of the cards forth. */
export function redo(): void {
  const after = future.value[future.value.length - 1];
  if (after === undefined) return;
  future.value = future.value.slice(0, -1);
  past.value = past.value.concat(program.value.content);
  put({ content: after, hole: endOf(after) });
}

function put(laid: Laid): void {
  chosen.value = null;
  hole.value = holeWithin(laid.content, laid.hole);
  write({ face: "cards", content: laid.content });
}

/** Takes a changed program, of any face. */
export function write(changed: ProgramText): void {
  program.value = changed;
  faults.value = [];
  edits.value += 1;
  const seat = mySeat.value;
  if (seat) record(seat.seat, changed);
}

/** Counts the changes: the last run's trail leaves the mat at the next one. */
export const edits = signal(0);

/** A program in another face than before; its changes before that are not taken back. */
export function turnFace(changed: ProgramText): void {
  past.value = [];
  future.value = [];
  chosen.value = null;
  hole.value = changed.face === "cards" ? endOf(changed.content) : "1.1";
  write(changed);
}

/** Plants the flag, or takes it away. */
export function plant(cell: string): void {
  const seat = mySeat.value;
  flag.value = cell === flag.value ? null : cell;
  if (seat) void attempt(ask("plant", { seat: seat.seat, cell: flag.value }));
}

/** Takes what this tablet or the server keeps, or the mission's own start when the mission is a new one. */
export async function startMission(): Promise<void> {
  const seat = mySeat.value;
  if (!seat) return;
  const slug = lesson.value?.slug ?? "";
  const same = (recall("mission") ?? slug) === slug;
  const kept = same ? ((await lastUnsaved(seat.seat)) ?? seat.program) : null;
  const first = kept ?? lesson.value?.start ?? EMPTY;
  program.value = first;
  resetKeys(first.content);
  hole.value = first.face === "cards" ? endOf(first.content) : "1.1";
  past.value = [];
  future.value = [];
  chosen.value = null;
  faults.value = [];
  flag.value = same ? seat.flag : null;
  screen.value = "work";
  keep("mission", slug);
  if (!kept && lesson.value?.start) record(seat.seat, first);
}

/** Forgets everything of the class. */
export function forgetMission(): void {
  keep("mission", null);
  program.value = EMPTY;
  hole.value = "1.1";
  past.value = [];
  future.value = [];
  chosen.value = null;
  faults.value = [];
  flag.value = null;
  screen.value = "work";
}

/** The answer, or null with `faults` saying why not. */
export async function attempt<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (problem) {
    faults.value = problem instanceof Refusal ? problem.faults : [{ code: "no-answer", where: "", details: {}, remark: false }];
    return null;
  }
}
