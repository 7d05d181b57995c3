/** What hands do to a program of cards: lay a card in the hole, change it, take it away. */
import { cardOf, hold, type Card, type Values } from "./card";

interface Cards {
  cards: number;
  stacks: { when?: Card; do: Card[] }[];
}

/** A program and the place of its next card. */
export interface Laid {
  content: string;
  hole: string;
}

/** A program without a card. */
export const NOTHING = JSON.stringify({ cards: 1, stacks: [{ when: { word: "when_started" }, do: [] }] });

/*
 * A place is a card's path ("1.3.2": stack, card, card inside). The cards of an `else` are counted on
 * after those of its `do`, so a hole among them is written with a stroke: "1.3/1" is its first place.
 */

/** The place after the last card of a stack, the first one when none is named. */
export function endOf(content: string, stack = 1): string {
  return `${stack}.${(parse(content).stacks[stack - 1]?.do ?? []).length + 1}`;
}

/** Lays a card where the hole is; the hole goes on by one, into a loop that has just been laid. */
export function lay(content: string, hole: string, word: string, values: Values = {}): Laid {
  const cards = parse(content);
  if (word.startsWith("when_")) return startStack(cards, cardOf(word, values));
  const { list, index } = holeAt(cards, hole);
  const card = cardOf(word, values);
  list.splice(index, 0, card);
  return { content: JSON.stringify(cards), hole: hold(card) ? `${pathOf(cards, hole)}.1` : next(hole) };
}

/** Puts a card in the place of another; the hole goes to the end of its stack. */
export function replace(content: string, path: string, word: string, values: Values = {}): Laid {
  const cards = parse(content);
  const { list, index } = cardPlace(cards, path);
  list[index] = cardOf(word, values);
  const changed = JSON.stringify(cards);
  return { content: changed, hole: endOf(changed, stackOf(path)) };
}

/** Takes the card at a path away; the hole stands in its place. */
export function take(content: string, path: string): Laid {
  const cards = parse(content);
  const { list, index, hole } = cardPlace(cards, path);
  list.splice(index, 1);
  return { content: JSON.stringify(cards), hole };
}

/** Changes the card at a path. */
export function change(content: string, path: string, card: Card): string {
  const cards = parse(content);
  const { list, index } = cardPlace(cards, path);
  if (list[index]) list[index] = card;
  return JSON.stringify(cards);
}

/** The card at a path, null where there is none. */
export function cardAt(content: string, path: string): Card | null {
  const { list, index } = cardPlace(parse(content), path);
  return list[index] ?? null;
}

/** The hole before a card. */
export function holeBefore(content: string, path: string): string {
  return cardPlace(parse(content), path).hole;
}

/** The hole after the last card inside a loop or a condition. */
export function holeInside(content: string, path: string): string {
  const inside = cardAt(content, path)?.["do"];
  return `${path}.${(Array.isArray(inside) ? inside.length : 0) + 1}`;
}

/** The hole, or the end of the program where the place is gone. */
export function holeWithin(content: string, hole: string): string {
  const { list, index } = holeAt(parse(content), hole);
  return list !== NOWHERE && index <= list.length ? hole : endOf(content);
}

/** The stack that a path is in, from 1. */
export function stackOf(path: string): number {
  return Number(path.split(".")[0]) || 1;
}

const NOWHERE: Card[] = [];

interface Place {
  list: Card[];
  index: number;
  hole: string;
}

function parse(content: string): Cards {
  const cards = JSON.parse(content) as Cards;
  return cards.stacks.length > 0 ? cards : (JSON.parse(NOTHING) as Cards);
}

function startStack(cards: Cards, when: Card): Laid {
  const first = cards.stacks[0];
  if (cards.stacks.length === 1 && first && first.do.length === 0) cards.stacks[0] = { when, do: [] };
  else cards.stacks.push({ when, do: [] });
  return { content: JSON.stringify(cards), hole: `${cards.stacks.length}.1` };
}

function next(hole: string): string {
  return hole.replace(/\d+$/, (number) => String(Number(number) + 1));
}

/** Where a hole stands: in the stack's or card's `do`, or in its `else` behind a stroke. */
function holeAt(cards: Cards, hole: string): Place {
  const parts = /^(.*)([./])(\d+)$/.exec(hole);
  if (!parts) return { list: NOWHERE, index: 0, hole };
  const [, parent = "", mark, number] = parts;
  return { list: listsOf(cards, parent)[mark === "/" ? 1 : 0] ?? NOWHERE, index: Number(number) - 1, hole };
}

/** Where a card stands; cards of an `else` are counted on after those of its `do`. */
function cardPlace(cards: Cards, path: string): Place {
  const at = path.lastIndexOf(".");
  const [inside = NOWHERE, otherwise] = listsOf(cards, path.slice(0, at));
  const index = Number(path.slice(at + 1)) - 1;
  if (index < inside.length || !otherwise) return { list: inside, index, hole: path };
  const rest = index - inside.length;
  return { list: otherwise, index: rest, hole: `${path.slice(0, at)}/${rest + 1}` };
}

/** The path of the card that has just been laid in a hole. */
function pathOf(cards: Cards, hole: string): string {
  const parts = /^(.*)\/(\d+)$/.exec(hole);
  if (!parts) return hole;
  const [, parent = "", number] = parts;
  return `${parent}.${(listsOf(cards, parent)[0]?.length ?? 0) + Number(number)}`;
}

/** The `do` and the `else` under a path; nothing where the path leads nowhere. */
function listsOf(cards: Cards, parent: string): (Card[] | undefined)[] {
  if (!parent.includes(".")) return [cards.stacks[Number(parent) - 1]?.do];
  const { list, index } = cardPlace(cards, parent);
  const card = list[index];
  return [asList(card?.["do"]), asList(card?.["else"])];
}

function asList(value: unknown): Card[] | undefined {
  return Array.isArray(value) ? (value as Card[]) : undefined;
}
