/** Blocks and Python side by side: the one that is written is turned into the other as soon as it can be read. */
import { computed, effect, signal, untracked } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Converted, ProgramText } from "../generated/messages";
import { ask } from "../room/connection";
import { language } from "../strings";
import { program } from "./session";

/** A first and a last line, from 1. */
export type Span = readonly [number, number];

/** The same program in both faces, and which block is which lines. */
interface Twins {
  blocks: string;
  python: string;
  spans: ReadonlyMap<string, Span>;
}

/** What keeps the ids of blocks that stay the same; it comes with the editor of blocks. */
export type Adopt = (old: object, fresh: object) => Map<string, string>;

const NONE: Twins = { blocks: "{}", python: "", spans: new Map() };

/** Whether the screen is wide enough for both, with the mat. */
const room = matchMedia("(min-width: 1100px) and (min-aspect-ratio: 1/1)");
export const wide = signal(room.matches);
room.addEventListener("change", () => (wide.value = room.matches));

/** Whether both are wished for. */
export const both = signal(false);

/** Both as they were when they last said the same. */
export const twins = signal<Twins>(NONE);

/** Whether what is written cannot be read, so that the other face is of an older program. */
export const behind = signal(false);

/** What was chosen last: a line that was gone to, or a block. */
const hand = signal<{ line: number } | { block: string | null } | null>(null);

/** The block of the line in hand; null when a block was chosen, or nothing. */
export const chosenBlock = computed(() => (hand.value && "line" in hand.value ? blockAt(hand.value.line) : null));

/** The lines of the block in hand; null when a line was gone to, or nothing. */
export const chosenLines = computed(() => (hand.value && "block" in hand.value ? (twins.value.spans.get(hand.value.block ?? "") ?? null) : null));

/** The two texts that stand on the screen. */
export const shownBlocks = computed(() => (program.value.face === "blocks" ? program.value.content : twins.value.blocks));
export const shownPython = computed(() => (program.value.face === "python" ? program.value.content : twins.value.python));

let asking = false;

/** Keeps the other face up to date; ends what it knows when the screen is left. */
export function useTwins(adopt: Adopt | null): void {
  useEffect(() => {
    if (!adopt) return;
    // At once, not after the page has been drawn: a frame is a part of what an edit may take.
    return effect(() => {
      if (program.value) untracked(() => void follow(adopt));
    });
  }, [adopt]);
  useEffect(() => forgetTwins, []);
}

function forgetTwins(): void {
  twins.value = NONE;
  behind.value = false;
  hand.value = null;
}

/** One question at a time: what was written meanwhile is asked next. */
async function follow(adopt: Adopt): Promise<void> {
  if (asking) return;
  asking = true;
  let asked: ProgramText | null = null;
  while (asked !== program.value && isToBeTurned(program.value)) {
    asked = program.value;
    const to = asked.face === "python" ? "blocks" : "python";
    const answer = await ask("convert", { program: asked, to, language: language.value, beside: true }).catch(() => null);
    if (answer && program.value.face === asked.face) take(asked, answer, adopt);
  }
  asking = false;
}

/** A line on which a word has just been begun: what it will be is not known yet. */
const BEGUN = /^[ \t]*(?!(?:pass|break|continue|return)$)[\p{L}_][\p{L}\p{N}_]*$/mu;

function isToBeTurned({ face, content }: ProgramText): boolean {
  if (face === "python" && BEGUN.test(content)) return false;
  return face === "python" ? content !== twins.value.python || behind.value : face === "blocks" && content !== twins.value.blocks;
}

function take(asked: ProgramText, { program: turned, lines }: Converted, adopt: Adopt): void {
  behind.value = turned === null;
  if (!turned) return;
  if (asked.face === "blocks") {
    twins.value = { blocks: asked.content, python: turned.content, spans: new Map(Object.entries(lines)) };
    return;
  }
  const fresh = JSON.parse(turned.content) as object;
  const ids = adopt(JSON.parse(twins.value.blocks) as object, fresh);
  const spans = Object.entries(lines).map(([id, span]): [string, Span] => [ids.get(id) ?? id, span]);
  twins.value = { blocks: JSON.stringify(fresh), python: asked.content, spans: new Map(spans) };
}

/** The innermost block that a line is of. */
export function blockAt(line: number): string | null {
  let found: [string, Span] | null = null;
  for (const [id, span] of twins.value.spans) {
    const inside = span[0] <= line && line <= span[1];
    if (inside && (!found || span[1] - span[0] <= found[1][1] - found[1][0])) found = [id, span];
  }
  return found?.[0] ?? null;
}

/** A line was gone to. */
export function chooseLine(line: number): void {
  hand.value = { line };
}

/** A block was chosen; null: none any more. */
export function chooseBlock(block: string | null): void {
  if (block !== null || (hand.value && "block" in hand.value)) hand.value = { block };
}

/** The line and the block that run, whichever of them the run marks. */
export function bothMarked(mark: string | null): { block: string | null; line: string | null } {
  if (mark === null) return { block: null, line: null };
  if (program.value.face === "blocks") return { block: mark, line: twins.value.spans.get(mark)?.[0].toString() ?? null };
  const own = [...twins.value.spans].filter(([, span]) => span[0].toString() === mark).pop();
  return { block: own?.[0] ?? null, line: mark };
}
