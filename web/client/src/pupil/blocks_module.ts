/** What this page needs of the blocks' editor, which is fetched late. */
import type { ReadonlySignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Fault } from "../generated/messages";

/** What the editor is given. */
export interface BlocksProps {
  /** Blockly's workspace as JSON text. */
  program: string;
  words: readonly string[];
  /** What the chosen robot can do; null for all. */
  abilities: readonly string[] | null;
  /** The block that runs now. */
  current: string | null;
  faults: readonly Fault[];
  readOnly: boolean;
  onChange(content: string): void;
}

/** The module `src/blocks`. */
export interface BlocksModule {
  BlocksEditor: (props: BlocksProps) => VNode | null;
  undo: () => void;
  redo: () => void;
  canUndo: ReadonlySignal<boolean>;
  canRedo: ReadonlySignal<boolean>;
}
