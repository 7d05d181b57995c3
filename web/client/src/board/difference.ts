/** Where two programs part: the first card that is not the same. */
import { flatPieces, type Piece } from "../look/outline";

/** The place, from 1, and what stands there in each; nothing where one program is over. */
export interface Difference {
  number: number;
  first: Piece | null;
  second: Piece | null;
}

/** The first place where two programs differ, null when they are the same. */
export function differenceOf(first: readonly Piece[], second: readonly Piece[]): Difference | null {
  const [a, b] = [flatPieces(first), flatPieces(second)];
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [one, other] = [a[index] ?? null, b[index] ?? null];
    if (!same(one, other)) return { number: index + 1, first: one, second: other };
  }
  return null;
}

function same(one: Piece | null, other: Piece | null): boolean {
  if (!one || !other) return one === other;
  return one.word === other.word && (one.count ?? 1) === (other.count ?? 1) && one.colour === other.colour && one.inner === other.inner && depth(one) === depth(other);
}

/** How deep a card stands, so that a card in a loop differs from one after it. */
function depth(piece: Piece): number {
  return piece.path.split(".").length;
}
