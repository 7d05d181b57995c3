/** A laid card in the hand: how many, which side, which colour; or away with it. */
import { useEffect, useRef } from "preact/hooks";
import { COLOURS } from "../generated/words";
import { Card, FlatKey, Icon, TickButton, type Piece } from "../look";
import { choiceText, t, wordText } from "../strings";
import { set, spoken, type Card as CardShape, type Setting, type Values } from "./card";
import "./card_sheet.css";

interface SheetProps {
  card: CardShape;
  piece: Piece;
  settings: readonly Setting[];
  /** What fills a condition that has just been chosen. */
  values: Values;
  onSet: (card: CardShape) => void;
  onTake: () => void;
  onClose: () => void;
}

/** The card, large, and one row of keys for each thing that can be set. */
export function CardSheet({ card, piece, settings, values, onSet, onTake, onClose }: SheetProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const label = t("pupil_card_sheet", { word: spoken(piece) });
  return (
    <div class="sheetback" onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div class="cardsheet" role="dialog" aria-modal="true" aria-label={label} tabIndex={-1} ref={box} onKeyDown={(event) => keepInside(event, box.current, onClose)}>
        <div class="held1"><Card word={piece.word} count={piece.count} colour={piece.colour} inner={piece.inner} /></div>
        <div class="settings">
          {settings.map((setting) => <Row key={setting.name} setting={setting} onChoose={(value) => onSet(set(card, setting, value, values))} />)}
        </div>
        <div class="acts">
          <FlatKey icon="bin" label={t("pupil_bin_card")} onPress={onTake} />
          <TickButton label={t("pupil_card_done")} onPress={onClose} />
        </div>
      </div>
    </div>
  );
}

function Row({ setting, onChoose }: { setting: Setting; onChoose: (value: string | number) => void }) {
  if (setting.kind === "text") return <TextRow setting={setting} onChoose={onChoose} />;
  return (
    <div class={`choices of${setting.choices.length}`} role="radiogroup" aria-label={labelOf(setting)}>
      {setting.choices.map((choice) => (
        <button key={choice} type="button" role="radio" aria-checked={choice === setting.value} class={`choice ${choice === setting.value ? "on" : ""}`} aria-label={nameOf(setting, choice)} onClick={() => onChoose(choice)}>
          <Face setting={setting} choice={choice} />
        </button>
      ))}
    </div>
  );
}

const SIDE_TURNS: Record<string, number> = { front: -90, up: -90, left: 180, right: 0, back: 90, down: 90 };
const NOTES: Record<string, string> = { C4: "do", D4: "ré", E4: "mi", F4: "fa", G4: "sol", A4: "la", B4: "si", C5: "do’" };

/** What stands on a choice: a colour, an arrow, a pictogram, a number, else its name. */
function Face({ setting, choice }: { setting: Setting; choice: string | number }) {
  const key = String(choice);
  if (setting.kind === "colour") return <i class="swatch" style={{ background: COLOURS[key] ?? key }} />;
  if (setting.kind === "condition") return <Icon name={key} />;
  if (setting.kind === "ways") return <Icon name={key === "2" ? "two_ways" : "one_way"} />;
  if (setting.kind === "choice" && key in SIDE_TURNS) return <span style={{ transform: `rotate(${SIDE_TURNS[key] ?? 0}deg)` }}><Icon name="next" /></span>;
  return <b class="num">{nameOf(setting, choice)}</b>;
}

function nameOf(setting: Setting, choice: string | number): string {
  const key = String(choice);
  if (setting.kind === "condition") return wordText(key);
  if (setting.kind === "ways") return t(key === "2" ? "pupil_two_ways" : "pupil_one_way");
  if (setting.kind === "pitch") return NOTES[key] ?? key;
  return choiceText(setting.kind === "colour" ? "colour" : setting.name === "name" ? "button" : setting.name, key);
}

function labelOf(setting: Setting): string {
  return setting.kind === "number" || setting.kind === "whole" ? t("pupil_how_many") : wordText(setting.word);
}

function TextRow({ setting, onChoose }: { setting: Setting; onChoose: (value: string) => void }) {
  return <input class="textrow" aria-label={t("pupil_text")} maxLength={60} value={String(setting.value ?? "")} onChange={(event) => onChoose(event.currentTarget.value)} />;
}

/** Escape closes; Tab stays inside. */
function keepInside(event: KeyboardEvent, box: HTMLElement | null, onClose: () => void): void {
  if (event.key === "Escape") return onClose();
  if (event.key !== "Tab" || !box) return;
  const inside = Array.from(box.querySelectorAll<HTMLElement>("button:not(:disabled), input"));
  const [first, last] = [inside[0], inside[inside.length - 1]];
  const leaving = event.shiftKey ? document.activeElement === first || document.activeElement === box : document.activeElement === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
