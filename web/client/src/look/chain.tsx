/** The program as a chain: placed cards hold hands; a loop is a link that goes round its cards. */
import { Icon } from "./drawing";
import { Card } from "./key";
import type { Piece } from "./outline";
import "./chain.css";

interface ChainProps {
  pieces: readonly Piece[];
  /** The path of the list's parent: "1" for the first stack. */
  parent?: string;
  /** The path that the next card will get: an empty dotted place stands there. */
  hole?: string | null | undefined;
  /** The path of the card that runs now: lifted, its hands let go. */
  current?: string | null | undefined;
  /** The path of the card where two runs part. */
  differs?: string | null | undefined;
  /** A tap on a card or its number. */
  onPick?: ((path: string) => void) | undefined;
  /** A tap on the hole of a list that has none yet (an empty loop). */
  onHole?: ((path: string) => void) | undefined;
  /** What a piece is called aloud. */
  nameOf?: ((piece: Piece) => string) | undefined;
  holeLabel?: string;
  numbered?: boolean;
  class?: string;
}

/** A numbered strip of placed cards, hand in hand; sizes follow `--cw`. */
export function Chain(props: ChainProps) {
  return (
    <div class={`chain ${props.class ?? ""}`} role="list">
      <Links {...props} parent={props.parent ?? "1"} before={0} depth={0} />
    </div>
  );
}

type LinksProps = ChainProps & { parent: string; before: number; depth: number };

function Links(props: LinksProps) {
  const { pieces, parent, before, hole } = props;
  const links = [];
  for (let index = 0; index <= pieces.length; index += 1) {
    const path = `${parent}.${before + index + 1}`;
    if (hole === path) links.push(<Hole key="hole" path={path} number={index + 1} {...props} />);
    const piece = pieces[index];
    const shift = links.length > index ? 1 : 0;
    if (piece) links.push(<Link key={piece.path || index} piece={piece} number={index + 1 + shift} {...props} />);
  }
  return <>{links}</>;
}

function Hole({ number, path, onHole, holeLabel, numbered = true, depth }: LinksProps & { number: number; path: string }) {
  return (
    <div class="link holder" role="listitem">
      <button type="button" class="hole" aria-label={holeLabel ?? "+"} onClick={() => onHole?.(path)}>
        <Icon name="plus" />
      </button>
      {numbered && depth === 0 ? <b class="num">{number}</b> : null}
    </div>
  );
}

function Link(props: LinksProps & { piece: Piece; number: number }) {
  const { piece, number, current, differs, numbered = true, depth } = props;
  const state = [
    piece.path === current ? "now" : "",
    piece.path === differs ? "part" : "",
    piece.inside ? "round" : "",
  ].join(" ");
  return (
    <div class={`link ${state}`} role="listitem">
      {piece.inside ? <Loop {...props} /> : <Placed {...props} />}
      {numbered && depth === 0 ? <b class="num">{number}</b> : null}
    </div>
  );
}

function Placed({ piece, onPick, nameOf, current }: LinksProps & { piece: Piece }) {
  const card = <Card word={piece.word} count={piece.count} colour={piece.colour} inner={piece.inner} />;
  const label = nameOf?.(piece) ?? piece.word;
  if (!onPick) return <span role="img" aria-label={label}>{card}</span>;
  return (
    <button type="button" class="pick" aria-label={label} aria-current={piece.path === current ? "step" : undefined} onClick={() => onPick(piece.path)}>
      {card}
    </button>
  );
}

function Loop(props: LinksProps & { piece: Piece }) {
  const { piece, depth, pieces: _all, ...rest } = props;
  const inside = piece.inside ?? [];
  const goesRound = piece.word !== "if";
  return (
    <div class={`loop ${goesRound ? "goes" : ""}`}>
      <Placed {...props} />
      <div class="held">
        <Links {...rest} pieces={inside} parent={piece.path} before={0} depth={depth + 1} />
        {inside.length === 0 && !holeWithin(props.hole, piece.path) ? <EmptyPlace {...props} path={`${piece.path}.1`} /> : null}
      </div>
      {piece.otherwise ? <Otherwise {...props} before={inside.length} /> : null}
      {goesRound ? <span class="back"><Icon name="undo" /></span> : null}
    </div>
  );
}

function Otherwise(props: LinksProps & { piece: Piece }) {
  const { piece, depth, pieces: _all, ...rest } = props;
  const otherwise = piece.otherwise ?? [];
  return (
    <div class="held else">
      <Links {...rest} pieces={otherwise} parent={piece.path} depth={depth + 1} />
      {otherwise.length === 0 ? <EmptyPlace {...props} path={`${piece.path}.${props.before + 1}`} /> : null}
    </div>
  );
}

function EmptyPlace({ onHole, holeLabel, path }: LinksProps & { path: string }) {
  return (
    <div class="link holder">
      <button type="button" class="hole" aria-label={holeLabel ?? "+"} onClick={() => onHole?.(path)}>
        <Icon name="plus" />
      </button>
    </div>
  );
}

function holeWithin(hole: string | null | undefined, path: string): boolean {
  return Boolean(hole && hole.startsWith(`${path}.`));
}

/** The program in small, for a tile: its first pieces, then how many more. */
export function MiniChain({ pieces, current, most = 8 }: { pieces: readonly Piece[]; current?: string | null | undefined; most?: number }) {
  const flat = flatten(pieces);
  return (
    <div class="mini">
      {flat.slice(0, most).map((piece, index) => (
        <Card key={index} word={piece.word} count={piece.count} class={piece.path === current ? "now" : ""} />
      ))}
      {flat.length > most ? <span class="etc num">+{flat.length - most}</span> : null}
    </div>
  );
}

function flatten(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((all, piece) => all.concat(piece, flatten(piece.inside ?? []), flatten(piece.otherwise ?? [])), []);
}
