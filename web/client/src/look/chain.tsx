/** The program as a chain: placed cards hold hands; a loop is a link that goes round its cards. */
import { Icon } from "./drawing";
import { Card } from "./key";
import type { Piece } from "./outline";
import "./chain.css";

interface ChainProps {
  pieces: readonly Piece[];
  /** The path of the list's parent: "1" for the first stack. */
  parent?: string;
  /** The place that the next card will get: an empty dotted place stands there ("1.3/1" in an `else`). */
  hole?: string | null | undefined;
  /** The path of the card that runs now: lifted, its hands let go. */
  current?: string | null | undefined;
  /** The path of the card where two runs part. */
  differs?: string | null | undefined;
  /** The path of the card that a tap chose: framed, waiting for another one or for its settings. */
  chosen?: string | null | undefined;
  /** The paths of cards that cannot be done: pale, with a dashed edge. */
  faulty?: readonly string[] | undefined;
  /** Show a pale place at the end while the hole is elsewhere. */
  end?: boolean | undefined;
  /** A tap on a card or its number. */
  onPick?: ((path: string) => void) | undefined;
  /** A tap on a card's number, where it means another thing than a tap on the card. */
  onNumber?: ((path: string) => void) | undefined;
  /** A tap on the hole of a list that has none yet (an empty loop), or on the place at the end. */
  onHole?: ((path: string) => void) | undefined;
  /** What a piece is called aloud. */
  nameOf?: ((piece: Piece) => string) | undefined;
  /** What a number is called aloud. */
  numberLabel?: ((number: number) => string) | undefined;
  holeLabel?: string;
  numbered?: boolean;
  class?: string;
}

/** A numbered strip of placed cards, hand in hand; sizes follow `--cw`. */
export function Chain(props: ChainProps) {
  return (
    <div class={`chain ${props.class ?? ""}`} role="list">
      <Links {...props} parent={props.parent ?? "1"} before={0} depth={0} mark="." />
    </div>
  );
}

/** `mark` is "/" for the list of an `else`, whose holes are counted by themselves. */
type LinksProps = ChainProps & { parent: string; before: number; depth: number; mark: "." | "/" };

function Links(props: LinksProps) {
  const { pieces, parent, before, hole, mark, depth } = props;
  const links = [];
  for (let index = 0; index <= pieces.length; index += 1) {
    const place = mark === "/" ? `${parent}/${index + 1}` : `${parent}.${index + 1}`;
    const pale = props.end && depth === 0 && index === pieces.length && hole !== place;
    if (hole === place || pale) links.push(<Hole key="hole" place={place} number={index + 1} pale={pale} {...props} />);
    const piece = pieces[index];
    const shift = links.length > index ? 1 : 0;
    if (piece) links.push(<Link key={piece.path || before + index} piece={piece} number={index + 1 + shift} {...props} />);
  }
  return <>{links}</>;
}

function Hole({ number, place, pale, onHole, holeLabel, numbered = true, depth }: LinksProps & { number: number; place: string; pale: boolean | undefined }) {
  return (
    <div class={`link holder ${pale ? "pale" : "open"}`} role="listitem">
      <button type="button" class="hole" aria-label={holeLabel ?? "+"} onClick={() => onHole?.(place)}>
        <Icon name="plus" />
      </button>
      {numbered && depth === 0 ? <b class="num">{number}</b> : null}
    </div>
  );
}

function Link(props: LinksProps & { piece: Piece; number: number }) {
  const { piece, number, current, differs, chosen, faulty, numbered = true, depth } = props;
  const state = [
    piece.path === current ? "now" : "",
    piece.path === differs ? "part" : "",
    piece.path === chosen ? "chosen" : "",
    faulty?.includes(piece.path) ? "faulty" : "",
    piece.inside ? "round" : "",
  ].join(" ");
  return (
    <div class={`link ${state}`} role="listitem" data-block={piece.path}>
      {piece.inside ? <Loop {...props} /> : <Placed {...props} />}
      {numbered && depth === 0 ? <NumberMark {...props} number={number} /> : null}
    </div>
  );
}

function NumberMark({ piece, number, onNumber, numberLabel }: LinksProps & { piece: Piece; number: number }) {
  if (!onNumber) return <b class="num">{number}</b>;
  return (
    <button type="button" class="numkey" aria-label={numberLabel?.(number) ?? String(number)} onClick={() => onNumber(piece.path)}>
      <b class="num">{number}</b>
    </button>
  );
}

function Placed({ piece, onPick, nameOf, current, chosen }: LinksProps & { piece: Piece }) {
  const card = <Card word={piece.word} count={piece.count} colour={piece.colour} inner={piece.inner} />;
  const label = nameOf?.(piece) ?? piece.word;
  if (!onPick) return <span role="img" aria-label={label}>{card}</span>;
  const pressed = chosen === undefined ? undefined : piece.path === chosen;
  return (
    <button type="button" class="pick" aria-label={label} aria-pressed={pressed} aria-current={piece.path === current ? "step" : undefined} onClick={() => onPick(piece.path)}>
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
      <div class="held" role="list">
        <Links {...rest} pieces={inside} parent={piece.path} before={0} depth={depth + 1} mark="." />
        {inside.length === 0 && props.hole !== `${piece.path}.1` ? <EmptyPlace {...props} place={`${piece.path}.1`} /> : null}
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
    <div class="held else" role="list">
      <Links {...rest} pieces={otherwise} parent={piece.path} depth={depth + 1} mark="/" />
      {otherwise.length === 0 && props.hole !== `${piece.path}/1` ? <EmptyPlace {...props} place={`${piece.path}/1`} /> : null}
    </div>
  );
}

function EmptyPlace({ onHole, holeLabel, place }: LinksProps & { place: string }) {
  return (
    <div class="link holder" role="listitem">
      <button type="button" class="hole" aria-label={holeLabel ?? "+"} onClick={() => onHole?.(place)}>
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** The program in small, for a tile: its first pieces, then how many more. */
export function MiniChain({ pieces, current, most = 8 }: { pieces: readonly Piece[]; current?: string | null | undefined; most?: number }) {
  const flat = flatten(pieces);
  return (
    <div class="mini">
      {flat.slice(0, most).map((piece, index) => (
        <Card key={index} word={piece.word} count={piece.count} block={piece.path} class={piece.path === current ? "now" : ""} />
      ))}
      {flat.length > most ? <span class="etc num">+{flat.length - most}</span> : null}
    </div>
  );
}

function flatten(pieces: readonly Piece[]): Piece[] {
  return pieces.reduce<Piece[]>((all, piece) => all.concat(piece, flatten(piece.inside ?? []), flatten(piece.otherwise ?? [])), []);
}
