/** What the pen does to a program of cards: lay a card in the hole, take one away. */

type Card = { [name: string]: unknown };

interface Cards {
  cards: number;
  stacks: { when?: { word: string }; do: Card[] }[];
}

/** A program and the place of its next card. */
export interface Laid {
  content: string;
  hole: string;
}

/** A program without a card. */
export const NOTHING = JSON.stringify({ cards: 1, stacks: [{ when: { word: "when_started" }, do: [] }] });

/** The place after the last card of the first stack. */
export function endOf(content: string): string {
  return `1.${listAt(parse(content), "1").length + 1}`;
}

/** Lays a card where the hole is; the hole goes on by one, into a loop that has just been laid. */
export function lay(content: string, hole: string, word: string): Laid {
  const cards = parse(content);
  const [parent, index] = split(hole);
  listAt(cards, parent).splice(index - 1, 0, cardOf(word));
  const next = word === "repeat" || word === "forever" ? `${hole}.1` : `${parent}.${index + 1}`;
  return { content: JSON.stringify(cards), hole: next };
}

/** Takes the card at a path away; the hole stands in its place. */
export function take(content: string, path: string): Laid {
  const cards = parse(content);
  const [parent, index] = split(path);
  listAt(cards, parent).splice(index - 1, 1);
  return { content: JSON.stringify(cards), hole: path };
}

/** The hole, or the end of the program where the place is gone. */
export function holeWithin(content: string, hole: string): string {
  const [parent, index] = split(hole);
  return index <= listAt(parse(content), parent).length + 1 ? hole : endOf(content);
}

function cardOf(word: string): Card {
  if (word === "repeat") return { repeat: 4, do: [] };
  return word === "forever" ? { forever: true, do: [] } : { word };
}

function split(path: string): [string, number] {
  const at = path.lastIndexOf(".");
  return [path.slice(0, at), Number(path.slice(at + 1))];
}

function parse(content: string): Cards {
  const cards = JSON.parse(content) as Cards;
  return cards.stacks.length > 0 ? cards : (JSON.parse(NOTHING) as Cards);
}

/** The list that a path's children stand in; an empty one where the path leads nowhere. */
function listAt(cards: Cards, parent: string): Card[] {
  const [stack, ...steps] = parent.split(".").map(Number);
  let list = cards.stacks[(stack ?? 1) - 1]?.do ?? [];
  for (const step of steps) {
    const inner: unknown = list[step - 1]?.["do"];
    if (!Array.isArray(inner)) return [];
    list = inner as Card[];
  }
  return list;
}
