/** Our words as Python writes them here: found by any of their names, written in the page's language. */
import { COLOURS, WORDS, type Word, type WordArgument } from "../generated/words";
import { choiceText, nameText } from "../strings";

const GROUPS: Record<string, string> = { front: "side", up: "button", beep: "sound" };

/** A name without its accents, in small letters: what a child types is found either way. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

/** A word by one of its names in a text: the canonical one, or the page's language's. */
export function wordNamed(name: string): string | null {
  if (name in WORDS) return name;
  const wanted = plain(name);
  return Object.keys(WORDS).find((word) => plain(nameText(word)) === wanted) ?? null;
}

/** The values that an argument can take, as Python writes them in the page's language; none when it takes any. */
export function valuesOf(argument: WordArgument, places: readonly string[]): string[] {
  if (argument.kind === "place") return [...places];
  if (argument.kind === "colour") return Object.keys(COLOURS).map((colour) => choiceText("colour", colour));
  const group = GROUPS[argument.choices[0] ?? ""] ?? "";
  return argument.choices.map((value) => choiceText(group, value));
}

/** How screens draw the colour of that name in the page's language; undefined when it is none. */
export function colourNamed(text: string): string | undefined {
  const name = Object.keys(COLOURS).find((colour) => choiceText("colour", colour) === text);
  return name === undefined ? undefined : COLOURS[name];
}

/** The call of a word with values to begin with, and which part of it is to be changed. */
export function callOf(word: string, places: readonly string[]): { text: string; from: number; to: number } {
  const written = argumentsOf(word).map((argument) => firstOf(argument, places));
  const text = `${nameText(word)}(${written.join(", ")})`;
  const first = written[0];
  if (first === undefined) return { text, from: text.length, to: text.length };
  const start = nameText(word).length + 1;
  const quoted = first.startsWith('"') ? 1 : 0;
  return { text, from: start + quoted, to: start + first.length - quoted };
}

/** Those that must be written, and the first one all the same. */
function argumentsOf(word: string): readonly WordArgument[] {
  return (WORDS[word] as Word).arguments.filter((argument, index) => index === 0 || argument.default === null);
}

function firstOf(argument: WordArgument, places: readonly string[]): string {
  const [value] = valuesOf(argument, places);
  if (value !== undefined) return quote(value);
  if (argument.kind === "text") return quote("");
  if (argument.kind === "pitch") return quote("C4");
  return String(argument.default ?? Math.max(argument.least ?? 0, FIRST[argument.unit] ?? 1));
}

const FIRST: Record<string, number> = { cm: 20, degrees: 90, "%": 50 };

function quote(text: string): string {
  return `"${text}"`;
}
