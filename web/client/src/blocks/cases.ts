/** "Si" grows by a tap: first a "sinon", then "sinon si" before it. */
import * as Blockly from "blockly/core";
import { blockText } from "../strings";
import { label } from "./fields";
import { putAside, reshape, shapeKey, withoutWheel } from "./reshaping";

const OTHERWISE = "OTHERWISE";
/** What the names of the rows' inputs for keys begin with. */
const KEYS = "KEYS";

type Held = Blockly.Connection | null;

/** What Blockly's `controls_if` has beside what every block has. */
interface IfBlock extends Blockly.Block {
  elseifCount_: number;
  elseCount_: number;
  updateShape_(): void;
  rebuildShape_(): void;
  reconnectChildBlocks_(values: Held[], statements: Held[], otherwise: Held): void;
  loadExtraState(state: { elseIfCount?: number; hasElse?: boolean }): void;
}

/** Gives `controls_if` its keys, and "sinon" a row of its own, so that what is inside stands where it does for "si". */
export function letCasesGrow(): void {
  const definition = Blockly.Blocks["controls_if"] as { init(this: Blockly.Block): void };
  const init = definition.init;
  definition.init = function (this: Blockly.Block) {
    init.call(this);
    const block = this as IfBlock;
    withoutWheel(block);
    block.setInputsInline(true);
    const shape = block.updateShape_.bind(block);
    block.updateShape_ = () => {
      for (const { name } of [...block.inputList]) if (name === OTHERWISE || name.startsWith(KEYS)) block.removeInput(name, true);
      shape();
      layKeys(block);
    };
    // Blockly's own forgets what hangs inside when a change is taken back.
    block.loadExtraState = (state) => {
      block.elseifCount_ = state.elseIfCount ?? 0;
      block.elseCount_ = state.hasElse ? 1 : 0;
      block.rebuildShape_();
    };
    layKeys(block);
  };
}

function layKeys(block: IfBlock): void {
  const { ARIA_LABEL_ADD_ELSE_IF, ARIA_LABEL_REMOVE_ELSE_IF } = Blockly.Msg as Record<string, string>;
  row(block, 0).appendField(shapeKey("plus", ARIA_LABEL_ADD_ELSE_IF ?? "", () => grow(block)));
  for (let number = 1; number <= block.elseifCount_; number++) {
    row(block, number).appendField(shapeKey("minus", ARIA_LABEL_REMOVE_ELSE_IF ?? "", () => shrink(block, number)));
  }
  if (!block.getInput("ELSE")) return;
  const otherwise = block.appendDummyInput(OTHERWISE).appendField(label(blockText("else"), "control"));
  otherwise.appendField(shapeKey("minus", ARIA_LABEL_REMOVE_ELSE_IF ?? "", () => shrink(block, null)));
  block.moveInputBefore(OTHERWISE, "ELSE");
}

/** Where the keys of a case stand: after its condition. */
function row(block: IfBlock, number: number): Blockly.Input {
  const name = `${KEYS}${number}`;
  const input = block.appendDummyInput(name);
  block.moveInputBefore(name, `DO${number}`);
  return input;
}

function grow(block: IfBlock): void {
  reshape(block, () => {
    if (block.elseCount_) block.elseifCount_ += 1;
    else block.elseCount_ = 1;
    block.rebuildShape_();
  });
}

/** Takes a "sinon si" away by its number, or the "sinon" (null); what was inside stays, beside the block. */
function shrink(block: IfBlock, number: number | null): void {
  reshape(block, () => {
    const values = held(block, "IF");
    const statements = held(block, "DO");
    const otherwise = block.getInput("ELSE")?.connection?.targetConnection ?? null;
    if (number === null) block.elseCount_ = 0;
    else {
      block.elseifCount_ -= 1;
      for (const gone of [...values.splice(number, 1), ...statements.splice(number, 1)]) putAside(gone);
    }
    if (number === null) putAside(otherwise);
    block.updateShape_();
    block.reconnectChildBlocks_(values, statements, number === null ? null : otherwise);
  });
}

/** What hangs in the inputs of a name with numbers; nothing is said of the first, which stays where it is. */
function held(block: IfBlock, name: string): Held[] {
  const found: Held[] = [null];
  for (let number = 1; number <= block.elseifCount_; number++) found.push(block.getInput(`${name}${number}`)?.connection?.targetConnection ?? null);
  return found;
}
