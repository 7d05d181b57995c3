/** Keys on a block that give it one more part or take one away: Blockly's little wheel is too small for a finger. */
import * as Blockly from "blockly/core";
import { keyPicture } from "./drawings";

/** Pixels of a key on a block. */
const SIZE = 38;

/** A block that says its own shape in its file. */
type Shaped = Blockly.Block & { saveExtraState?: (alone?: boolean) => unknown };

/** A key on a block; its label is for screen readers. */
export function shapeKey(name: "plus" | "minus", label: string, press: () => void): Blockly.FieldImage {
  return new Blockly.FieldImage(keyPicture(name), SIZE, SIZE, label, press);
}

/** Changes a block's shape as one gesture, which can be taken back. */
export function reshape(block: Blockly.Block, change: () => void): void {
  const group = Blockly.Events.getGroup();
  if (!group) Blockly.Events.setGroup(true);
  const before = shapeOf(block);
  change();
  const after = shapeOf(block);
  const Change = Blockly.Events.get(Blockly.Events.BLOCK_CHANGE);
  if (after !== before) Blockly.Events.fire(new Change(block, "mutation", null, before, after));
  Blockly.Events.setGroup(group);
}

/** Runs changes of several blocks as one gesture. */
export function together(change: () => void): void {
  const group = Blockly.Events.getGroup();
  if (!group) Blockly.Events.setGroup(true);
  change();
  Blockly.Events.setGroup(group);
}

/** Puts what hung on a connection aside, where it can be seen. */
export function putAside(held: Blockly.Connection | null | undefined): void {
  const block = held?.getSourceBlock();
  if (!block || block.isShadow()) return;
  block.unplug();
  if (block instanceof Blockly.BlockSvg) block.bumpNeighbours();
}

/** Takes Blockly's little wheel off a block. */
export function withoutWheel(block: Blockly.Block): void {
  block.removeIcon(Blockly.icons.MutatorIcon.TYPE);
}

function shapeOf(block: Shaped): string {
  const state = block.saveExtraState?.(true);
  return state ? JSON.stringify(state) : "";
}
