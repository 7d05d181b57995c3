/** A program as the chain shows it: what stands where, without the details of its face. */
import type { ProgramText } from "../generated/messages";

/** One piece of the chain; a piece that holds others has `inside` (and `otherwise`). */
export interface Piece {
  /** Its path in cards ("1.3.2"), or its block's id. */
  path: string;
  word: string;
  count?: string | number | undefined;
  colour?: string | undefined;
  inner?: string | undefined;
  inside?: Piece[] | undefined;
  otherwise?: Piece[] | undefined;
}

type Json = Record<string, unknown>;

/** The pieces of a program, one list a stack; null for a face that has none (Python). */
export function outline(program: ProgramText | null | undefined): Piece[][] | null {
  if (!program || program.face === "python") return null;
  try {
    const data = JSON.parse(program.content) as Json;
    return program.face === "cards" ? cardStacks(data) : blockStacks(data);
  } catch {
    return null;
  }
}

/** How many pieces a program has, those inside others too. */
export function pieceCount(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + 1 + pieceCount(piece.inside ?? []) + pieceCount(piece.otherwise ?? []), 0);
}

/** Every piece in reading order, a loop before what it holds. */
export function flatPieces(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((all, piece) => all.concat(piece, flatPieces(piece.inside ?? []), flatPieces(piece.otherwise ?? [])), []);
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function cardStacks(data: Json): Piece[][] {
  const stacks = Array.isArray(data["stacks"]) ? (data["stacks"] as unknown[]) : [];
  return stacks.map((stack, index) => cardList(record(stack)["do"], `${index + 1}`, 0));
}

function cardList(list: unknown, parent: string, before: number): Piece[] {
  if (!Array.isArray(list)) return [];
  return list.map((card, index) => cardPiece(record(card), `${parent}.${before + index + 1}`));
}

function cardPiece(card: Json, path: string): Piece {
  const inside = cardList(card["do"], path, 0);
  if ("repeat" in card) return { path, word: "repeat", count: Number(card["repeat"]), inside };
  if ("forever" in card) return { path, word: "forever", inside };
  if ("if" in card) {
    const otherwise = "else" in card ? cardList(card["else"], path, inside.length) : undefined;
    return { path, word: "if", inner: String(record(card["if"])["word"]), inside, otherwise };
  }
  if ("wait_for" in card) return { path, word: "wait_for", inner: String(record(card["wait_for"])["word"]) };
  return { path, word: String(card["word"]), ...detail(card) };
}

function detail(values: Json): Pick<Piece, "count" | "colour"> {
  const colour = values["colour"];
  const number = values["steps"] ?? values["seconds"] ?? values["cm"] ?? values["degrees"];
  return {
    count: typeof number === "number" && !(number === 1 && "steps" in values) ? number : undefined,
    colour: typeof colour === "string" ? colour : undefined,
  };
}

const LOOPS: Record<string, string> = {
  controls_repeat_ext: "repeat",
  controls_repeat: "repeat",
  controls_whileUntil: "while",
  controls_for: "repeat",
  controls_forEach: "repeat",
  controls_if: "if",
  controls_ifelse: "if",
};

function blockStacks(data: Json): Piece[][] {
  const tops = record(data["blocks"])["blocks"];
  return (Array.isArray(tops) ? tops : []).map((top) => withoutStart(blockList(top)));
}

/** Cards have no piece for "when started"; without it the same program looks and counts the same. */
function withoutStart(pieces: Piece[]): Piece[] {
  return pieces[0]?.word === "when_started" ? pieces.slice(1) : pieces;
}

function blockList(first: unknown): Piece[] {
  const pieces: Piece[] = [];
  for (let block = record(first); block["type"]; block = record(record(block["next"])["block"])) {
    pieces.push(blockPiece(block));
  }
  return pieces;
}

function blockPiece(block: Json): Piece {
  const type = String(block["type"]);
  const inputs = record(block["inputs"]);
  const path = String(block["id"] ?? "");
  if (type in LOOPS) return loopPiece(path, LOOPS[type] ?? "repeat", inputs);
  const fields = record(block["fields"]);
  const values: Json = {};
  for (const name of Object.keys(inputs)) values[name.toLowerCase()] = numberIn(inputs[name]);
  for (const name of Object.keys(fields)) values[name.toLowerCase()] = fields[name];
  const word = type.startsWith("robot_") ? type.slice("robot_".length) : otherWord(type);
  return { path, word, ...detail(values) };
}

function loopPiece(path: string, word: string, inputs: Json): Piece {
  const body = inputs["DO"] ?? inputs["DO0"];
  const inside = blockList(record(body)["block"]);
  const otherwise = "ELSE" in inputs ? blockList(record(inputs["ELSE"])["block"]) : undefined;
  const times = numberIn(inputs["TIMES"]);
  return { path, word, inside, otherwise, count: typeof times === "number" ? times : undefined };
}

function numberIn(input: unknown): unknown {
  const block = record(record(input)["block"] ?? record(input)["shadow"]);
  return record(block["fields"])["NUM"];
}

function otherWord(type: string): string {
  if (type.startsWith("variables") || type.startsWith("lists")) return "variable";
  return type.startsWith("procedures") ? "function" : "maths";
}
