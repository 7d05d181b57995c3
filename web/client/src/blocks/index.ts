/** The editor of blocks; fetched late, for Blockly is larger than all the rest. */
export { adopt } from "./adopting";
export { BlocksEditor, type BlocksEditorProps } from "./editor";
export { canRedo, canUndo, redo, undo } from "./history";
export { ALL_WORDS } from "./drawers";
