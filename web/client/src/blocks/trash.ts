/** The bin in our look, left of the page's undo keys. */
import type * as Blockly from "blockly/core";
import { iconShapes } from "../look/drawing";
import { t } from "../strings";

const SIZE = 60;

/** Draws the bin and moves it beside the keys that the page puts in that corner. */
export function dressTrash(workspace: Blockly.WorkspaceSvg, besides: () => number): void {
  const trash = workspace.trashcan;
  const group = workspace.getParentSvg().querySelector<SVGGElement>(".blocklyTrash");
  if (!trash || !group) return;
  group.insertAdjacentHTML(
    "beforeend",
    `<g class="ourbin" transform="translate(0 11)"><rect class="binlift" x="-6" y="4" width="${SIZE}" height="${SIZE}" rx="18"/>` +
      `<rect class="bin" x="-6" y="0" width="${SIZE}" height="${SIZE}" rx="18"/>` +
      `<svg x="8" y="14" width="32" height="32" viewBox="0 0 48 48">${iconShapes("bin")}</svg></g>`,
  );
  group.setAttribute("aria-label", t("pupil_bin_card"));
  const position = trash.position.bind(trash);
  trash.position = (metrics, saved) => {
    const view = metrics.viewMetrics;
    position({ ...metrics, viewMetrics: { ...view, width: view.width - besides() } }, saved);
  };
}
