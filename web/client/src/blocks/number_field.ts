/** Numbers with a pad of large keys: a tablet's own keyboard would hide half of the blocks. */
import * as Blockly from "blockly/core";
import { iconShapes } from "../look/drawing";
import { t } from "../strings";

const ROWS = ["789", "456", "123"];
const ERASE = "erase";
const MINUS = "-";
const COMMA = ",";
const DONE = "done";
const KEYS = [...`${ROWS[0]}`, ERASE, ...`${ROWS[1]}`, MINUS, ...`${ROWS[2]}`, COMMA, "0", DONE];
const LONGEST = 9;

/** A number; written on the pad, or on a keyboard where there is one. */
class PadField extends Blockly.FieldNumber {
  /** What stands there was not written just now: the first key replaces it. */
  private old = true;

  protected override showEditor_(event?: Event): void {
    const touched = window.matchMedia("(pointer: coarse)").matches;
    super.showEditor_(event, touched, !touched);
    this.old = true;
    Blockly.DropDownDiv.clearContent();
    Blockly.DropDownDiv.getContentDiv().appendChild(this.pad());
    Blockly.DropDownDiv.showPositionedByField<string | number>(this, undefined, undefined, false);
  }

  protected override widgetDispose_(): void {
    super.widgetDispose_();
    Blockly.DropDownDiv.hideIfOwner<string | number>(this, true);
  }

  /** A French comma is no separator of thousands. */
  protected override doClassValidation_(value?: unknown): number | null {
    return super.doClassValidation_(typeof value === "string" ? value.replace(COMMA, ".") : value);
  }

  private pad(): HTMLElement {
    const pad = document.createElement("div");
    pad.className = "numberpad";
    pad.setAttribute("role", "group");
    pad.setAttribute("aria-label", t("blocks_numbers"));
    for (const key of KEYS) pad.appendChild(this.padKey(key));
    return pad;
  }

  private padKey(key: string): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `padkey ${key === "0" ? "wide" : ""} ${key === DONE ? "done" : ""}`;
    if (key === ERASE || key === DONE) button.innerHTML = `<svg class="i" viewBox="0 0 48 48" aria-hidden="true">${iconShapes(key === ERASE ? "prev" : "check")}</svg>`;
    else button.textContent = key === MINUS ? "−" : key;
    const label = { [ERASE]: t("blocks_erase"), [DONE]: t("blocks_ok"), [MINUS]: t("blocks_minus"), [COMMA]: t("blocks_comma") }[key];
    if (label) button.setAttribute("aria-label", label);
    // The input keeps the focus, so that a keyboard still writes there.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.press(key));
    return button;
  }

  private press(key: string): void {
    if (key === DONE) return void Blockly.WidgetDiv.hideIfOwner(this);
    const before = this.htmlInput_?.value ?? "";
    const after = changed(before, key, this.old);
    this.old = false;
    if (after.length <= LONGEST) this.setEditorValue_(after);
    if (this.htmlInput_) this.htmlInput_.value = after;
  }
}

function changed(before: string, key: string, old: boolean): string {
  if (key === ERASE) return old ? "" : before.slice(0, -1);
  if (key === MINUS) return before.startsWith(MINUS) ? before.slice(1) : MINUS + before;
  if (key === COMMA) return old ? "0," : /[.,]/.test(before) ? before : `${before || "0"},`;
  return old || before === "0" ? key : before + key;
}

/** Makes the pad the way in which all numbers are written. */
export function registerPad(): void {
  Blockly.fieldRegistry.unregister("field_number");
  Blockly.fieldRegistry.register("field_number", PadField);
}
