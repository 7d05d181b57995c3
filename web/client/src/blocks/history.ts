/** Undo and redo of the blocks, for the keys of the page. */
import { signal } from "@preact/signals";
import type * as Blockly from "blockly/core";

let workspace: Blockly.WorkspaceSvg | null = null;

/** Whether a change of the blocks can be taken back, or done again. */
export const canUndo = signal(false);
export const canRedo = signal(false);

/** One change of the blocks back. */
export function undo(): void {
  workspace?.undo(false);
}

/** One change of the blocks forward again. */
export function redo(): void {
  workspace?.undo(true);
}

/** Which workspace the keys mean; null when there is none. */
export function follow(next: Blockly.WorkspaceSvg | null): void {
  workspace = next;
  look();
}

/** Looks at what can be taken back now. */
export function look(): void {
  canUndo.value = (workspace?.getUndoStack().length ?? 0) > 0;
  canRedo.value = (workspace?.getRedoStack().length ?? 0) > 0;
}
