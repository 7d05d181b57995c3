/** Lists and joined texts, which grow and shrink by a tap. */
import * as Blockly from "blockly/core";
import { putAside, reshape, shapeKey, withoutWheel } from "./reshaping";

const KEYS = "KEYS";

/** What Blockly's `lists_create_with` and `text_join` have beside what every block has. */
type ItemsBlock = Blockly.Block & { itemCount_: number; updateShape_: () => void };

/** What a new item shows before anything is put there, and what its keys are called. */
interface Kind {
  first: Blockly.serialization.blocks.State;
  plus: string;
  minus: string;
}

const KINDS: Record<string, Kind> = {
  lists_create_with: { first: { type: "math_number", fields: { NUM: 0 } }, plus: "ARIA_LABEL_ADD_LIST_ITEM", minus: "ARIA_LABEL_REMOVE_LIST_ITEM" },
  text_join: { first: { type: "text", fields: { TEXT: "" } }, plus: "ARIA_LABEL_ADD_TEXT", minus: "ARIA_LABEL_REMOVE_TEXT" },
};

/** Gives these blocks their keys, at the end of their row. */
export function letItemsGrow(): void {
  for (const [type, kind] of Object.entries(KINDS)) {
    const definition = Blockly.Blocks[type] as { init(this: Blockly.Block): void };
    const init = definition.init;
    definition.init = function (this: Blockly.Block) {
      init.call(this);
      const block = this as ItemsBlock;
      withoutWheel(block);
      block.setInputsInline(true);
      const shape = block.updateShape_.bind(block);
      block.updateShape_ = () => {
        block.removeInput(KEYS, true);
        shape();
        layKeys(block, kind);
      };
      layKeys(block, kind);
    };
  }
}

function layKeys(block: ItemsBlock, kind: Kind): void {
  const texts = Blockly.Msg as Record<string, string>;
  const input = block.appendDummyInput(KEYS);
  if (block.itemCount_ > 0) input.appendField(shapeKey("minus", texts[kind.minus] ?? "", () => shrink(block)));
  input.appendField(shapeKey("plus", texts[kind.plus] ?? "", () => grow(block, kind)));
}

function grow(block: ItemsBlock, kind: Kind): void {
  const before = inputOf(block, block.itemCount_ - 1)?.getShadowState() ?? kind.first;
  reshape(block, () => {
    block.itemCount_ += 1;
    block.updateShape_();
    inputOf(block, block.itemCount_ - 1)?.setShadowState(before);
  });
}

function shrink(block: ItemsBlock): void {
  reshape(block, () => {
    putAside(inputOf(block, block.itemCount_ - 1)?.targetConnection);
    block.itemCount_ -= 1;
    block.updateShape_();
  });
}

function inputOf(block: ItemsBlock, number: number): Blockly.Connection | null {
  return block.getInput(`ADD${number}`)?.connection ?? null;
}
