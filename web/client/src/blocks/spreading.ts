/** Stacks that would lie on one another: who wrote the program did not know how large blocks are drawn. */
import * as Blockly from "blockly/core";

/** Between two stacks, in units of the workspace. */
const GAP = 40;

/** Moves each stack that lies on one above it below all of those, where it is seen without scrolling aside. */
export function spread(workspace: Blockly.WorkspaceSvg): void {
  const placed: Blockly.utils.Rect[] = [];
  Blockly.Events.disable();
  for (const stack of workspace.getTopBlocks(true)) {
    const box = stack.getBoundingRectangle();
    const left = placed[0]?.left ?? box.left;
    if (placed.some((other) => box.intersects(other))) {
      stack.moveBy(left - box.left, Math.max(...placed.map((other) => other.bottom)) + GAP - box.top);
    }
    placed.push(stack.getBoundingRectangle());
  }
  Blockly.Events.enable();
}
