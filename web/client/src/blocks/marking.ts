/** What is drawn on blocks while they stand: the one that runs, those at fault, those the robot lacks. */
import * as Blockly from "blockly/core";
import type { Fault } from "../generated/messages";
import { faultText } from "../strings";
import { canDo } from "./toolbox";
import { PREFIX } from "./word_blocks";

const SVG = "http://www.w3.org/2000/svg";

/** Draws an ink outline round the block that runs, above all that hangs on it. */
export function markRunning(workspace: Blockly.WorkspaceSvg, id: string | null): void {
  workspace.getCanvas().querySelectorAll(".runoutline").forEach((old) => old.remove());
  const block = id ? workspace.getBlockById(id) : null;
  if (!block) return;
  const outline = document.createElementNS(SVG, "path");
  outline.setAttribute("class", "runoutline");
  outline.setAttribute("d", block.getSvgRoot().querySelector(".blocklyPath")?.getAttribute("d") ?? "");
  block.getSvgRoot().appendChild(outline);
  workspace.scrollBoundsIntoView(block.getBoundingRectangleWithoutChildren());
}

/** Puts each fault's sentence at its block; the first stands open. */
export function markFaults(workspace: Blockly.WorkspaceSvg, faults: readonly Fault[]): void {
  const sentences = new Map<string, string>();
  for (const fault of faults) {
    const before = sentences.get(fault.where);
    sentences.set(fault.where, before ? `${before}\n${faultText(fault)}` : faultText(fault));
  }
  let opened = false;
  for (const block of workspace.getAllBlocks(false)) {
    const sentence = sentences.get(block.id) ?? null;
    block.setWarningText(sentence);
    if (sentence && !opened) {
      opened = true;
      void block.getIcon(Blockly.icons.WarningIcon.TYPE)?.setBubbleVisible(true);
    }
  }
}

/** Makes the blocks pale, with a dashed edge, that the robot cannot do. */
export function markLacking(workspace: Blockly.WorkspaceSvg, abilities: readonly string[] | null): void {
  for (const block of workspace.getAllBlocks(false)) {
    const name = block.type.startsWith(PREFIX) ? block.type.slice(PREFIX.length) : "";
    block.getSvgRoot().classList.toggle("lacking", !canDo(name, abilities));
  }
}
