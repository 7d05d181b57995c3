/** The bin in our look, left of the keys that the page puts in the corner. */
import * as Blockly from "blockly/core";
import { iconShapes } from "../look/drawing";
import { t } from "../strings";

const SMALLEST = 52;
const GAP = 12;
const MARGIN = 24;
/** Pixels round the bin where a block falls into it, too. */
const MOUTH = 14;

/** Draws the bin and keeps it beside the page's keys: those that follow the editor in its parent. */
export function dressTrash(workspace: Blockly.WorkspaceSvg, place: HTMLElement): void {
  const trash = workspace.trashcan;
  const group = workspace.getParentSvg().querySelector<SVGGElement>(".blocklyTrash");
  if (!trash || !group) return;
  group.insertAdjacentHTML(
    "beforeend",
    `<svg class="ourbin" viewBox="0 0 60 64"><rect class="binlift" x="1" y="4" width="58" height="59" rx="18"/>` +
      `<rect class="bin" x="1" y="1" width="58" height="58" rx="18"/>` +
      `<svg x="14" y="14" width="32" height="32" viewBox="0 0 48 48">${iconShapes("bin")}</svg></svg>`,
  );
  group.setAttribute("aria-label", t("pupil_bin_card"));
  const bin = group.querySelector<SVGSVGElement>(".ourbin");
  trash.position = () => bin && lay(bin, group, workspace, place);
  trash.getClientRect = () => {
    const { top, bottom, left, right } = (bin ?? group).getBoundingClientRect();
    return new Blockly.utils.Rect(top - MOUTH, bottom + MOUTH, left - MOUTH, right + MOUTH);
  };
}

function lay(bin: SVGSVGElement, group: SVGGElement, workspace: Blockly.WorkspaceSvg, place: HTMLElement): void {
  const whole = workspace.getParentSvg().getBoundingClientRect();
  const keys = place.parentElement?.nextElementSibling?.getBoundingClientRect();
  const size = Math.max(SMALLEST, keys?.height ?? 0);
  const right = (keys ? keys.left - GAP : whole.right - MARGIN) - whole.left;
  const bottom = (keys?.bottom ?? whole.bottom - MARGIN) - whole.top;
  bin.setAttribute("width", String(size));
  bin.setAttribute("height", String(size * (64 / 60)));
  group.setAttribute("transform", `translate(${right - size},${bottom - size})`);
}
