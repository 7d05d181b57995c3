/** A word as a key to press and as a piece laid in the program: same silhouette, same pictogram. */
import { COLOURS } from "../generated/words";
import { Icon } from "./drawing";
import { familyOf, iconOf, type Family } from "./families";
import "./key.css";

const OUTLINES: Partial<Record<Family, string>> = {
  sense: "M24 3.5L44.5 24L24 44.5L3.5 24Z",
  control: "M13.5 4H34.5L45.5 24L34.5 44H13.5L2.5 24Z",
  event: "M24 3L45 17V44H3V17Z",
  calc: "M17 3H31V17H45V31H31V45H17V31H3V17Z",
};

interface WordKeyProps {
  /** A word's or a control card's name: forward, repeat... */
  word: string;
  /** What a screen reader says, and what stands under the pictogram when `named`. */
  label: string;
  onPress: () => void;
  named?: boolean;
  off?: boolean;
  class?: string;
}

/** A word waiting to be used: white, with a coloured pictogram and its family's silhouette. */
export function Key({ word, label, onPress, named = false, off = false, class: extra = "" }: WordKeyProps) {
  const family = familyOf(word);
  return (
    <button type="button" class={`key k-${family} ${off ? "off" : ""} ${extra}`} aria-label={label} disabled={off} onClick={onPress}>
      <KeyShape family={family} />
      <Icon name={iconOf(word)} />
      {named ? <small>{label}</small> : null}
    </button>
  );
}

function KeyShape({ family }: { family: Family }) {
  const outline = OUTLINES[family];
  if (!outline) return null;
  return (
    <svg class="keyshape" viewBox="0 0 48 48" aria-hidden="true">
      <path d={outline} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" />
    </svg>
  );
}

interface CardProps {
  word: string;
  /** A number or short text on the piece's corner: steps, times. */
  count?: string | number | undefined;
  /** A colour drawn on the piece's corner. */
  colour?: string | undefined;
  /** A second pictogram on the corner, for what a condition senses. */
  inner?: string | undefined;
  label?: string | undefined;
  /** The block that it stands for. */
  block?: string | undefined;
  class?: string;
}

/** A word laid in the program: solid colour, a darker lower edge. Sized by `--cw`. */
export function Card({ word, count, colour, inner, label, block, class: extra = "" }: CardProps) {
  const family = familyOf(word);
  const outline = OUTLINES[family];
  const spoken = label ? { role: "img" as const, "aria-label": label } : {};
  return (
    <span class={`pc ${outline ? `cut cut-${family}` : ""} k-${family} ${extra}`} data-block={block} {...spoken}>
      {outline ? <CutShape outline={outline} /> : null}
      <Icon name={iconOf(word)} />
      {count !== undefined ? <em class="num">{count}</em> : null}
      {colour ? <em class="dot" style={{ background: COLOURS[colour] ?? colour }} /> : null}
      {inner ? <em class="inner"><Icon name={inner} /></em> : null}
    </span>
  );
}

function CutShape({ outline }: { outline: string }) {
  return (
    <svg class="shape" viewBox="0 0 48 48" aria-hidden="true">
      <path class="halo" d={outline} stroke="var(--ink)" stroke-width="16" />
      <path class="halo" d={outline} stroke="var(--paper)" stroke-width="11" />
      <path d={outline} transform="translate(0 1.3)" fill="var(--e)" stroke="var(--e)" stroke-width="5" stroke-linejoin="round" />
      <path d={outline} transform="translate(0 -1.3)" fill="var(--f)" stroke="var(--f)" stroke-width="5" stroke-linejoin="round" />
    </svg>
  );
}
