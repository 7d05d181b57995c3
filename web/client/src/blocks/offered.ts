/** How a block of the toolbox is written for Blockly. */
import type * as Blockly from "blockly/core";
import { t } from "../strings";

export type Item = Blockly.utils.toolbox.FlyoutItemInfo;
export type BlockItem = Blockly.utils.toolbox.BlockInfo;

/** A block with what stands in its inputs. */
export function block(type: string, inputs: Record<string, unknown> = {}): BlockItem {
  return { kind: "block", type, inputs: inputs as NonNullable<BlockItem["inputs"]> };
}

/** A number that can be replaced. */
export function number(value: number): unknown {
  return shadow("math_number", "NUM", value);
}

/** A text that can be replaced. */
export function text(value: string): unknown {
  return shadow("text", "TEXT", value);
}

/** The variable that most programs keep their list in; it comes to be when the block is used. */
export function list(): unknown {
  return { block: { type: "variables_get", fields: { VAR: { name: t("blocks_list_name"), type: "" } } } };
}

function shadow(type: string, field: string, value: string | number): unknown {
  return { shadow: { type, fields: { [field]: value } } };
}
