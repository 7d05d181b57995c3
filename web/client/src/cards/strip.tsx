/** The program as it lies on the table: its chains, and the pegs that show how many cards still fit. */
import { useEffect, useRef } from "preact/hooks";
import { Card, Chain, Memory, type Piece } from "../look";
import { t } from "../strings";
import { spoken } from "./card";
import "./cards.css";

interface StripProps {
  stacks: readonly (readonly Piece[])[];
  /** The words of the stacks' hats; shown only where there is more than "when started". */
  hats: readonly string[];
  /** Where the next card goes; null while nothing may be laid. */
  hole: string | null;
  chosen: string | null;
  /** The card that runs, or is read aloud. */
  current: string | null;
  faulty: readonly string[];
  size: number;
  limit: number | null;
  onPick: ((path: string) => void) | undefined;
  onNumber: ((path: string) => void) | undefined;
  onHole: (place: string) => void;
}

const EASILY_SEEN = 8;
const STILL_SEEN = 12;

/** One chain a stack; what matters now is always in view. */
export function Strip(props: StripProps) {
  const { stacks, hats, limit, size } = props;
  const box = useRef<HTMLDivElement>(null);
  const crowd = size > STILL_SEEN ? "many" : size > EASILY_SEEN - 1 ? "some" : "";
  useEffect(() => intoView(box.current), [props.hole, props.chosen, props.current, size]);
  const shown = hats.length > 1 || (hats[0] ?? "when_started") !== "when_started";
  return (
    <section class={`strip ${crowd}`} aria-label={t("pupil_program")}>
      <div class="chains" ref={box} role="group" aria-label={t("pupil_program")}>
        {(stacks.length > 0 ? stacks : [[]]).map((pieces, index) => (
          <div class="stack" key={index}>
            {shown ? <Hat word={hats[index] ?? "when_started"} /> : null}
            <OneChain {...props} pieces={pieces} parent={`${index + 1}`} />
          </div>
        ))}
      </div>
      {limit !== null ? <Pegs filled={size} limit={limit} /> : null}
    </section>
  );
}

function OneChain({ pieces, parent, ...props }: StripProps & { pieces: readonly Piece[]; parent: string }) {
  const canLay = props.hole !== null;
  return (
    <Chain
      pieces={pieces}
      parent={parent}
      hole={props.chosen ? null : props.hole}
      chosen={props.chosen}
      current={props.current}
      faulty={props.faulty}
      end={canLay}
      onPick={props.onPick}
      onNumber={canLay ? props.onNumber : undefined}
      onHole={canLay ? props.onHole : undefined}
      holeLabel={t("pupil_hole")}
      nameOf={spoken}
      numberLabel={(number) => t("pupil_place", { number })}
    />
  );
}

function Hat({ word }: { word: string }) {
  return <span class="hat"><Card word={word} label={spoken({ word })} /></span>;
}

/** One peg a card, filled for each that lies in the chain. */
function Pegs({ filled, limit }: { filled: number; limit: number }) {
  return (
    <div class="pegs">
      <b class="num">{filled}<span>/{limit}</span></b>
      <Memory filled={Math.min(filled, limit)} places={limit} columns={limit > 6 ? Math.ceil(limit / 2) : limit} label={t("pupil_memory", { filled, limit })} />
    </div>
  );
}

/** Scrolls the strip alone, never the page. */
function intoView(box: HTMLElement | null): void {
  const wanted = box?.querySelector<HTMLElement>(".link.now") ?? box?.querySelector<HTMLElement>(".link.chosen, .link.open");
  if (!box || !wanted) return;
  const [frame, place] = [box.getBoundingClientRect(), wanted.getBoundingClientRect()];
  if (place.left < frame.left || place.right > frame.right) box.scrollLeft += place.left + place.width / 2 - frame.left - frame.width / 2;
  if (place.top < frame.top || place.bottom > frame.bottom) box.scrollTop += place.top + place.height / 2 - frame.top - frame.height / 2;
}
