/** The sentence of a fault, under the block that it is about: the chosen block's, else the first. */
import * as Blockly from "blockly/core";
import { useEffect, useState } from "preact/hooks";
import type { Fault } from "../generated/messages";
import { Icon } from "../look/drawing";
import { faultText, t } from "../strings";

/** Pixels between the block and its sentence, and the room that the sentence wants below. */
const GAP = 10;
const ROOM = 120;

interface NoteProps {
  workspace: Blockly.WorkspaceSvg;
  faults: readonly Fault[];
  /** Blocks can be taken away now. */
  free: boolean;
}

/** The fault of the block that a tap chose, or the first that stands at a block here; it follows its block. */
export function FaultNote({ workspace, faults, free }: NoteProps) {
  const [, moved] = useState(0);
  useEffect(() => {
    const follow = (): void => moved((count) => count + 1);
    workspace.addChangeListener(follow);
    return () => workspace.removeChangeListener(follow);
  }, [workspace]);
  const here = faults.filter((one) => workspace.getBlockById(one.where));
  const chosen = Blockly.common.getSelected()?.id;
  const fault = here.find((one) => one.where === chosen) ?? here[0];
  const block = fault ? workspace.getBlockById(fault.where) : null;
  if (!fault || !block || workspace.isDragging()) return null;
  return (
    <div class="faultnote" role="alert" style={spotOf(workspace, block)}>
      <Icon name="hint" />
      <p>{faultText(fault)}</p>
      {free && !block.isShadow() ? <button type="button" class="pill" onClick={() => block.checkAndDelete()}>{t("blocks_remove")}</button> : null}
    </div>
  );
}

/** Under the block, or above it where there is no room. */
function spotOf(workspace: Blockly.WorkspaceSvg, block: Blockly.BlockSvg): Record<string, string> {
  const whole = workspace.getInjectionDiv().getBoundingClientRect();
  const path = block.getSvgRoot().querySelector(".blocklyPath")?.getBoundingClientRect() ?? whole;
  const left = `${Math.max(path.left - whole.left, 0)}px`;
  if (path.bottom + ROOM < whole.bottom) return { left, top: `${path.bottom - whole.top + GAP}px` };
  return { left, bottom: `${whole.bottom - path.top + GAP}px` };
}
