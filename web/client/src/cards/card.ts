/** One card: what it holds at first, what of it can be set, and how it is read aloud. */
import { COLOURS, WORDS, type WordArgument } from "../generated/words";
import { choiceText, wordText } from "../strings";

/** A card as the JSON of a program has it. */
export type Card = { [name: string]: unknown };

/** What fills an argument that has no value of its own: a place of this mat, a text. */
export type Values = Record<string, string | number>;

/** One thing of a card that a hand can set: a number, a choice, a condition. */
export interface Setting {
  /** The argument's name; "repeat" for the times, "condition" for the sensing word, "else" for its two ways. */
  name: string;
  kind: WordArgument["kind"] | "condition" | "ways";
  /** For a choice, which list its names stand in ("side", "sound"...). */
  choices: readonly (string | number)[];
  value: string | number | null;
  /** The word that the argument belongs to. */
  word: string;
}

/** What an argument without a default holds at first, by its name. */
export const FIRST: Record<string, string | number> = {
  cm: 10,
  degrees: 90,
  percent: 50,
  seconds: 1,
  beats: 1,
  left: 50,
  right: 50,
  pitch: "C4",
  colour: "red",
  name: "centre",
  sound: "beep",
};

const NUMBERS: Record<string, readonly number[]> = {
  cm: [5, 10, 15, 20, 25, 30, 40, 50, 60],
  degrees: [15, 30, 45, 60, 90, 120, 180, 270, 360],
  percent: [10, 20, 30, 40, 50, 60, 75, 90, 100],
};
const ONE_TO_NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const PITCHES = ["C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5"] as const;

/** The sensing words that are true or false: what a condition can be. */
export function isCondition(word: string): boolean {
  return WORDS[word]?.gives === "boolean";
}

/** A new card of a word; `values` fill what has no value of its own. */
export function cardOf(word: string, values: Values = {}): Card {
  if (word === "repeat") return { repeat: 4, do: [] };
  if (word === "forever") return { forever: true, do: [] };
  const condition = wordCard(String(values["condition"] ?? "obstacle"), values);
  if (word === "if") return { if: condition, do: [] };
  return word === "wait_for" ? { wait_for: condition } : wordCard(word, values);
}

function wordCard(word: string, values: Values): Card {
  const card: Card = { word };
  for (const argument of WORDS[word]?.arguments ?? []) {
    if (argument.default === null) card[argument.name] = values[argument.name] ?? FIRST[argument.name] ?? argument.choices[0] ?? "";
  }
  return card;
}

/** Whether a card holds other cards. */
export function hold(card: Card | null): boolean {
  return Array.isArray(card?.["do"]);
}

/** The name of a card: its word, or its control. */
export function nameOf(card: Card): string {
  for (const control of ["repeat", "forever", "if", "wait_for"]) if (control in card) return control;
  return String(card["word"]);
}

/** What a hand can set on a card. `conditions` are the sensing words on offer, `places` those of the mat. */
export function settingsOf(card: Card, conditions: readonly string[], places: readonly string[]): Setting[] {
  const name = nameOf(card);
  if (name === "repeat") return [{ name: "repeat", kind: "whole", choices: ONE_TO_NINE, value: Number(card["repeat"]), word: "repeat" }];
  const sensed = (card["if"] ?? card["wait_for"]) as Card | undefined;
  if (!sensed) return argumentsOf(card, places);
  const choice: Setting = { name: "condition", kind: "condition", choices: conditions, value: String(sensed["word"]), word: name };
  const ways: Setting = { name: "else", kind: "ways", choices: [1, 2], value: "else" in card ? 2 : 1, word: "if" };
  return (conditions.length > 1 ? [choice] : []).concat(argumentsOf(sensed, places), name === "if" ? [ways] : []);
}

function argumentsOf(card: Card, places: readonly string[]): Setting[] {
  const word = String(card["word"]);
  return (WORDS[word]?.arguments ?? []).map((argument) => {
    const value = (card[argument.name] ?? argument.default) as string | number | null;
    return { name: argument.name, kind: argument.kind, choices: choicesOf(argument, places), value, word };
  });
}

function choicesOf(argument: WordArgument, places: readonly string[]): readonly (string | number)[] {
  if (argument.kind === "place") return places;
  if (argument.kind === "pitch") return PITCHES;
  if (argument.kind === "colour") return Object.keys(COLOURS);
  if (argument.kind === "number" || argument.kind === "whole") return NUMBERS[argument.name] ?? ONE_TO_NINE;
  return argument.choices;
}

/** A card with one thing set; a default is left out again. */
export function set(card: Card, setting: Setting, value: string | number, values: Values = {}): Card {
  if (setting.name === "repeat") return { ...card, repeat: value };
  if (setting.kind === "ways") return withWays(card, value === 2);
  const control = "if" in card ? "if" : "wait_for" in card ? "wait_for" : null;
  if (setting.name === "condition" && control) return { ...card, [control]: wordCard(String(value), values) };
  if (control) return { ...card, [control]: { ...(card[control] as Card), [setting.name]: value } };
  const changed = { ...card, [setting.name]: value };
  if (WORDS[setting.word]?.arguments.find((one) => one.name === setting.name)?.default === value) delete changed[setting.name];
  return changed;
}

/** An `if` with a way for "else", or without: then its cards go too. */
function withWays(card: Card, both: boolean): Card {
  const { else: otherwise, ...one } = card;
  return both ? { ...one, else: otherwise ?? [] } : one;
}

/** How a piece is read aloud: "Avance 2", "Répète 4", "Si obstacle". */
export function spoken({ word, count, inner, colour }: { word: string; count?: string | number | undefined; inner?: string | undefined; colour?: string | undefined }): string {
  const named = colour ? choiceText("colour", colour) : undefined;
  return [wordText(word), inner ? wordText(inner) : undefined, count, named].filter((part) => part !== undefined).join(" ");
}
