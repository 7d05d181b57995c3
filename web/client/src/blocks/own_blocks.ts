/** Blockly's own blocks in our look, and two of them in simpler words. */
import { loops } from "blockly/blocks";
import * as Blockly from "blockly/core";
import { blockText, helpText } from "../strings";
import { letCasesGrow } from "./cases";
import { label, picture } from "./fields";
import { letItemsGrow } from "./items";
import { FOREVER, WAIT_FOR } from "./names";
import { makeProceduresOurs } from "./procedures";
import { definePython } from "./python_block";
import { styleOf } from "./theme";

const PICTURES: Record<string, string> = {
  controls_repeat_ext: "repeat",
  controls_repeat: "repeat",
  controls_whileUntil: "while",
  controls_for: "repeat",
  controls_forEach: "repeat",
  controls_if: "if",
  controls_ifelse: "if",
};
const CALCULATIONS: Record<string, string> = {
  variables_set: "variable",
  math_change: "variable",
  text_append: "variable",
  text_print: "say",
  lists_setIndex: "list",
};

/** Blocks that are too long for one row on a tablet that stands upright. */
const LONG = ["text_getSubstring", "lists_getSublist"];

interface Definition {
  init(this: Blockly.Block): void;
}

/** Makes the simpler blocks known, and gives Blockly's own their pictograms and families. */
export function defineOwn(): void {
  Blockly.Blocks[FOREVER] = {
    init(this: Blockly.Block) {
      begin(this, "forever");
      this.appendDummyInput().appendField(picture("forever", "control")).appendField(label(blockText("forever"), "control"));
      this.appendStatementInput("DO");
    },
  };
  Blockly.Blocks[WAIT_FOR] = {
    init(this: Blockly.Block) {
      begin(this, "wait_for");
      const text = blockText("wait_for").replace("%1", "").trim();
      const input = this.appendValueInput("BOOL").setCheck("Boolean");
      input.appendField(picture("wait", "control")).appendField(label(text, "control"));
    },
  };
  // Only what stands in one of these may leave a loop.
  loops.loopTypes.add(FOREVER);
  for (const [type, name] of Object.entries(PICTURES)) decorate(type, name, "control");
  for (const [type, name] of Object.entries(CALCULATIONS)) decorate(type, name, "calc");
  for (const type of LONG) inRows(type);
  letCasesGrow();
  letItemsGrow();
  makeProceduresOurs();
  definePython();
  Blockly.Blocks["text"] = {
    init(this: Blockly.Block) {
      // Without Blockly's quotes a text is a white pill, as a number is.
      this.setStyle(styleOf("calc"));
      this.appendDummyInput().appendField(new Blockly.FieldTextInput(""), "TEXT");
      this.setOutput(true, "String");
    },
  };
}

function begin(block: Blockly.Block, word: string): void {
  block.setStyle(styleOf("control"));
  block.setTooltip(helpText(word));
  block.setInputsInline(true);
  block.setPreviousStatement(true);
  block.setNextStatement(true);
}

function inRows(type: string): void {
  const definition = Blockly.Blocks[type] as Definition;
  const init = definition.init;
  definition.init = function (this: Blockly.Block) {
    init.call(this);
    this.setInputsInline(false);
  };
}

function decorate(type: string, name: string, family: "control" | "calc"): void {
  const definition = Blockly.Blocks[type] as Definition;
  const init = definition.init;
  definition.init = function (this: Blockly.Block) {
    init.call(this);
    this.setStyle(styleOf(family));
    this.setHelpUrl("");
    this.inputList[0]?.insertFieldAt(0, picture(name, family));
  };
}
