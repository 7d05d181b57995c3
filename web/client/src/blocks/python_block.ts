/** The Python block: what no other block says, as text that a tap opens. */
import * as Blockly from "blockly/core";
import { t } from "../strings";
import { label, picture } from "./fields";
import { ask } from "./question";
import { styleOf } from "./theme";
import { PYTHON, PYTHON_VALUE } from "./names";

/** How much of the text a block shows, in lines and letters. */
const LINES = 8;
const LETTERS = 34;
const LINE = 20;
const LETTER = 8.6;
const EDGE = 10;
const SMALLEST = 60;
const SVG = "http://www.w3.org/2000/svg";
const MARK = "MARK";

/** Python text on a block: the first lines of it, each cut where it grows too long. */
class PythonField extends Blockly.Field {
  override SERIALIZABLE = true;
  private shown: SVGGElement | null = null;

  override initView(): void {
    this.createBorderRect_();
    this.shown = document.createElementNS(SVG, "g");
    this.shown.setAttribute("class", "pythontext");
    this.fieldGroup_?.appendChild(this.shown);
  }

  override getAriaTypeName(): string {
    return "Python";
  }

  protected override doClassValidation_(value?: unknown): string | null {
    return typeof value === "string" ? value.replace(/\r\n?/g, "\n") : null;
  }

  protected override render_(): void {
    const lines = shownLines(String(this.getValue() ?? ""));
    const width = Math.max(SMALLEST, ...lines.map((line) => line.length * LETTER)) + 2 * EDGE;
    const height = lines.length * LINE + 2 * EDGE;
    this.size_ = new Blockly.utils.Size(width, height);
    this.borderRect_?.setAttribute("width", String(width));
    this.borderRect_?.setAttribute("height", String(height));
    this.borderRect_?.setAttribute("class", "pythonpaper");
    this.shown?.replaceChildren(...lines.map(textAt));
  }

  protected override showEditor_(): void {
    ask({
      text: t("blocks_python"),
      value: String(this.getValue() ?? ""),
      code: this.getSourceBlock()?.type === PYTHON ? "lines" : "line",
      answer: (text) => void (text !== null && this.change(text)),
    });
  }

  private change(text: string): void {
    Blockly.Events.setGroup(true);
    this.setValue(text.replace(/\s+$/, ""));
    Blockly.Events.setGroup(false);
  }
}

/** Makes the Python blocks known to Blockly. */
export function definePython(): void {
  for (const type of [PYTHON, PYTHON_VALUE]) {
    Blockly.Blocks[type] = {
      init(this: Blockly.Block) {
        this.setStyle(styleOf("calc"));
        this.setTooltip(t("blocks_python_help"));
        this.appendDummyInput().appendField(picture("python", "calc")).appendField(new PythonField(""), "TEXT");
        if (type === PYTHON_VALUE) return void this.setOutput(true);
        this.setPreviousStatement(true);
        this.setNextStatement(true);
      },
    };
  }
}

/** Says on a Python block that only the browser's own Python runs it, or no longer says so. */
export function markOutside(block: Blockly.BlockSvg, outside: boolean): void {
  if (![PYTHON, PYTHON_VALUE].includes(block.type) || outside === !!block.getInput(MARK)) return;
  Blockly.Events.disable();
  if (outside) block.appendDummyInput(MARK).appendField(label(t("blocks_python_only"), "calc"));
  else block.removeInput(MARK, true);
  Blockly.Events.enable();
}

function shownLines(text: string): string[] {
  const lines = text.split("\n");
  const shown = lines.slice(0, LINES).map((line) => (line.length > LETTERS ? `${line.slice(0, LETTERS - 1)}…` : line));
  return lines.length > LINES ? [...shown, "…"] : shown;
}

function textAt(line: string, number: number): SVGTextElement {
  const text = document.createElementNS(SVG, "text");
  text.setAttribute("x", String(EDGE));
  text.setAttribute("y", String(EDGE + LINE * (number + 0.5)));
  text.setAttribute("dominant-baseline", "central");
  text.textContent = line;
  return text;
}
