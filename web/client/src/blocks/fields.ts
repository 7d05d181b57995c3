/** The fields of our blocks: closed choices with their names, colours as drops, labels that can be read. */
import * as Blockly from "blockly/core";
import type { WordArgument } from "../generated/words";
import { COLOURS } from "../generated/words";
import type { Family } from "../look/families";
import { choiceText, t, type ScreenText } from "../strings";
import { pictureOf, swatchOf } from "./drawings";

/** Pixels of a pictogram on a block. */
const PICTURE = 30;
const DROP = 30;
const PITCHES = ["C4", "D4", "E4", "F4", "G4", "A4", "B4", "C5"] as const;
const DARK_ON: readonly Family[] = ["light", "sound"];

type Option = [string | Blockly.ImageProperties, string];

/** A closed choice; a value that it does not offer, from a file, is kept and shown as it is. */
class ChoiceField extends Blockly.FieldDropdown {
  constructor(
    offered: Option[],
    private readonly shown: (value: string) => Option,
  ) {
    super(offered);
  }

  override getOptions(useCache?: boolean): Blockly.MenuOption[] {
    const options = super.getOptions(useCache);
    const value = this.value_;
    // Blockly asks while the field is still being made, too.
    if (!value || !this.shown || options.some((option) => option[1] === value)) return options;
    return [...options, this.shown(value)];
  }

  protected override doClassValidation_(value?: string): string | null {
    return typeof value === "string" ? value : null;
  }

  override initView(): void {
    super.initView();
    if (!this.isNamed()) this.fieldGroup_?.classList.add("dropfield");
  }

  override applyColour(): void {
    super.applyColour();
    const block = this.getSourceBlock();
    if (!(block instanceof Blockly.BlockSvg)) return;
    // Names stand on a dark pill, drops of colour on a white one.
    this.borderRect_?.setAttribute("fill", this.isNamed() ? block.getColourTertiary() : "#fff");
  }

  protected override showEditor_(event?: MouseEvent): void {
    super.showEditor_(event);
    if (this.isNamed()) return;
    const content = Blockly.DropDownDiv.getContentDiv();
    content.style.height = "";
    content.firstElementChild?.classList.add("drops");
    Blockly.DropDownDiv.repositionForWindowResize();
  }

  private isNamed(): boolean {
    return typeof this.getOptions(true)[0]?.[0] === "string";
  }
}

/** A picture that says nothing which the words beside it do not say. */
class PictureField extends Blockly.FieldImage {
  override computeAriaLabel(): string {
    return "";
  }
}

/** A word's pictogram, first on its block. */
export function picture(word: string, family: Family): Blockly.FieldImage {
  return new PictureField(pictureOf(word, family), PICTURE, PICTURE, "");
}

/** A piece of a block's text. */
export function label(text: string, family: Family): Blockly.FieldLabel {
  return new Blockly.FieldLabel(text, DARK_ON.includes(family) ? "darktext" : "lighttext");
}

/** The field of an argument, at its first value. */
export function fieldOf(argument: WordArgument, first: string): Blockly.Field {
  if (argument.kind === "place") return new Blockly.FieldTextInput(first);
  const field = new ChoiceField(optionsOf(argument), (value) => optionOf(argument, value));
  field.setValue(first);
  return field;
}

function optionsOf(argument: WordArgument): Option[] {
  const values = argument.kind === "colour" ? Object.keys(COLOURS) : argument.kind === "pitch" ? PITCHES : argument.choices;
  return values.map((value) => optionOf(argument, value));
}

function optionOf({ name, kind, choices }: WordArgument, value: string): Option {
  if (kind === "colour") {
    return [{ src: swatchOf(COLOURS[value] ?? value), width: DROP, height: DROP, alt: choiceText("colour", value) }, value];
  }
  if (kind === "pitch") return [pitchText(value), value];
  return [choiceText(choices.includes("centre") ? "button" : name, value), value];
}

function pitchText(pitch: string): string {
  return (PITCHES as readonly string[]).includes(pitch) ? t(`blocks_pitch_${pitch}` as ScreenText) : pitch;
}
