/** The texts of the screens, French by default; typed by the French strings file. */
import { signal } from "@preact/signals";
import fr from "../../../robots/strings/fr.json";
import type { Fault } from "./generated/messages";

/** All texts of a language. */
export type Texts = typeof fr;

/** A text of the section `screens`. */
export type ScreenText = keyof Texts["screens"] & string;

/** What fills the holes of a text: `{name}` takes `name`. */
export type Holes = Record<string, string | number>;

/** The language in use. */
export const language = signal("fr");

/** The texts that every page has. */
export const FRENCH: Texts = fr;

const texts = signal<Texts>(fr);

/** Takes the texts that come with a later part of the page. */
export function addTexts(rest: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void {
  for (const section of Object.keys(rest)) Object.assign(fr[section as keyof Texts], rest[section]);
}

/** A text of the screens, its holes filled. */
export function t(key: ScreenText, holes: Holes = {}): string {
  return fill(lookup("screens", key) ?? key, holes);
}

/** What a word is called on a card; the word itself where the file has none. */
export function wordText(word: string): string {
  const entry = (spoken().words as Record<string, unknown>)[word];
  return textIn(entry) ?? word;
}

/** What a word is called in Python; the canonical name where the file has none. */
export function nameText(word: string): string {
  return detailOf(word, "name") ?? word;
}

/** A word's sentence on a block, with %1, %2 where its arguments stand. */
export function blockText(word: string): string {
  return detailOf(word, "block") ?? wordText(word);
}

/** What a word does, in one sentence. */
export function helpText(word: string): string {
  return detailOf(word, "help") ?? "";
}

/** The name of an animal, a fruit or another picture. */
export function pictureText(name: string): string {
  return lookup("pictures", name) ?? name;
}

/** What a value of a closed choice is called ("side", "front"); the value itself where the file has none. */
export function choiceText(group: string, value: string): string {
  const named = (spoken().choices as Record<string, Record<string, string>>)[group];
  return named?.[value] ?? value;
}

/** The sentence of a fault for a child: the one that says most among those whose holes it fills. */
export function faultText(fault: Fault): string {
  const details: Holes = { ...fault.details };
  if (typeof details["word"] === "string") details["word"] = wordText(details["word"]);
  const keys = [`${fault.code}.${details["reason"] ?? ""}`, fault.code, `${fault.code}.plain`, "other"];
  const known = keys.map((key) => lookup("errors", key)).filter((text): text is string => text !== undefined);
  const filled = known.map((text) => fill(text, details));
  return filled.find((text) => !/\{\w+\}/.test(text)) ?? fault.code;
}

/** Speaks the language in which the server gave this page, then shows it; French where that fails. */
export async function inItsLanguage(show: () => void): Promise<void> {
  await speakLanguage(document.documentElement.lang).catch(() => undefined);
  document.documentElement.lang = language.value;
  show();
}

async function speakLanguage(wanted: string): Promise<void> {
  if (wanted !== "en") return;
  const module = await import("../../../robots/strings/en.json");
  texts.value = module.default as unknown as Texts;
  language.value = "en";
}

/** Speaks a language whose texts the page carries. */
export function speak(wanted: string, itsTexts: Texts): void {
  texts.value = itsTexts;
  language.value = wanted;
}

/** A family's language beside the page's own; null for none. */
export const second = signal<Texts | null>(null);

let borrowed: Texts | null = null;

/** What a sentence is in the family's language; null where there is none, or the same. */
export function inSecond(sentence: () => string | null): string | null {
  if (!second.value) return null;
  const own = sentence();
  borrowed = second.value;
  try {
    const other = sentence();
    return other === own ? null : other;
  } finally {
    borrowed = null;
  }
}

function spoken(): Texts {
  return borrowed ?? texts.value;
}

function detailOf(word: string, detail: string): string | undefined {
  const entry = (spoken().words as Record<string, Record<string, string>>)[word];
  return entry?.[detail];
}

function lookup(section: keyof Texts, key: string): string | undefined {
  const here = textIn((spoken()[section] as Record<string, unknown>)[key]);
  return here ?? textIn((fr[section] as Record<string, unknown>)[key]);
}

function textIn(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null) return undefined;
  const { text, card, name } = entry as Record<string, unknown>;
  return [card, text, name].find((value): value is string => typeof value === "string");
}

function fill(text: string, holes: Holes): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(holes[name] ?? whole));
}
