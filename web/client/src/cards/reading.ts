/** Reads a program aloud, card by card; each card is lifted while its word is said. */
import type { Piece } from "../look/outline";
import { hasVoice, hush, say, silent } from "../speech";
import { spoken } from "./card";

const WITHOUT_VOICE = 600;

let turn = 0;

/** Every card in the order in which it is read, a loop before what it holds. */
function inOrder(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((all, piece) => all.concat(piece, inOrder(piece.inside ?? []), inOrder(piece.otherwise ?? [])), []);
}

/** Says the cards one after another; `onCard` hears which one, and null at the end. */
export function readAloud(pieces: readonly Piece[], onCard: (path: string | null) => void): void {
  turn += 1;
  const mine = turn;
  const cards = inOrder(pieces);
  const next = (index: number): void => {
    const card = cards[index];
    if (mine !== turn) return;
    onCard(card?.path ?? null);
    if (!card) return;
    const goOn = (): void => next(index + 1);
    if (hasVoice() && !silent.value) say(spoken(card), goOn);
    else setTimeout(goOn, WITHOUT_VOICE);
  };
  next(0);
}

/** Stops reading. */
export function stopReading(): void {
  turn += 1;
  hush();
}
