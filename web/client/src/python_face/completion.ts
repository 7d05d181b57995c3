/** What is offered while a child types: our words with what they do, the values they take, her own names. */
import { startCompletion, snippet, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorView } from "@codemirror/view";
import { WORDS, type WordArgument } from "../generated/words";
import { iconOf, type Family } from "../look/families";
import { blockText, helpText, nameText, t } from "../strings";
import { iconShapes } from "../look/drawing";
import { calledAt, insideText, ownNames } from "./reading";
import { callOf, colourNamed, plain, valuesOf, wordNamed } from "./vocabulary";

/** What may be offered now. */
export interface Offer {
  words: readonly string[];
  places: readonly string[];
}

interface Entry extends Completion {
  family: Family;
  picture: string;
}

const NAME = /[@\p{L}_][\p{L}\p{N}_]*$/u;

/** The source of completions for what `offered` gives at that moment. */
export function completeFrom(offered: () => Offer): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    if (node.name === "Comment") return null;
    return insideText(node, context.pos) ? completeValue(context, offered()) : completeName(context, offered());
  };
}

function completeName(context: CompletionContext, offer: Offer): CompletionResult | null {
  const typed = context.matchBefore(NAME);
  if (!typed && !context.explicit) return null;
  const prefix = plain(typed?.text ?? "");
  const from = typed?.from ?? context.pos;
  const own = ownNames(context.state, from).map(ownEntry);
  const options = ranked([...wordEntries(offer), ...constructs(offer.words), ...own], prefix);
  if (options.length === 0 || (options.length === 1 && options[0]?.label === typed?.text)) return null;
  return { from, options, filter: false };
}

/** Those that begin so first, then those that hold it; canonical names are only found by those who type them. */
function ranked(entries: readonly Completion[], prefix: string): Completion[] {
  const begins = entries.filter((entry) => plain(entry.label).startsWith(prefix));
  if (prefix.length < 3) return begins;
  const holds = entries.filter((entry) => !begins.includes(entry) && plain(`${entry.label} ${entry.detail ?? ""}`).includes(prefix));
  return begins.concat(holds);
}

function wordEntries(offer: Offer): Entry[] {
  const words = offer.words.filter((word) => word in WORDS);
  return words.map((word) => (WORDS[word]?.role === "event" ? eventEntry(word, offer) : wordEntry(word, offer)));
}

function wordEntry(word: string, { places }: Offer): Entry {
  const call = callOf(word, places);
  const apply = (view: EditorView, _: Completion, from: number, to: number): void => {
    view.dispatch({ changes: { from, to, insert: call.text }, selection: { anchor: from + call.from, head: from + call.to }, userEvent: "input.complete" });
    if (hasChoice(word, places)) startCompletion(view);
  };
  return { ...lookOf(word), label: nameText(word), detail: call.text.slice(nameText(word).length), apply, info: () => explain(word, places) };
}

function eventEntry(word: string, { places }: Offer): Entry {
  const call = callOf(word, places).text.replace(/\(\)$/, "");
  const lines = `@${call}\ndef ${nameText(word)}_1():\n\t\${}`;
  return { ...lookOf(word), label: `@${nameText(word)}`, apply: snippet(lines), info: () => explain(word, places) };
}

function hasChoice(word: string, places: readonly string[]): boolean {
  const first = WORDS[word]?.arguments[0];
  return first !== undefined && valuesOf(first, places).length > 0;
}

function lookOf(word: string): { family: Family; picture: string } {
  const family = WORDS[word]?.family ?? "control";
  return { family, picture: iconOf(word) };
}

/** What a word does, and the values it takes. */
function explain(word: string, places: readonly string[]): HTMLElement {
  const told = document.createElement("div");
  told.className = "told";
  told.append(line("p", helpText(word)));
  for (const argument of WORDS[word]?.arguments ?? []) {
    const values = valuesOf(argument, places);
    if (values.length > 0) told.append(line("p", values.map((value) => `"${value}"`).join(" "), "values"));
    else if (range(argument)) told.append(line("p", range(argument), "values"));
  }
  return told;
}

function range({ least, most, unit }: WordArgument): string {
  return least === null || most === null ? "" : `${least} … ${most} ${unit === "%" ? unit : ""}`.trim();
}

function line(kind: string, text: string, name = ""): HTMLElement {
  const made = document.createElement(kind);
  made.textContent = text;
  made.className = name;
  return made;
}

/** Python's own words, those of the taught subset that children need first. */
function constructs(words: readonly string[]): Entry[] {
  const all: [string, string, string, string, string][] = [
    ["repeat", "for", blockText("repeat").replace("%1", "4"), "for ${tour} in range(${4}):\n\t${}", helpText("repeat")],
    ["forever", "while True", blockText("forever"), "while True:\n\t${}", helpText("forever")],
    ["while", "while", "", "while ${}:", t("python_help_while")],
    ["if", "if", blockText("if").replace("%1", "").trim(), "if ${}:", helpText("if")],
    ["if", "elif", "", "elif ${}:", t("python_help_elif")],
    ["if", "else", blockText("else"), "else:\n\t${}", helpText("else")],
    ["wait_for", "while not", blockText("wait_for").replace("%1", "").trim(), "while not ${}: pass", helpText("wait_for")],
    ["function", "def", "", "def ${nom}():\n\t${}", t("python_help_def")],
    ["print", "print", "", "print(${})", t("python_help_print")],
  ];
  const free = words.includes("while") || words.includes("function");
  return all
    .filter(([word]) => free || words.includes(word) || word === "print")
    .map(([word, label, detail, text, info]) => ({ family: "control", picture: iconOf(word === "print" ? "say" : word), label, detail, apply: snippet(text), info }));
}

function ownEntry(name: string): Entry {
  return { family: "calc", picture: "variable", label: name };
}

/** The values of the argument that the cursor's text stands for. */
function completeValue(context: CompletionContext, offer: Offer): CompletionResult | null {
  const called = calledAt(context.state, context.pos);
  const word = called ? wordNamed(called.name) : null;
  const argument = word ? WORDS[word]?.arguments[called?.place ?? 0] : undefined;
  if (!called || !argument) return null;
  const values = valuesOf(argument, offer.places);
  const typed = context.state.sliceDoc(called.from, context.pos);
  const shown = values.includes(typed) ? values : values.filter((value) => plain(value).startsWith(plain(typed)));
  if (shown.length === 0 || (values.includes(typed) && !context.explicit)) return null;
  return { from: called.from, to: called.to, options: shown.map((value) => ({ label: value, colour: colourNamed(value) })), filter: false };
}

/** The pictogram before an entry, in the colour of its family; before a colour a drop of it. */
export function pictureOf(completion: Completion): HTMLElement | null {
  const { family, picture, colour } = completion as Partial<Entry> & { colour?: string };
  if (family === undefined && colour === undefined) return null;
  const place = document.createElement("span");
  if (colour !== undefined) {
    place.className = "pic drop";
    place.style.backgroundColor = colour;
    return place;
  }
  place.className = `pic k-${family}`;
  place.innerHTML = `<svg viewBox="0 0 48 48" aria-hidden="true">${iconShapes(picture ?? "")}</svg>`;
  return place;
}
