/** What is drawn on blocks while they stand: the one that runs, those at fault, those the robot lacks. */
import type * as Blockly from "blockly/core";
import type { Fault } from "../generated/messages";
import { canDo } from "./drawers";
import { PREFIX } from "./names";
import { markOutside } from "./python_block";

/** What is seen round the block that runs. */
const ROOM = 60;
const SVG = "http://www.w3.org/2000/svg";

/** Draws an ink outline round the block that runs, above all that hangs on it. */
export function markRunning(workspace: Blockly.WorkspaceSvg, id: string | null): void {
  outlined(workspace, id, "runoutline");
}

/** Draws an outline round the block whose lines are chosen beside. */
export function markChosen(workspace: Blockly.WorkspaceSvg, id: string | null): void {
  outlined(workspace, id, "chosenoutline");
}

function outlined(workspace: Blockly.WorkspaceSvg, id: string | null, look: string): void {
  workspace.getCanvas().querySelectorAll(`.${look}`).forEach((old) => old.remove());
  const block = id ? workspace.getBlockById(id) : null;
  if (!block) return;
  const outline = document.createElementNS(SVG, "path");
  outline.setAttribute("class", look);
  outline.setAttribute("d", block.getSvgRoot().querySelector(".blocklyPath")?.getAttribute("d") ?? "");
  block.getSvgRoot().appendChild(outline);
  workspace.scrollBoundsIntoView(block.getBoundingRectangleWithoutChildren(), ROOM);
}

const STOP = '<g stroke="#fff" stroke-width="5" stroke-linecap="round" pointer-events="none"><circle r="18" fill="var(--stop)" stroke="none"/><path d="M-5 -8V8M5 -8V8"/></g>';

/** Puts a pause on the blocks before which a run waits. */
export function markStops(workspace: Blockly.WorkspaceSvg, ids: readonly string[]): void {
  workspace.getCanvas().querySelectorAll(".stopsign").forEach((old) => old.remove());
  for (const id of ids) {
    const sign = document.createElementNS(SVG, "g");
    sign.setAttribute("class", "stopsign");
    sign.setAttribute("transform", "translate(-24 26)");
    sign.innerHTML = STOP;
    workspace.getBlockById(id)?.getSvgRoot().appendChild(sign);
  }
}

const OUTSIDE = "not-taught";

/** Gives an amber edge to the blocks at fault, and says it on Python that runs in the browser only. */
export function markFaults(workspace: Blockly.WorkspaceSvg, faults: readonly Fault[]): void {
  const wheres = new Set(faults.map((fault) => fault.where));
  const outside = new Set(faults.filter((fault) => fault.code === OUTSIDE).map((fault) => fault.where));
  for (const block of workspace.getAllBlocks(false)) {
    block.getSvgRoot().classList.toggle("faulty", wheres.has(block.id));
    markOutside(block, outside.has(block.id));
  }
}

/** Makes the blocks pale, with a dashed edge, that the robot cannot do. */
export function markLacking(workspace: Blockly.WorkspaceSvg, abilities: readonly string[] | null): void {
  for (const block of workspace.getAllBlocks(false)) {
    const name = block.type.startsWith(PREFIX) ? block.type.slice(PREFIX.length) : "";
    block.getSvgRoot().classList.toggle("lacking", !canDo(name, abilities));
  }
}
