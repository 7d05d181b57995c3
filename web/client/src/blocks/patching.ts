/** Changes a workspace into another state of the same program, touching only the blocks that differ. */
import * as Blockly from "blockly/core";
import { common, ownSaying, rowOf, saying, tops, type BlockState, type InputState } from "./adopting";
import type { State } from "./content";

/** Makes the workspace what `fresh` says; blocks of the same id that say the same stay. False when that was not possible: then it is to be loaded whole. */
export function patch(workspace: Blockly.WorkspaceSvg, fresh: State): boolean {
  const old = Blockly.serialization.workspaces.save(workspace) as State;
  if (!sameVariables(workspace, fresh) || "workspaceComments" in fresh || "workspaceComments" in old) return false;
  const before = tops(old);
  const after = tops(fresh);
  const [first, last] = common(before, after, (one, other) => one.id === other.id);
  if (first + last < before.length && first + last < after.length && before.length !== after.length) return false;
  for (const top of before.slice(first, before.length - last)) workspace.getBlockById(top.id ?? "")?.dispose(false);
  for (const top of after.slice(first, after.length - last)) Blockly.serialization.blocks.append(top as Blockly.serialization.blocks.State, workspace);
  const kept = new Map(before.map((top) => [top.id, top]));
  for (const top of after) {
    const stood = kept.get(top.id);
    if (stood && after.includes(top)) patchRow(workspace, null, rowOf(stood), rowOf(top));
  }
  const made = Blockly.serialization.workspaces.save(workspace) as State;
  return tops(made).length === after.length && after.every((top) => isThere(tops(made), top));
}

function isThere(blocks: readonly BlockState[], top: BlockState): boolean {
  const made = blocks.find(({ id }) => id === top.id);
  return made !== undefined && rowOf(made).map(saying).join() === rowOf(top).map(saying).join();
}

/** Makes the variables that are new; a type cannot be changed here. */
function sameVariables(workspace: Blockly.WorkspaceSvg, fresh: State): boolean {
  const variables = (fresh["variables"] ?? []) as { name: string; id: string; type?: string }[];
  const map = workspace.getVariableMap();
  return variables.every(({ name, id, type = "" }) => {
    const known = map.getVariableById(id) ?? map.createVariable(name, type, id);
    return known.getName() === name && known.getType() === type;
  });
}

/** `above` holds the row; null where it stands alone on the workspace. */
function patchRow(workspace: Blockly.WorkspaceSvg, above: Blockly.Connection | null, old: readonly BlockState[], fresh: readonly BlockState[]): void {
  const [first, last] = common(old, fresh, (one, other) => one.id === other.id);
  old.slice(first, old.length - last).forEach(({ id }) => workspace.getBlockById(id ?? "")?.dispose(true));
  const added = fresh.slice(first, fresh.length - last);
  if (added.length > 0) insert(workspace, above, fresh, first, last);
  const stood = new Map(old.map((block) => [block.id, block]));
  for (const block of fresh) {
    const before = stood.get(block.id);
    if (before && !added.includes(block)) patchBlock(workspace, before, block);
  }
}

/** Hangs the blocks of a row between the first ones and the last ones, which are there. */
function insert(workspace: Blockly.WorkspaceSvg, above: Blockly.Connection | null, fresh: readonly BlockState[], first: number, last: number): void {
  const added = fresh.slice(first, fresh.length - last).map((block) => ({ ...block }));
  added.forEach((block, at) => {
    const below = added[at + 1];
    if (below) block.next = { block: below };
    else delete block.next;
  });
  const row = Blockly.serialization.blocks.append(added[0] as Blockly.serialization.blocks.State, workspace);
  const upper = workspace.getBlockById(fresh[first - 1]?.id ?? "");
  const holder = upper ? upper.nextConnection : above;
  if (holder && row.previousConnection) holder.connect(row.previousConnection);
  else joinBelow(workspace, row, fresh[fresh.length - last]);
}

/** What hung below goes below what is new; at the top of the workspace nothing else does it. */
function joinBelow(workspace: Blockly.WorkspaceSvg, row: Blockly.Block, below: BlockState | undefined): void {
  const lower = below ? workspace.getBlockById(below.id ?? "") : null;
  const end = row.lastConnectionInStack(false);
  if (lower?.previousConnection && end) end.connect(lower.previousConnection);
}

function patchBlock(workspace: Blockly.WorkspaceSvg, old: BlockState, fresh: BlockState): void {
  if (saying(old) === saying(fresh)) return;
  const block = workspace.getBlockById(fresh.id ?? "");
  if (!block) return;
  if (ownSaying(old) !== ownSaying(fresh)) patchFields(block, old, fresh);
  const names = new Set([...Object.keys(old.inputs ?? {}), ...Object.keys(fresh.inputs ?? {})]);
  for (const name of names) {
    const connection = block.getInput(name)?.connection;
    if (connection) patchInput(workspace, connection, old.inputs?.[name] ?? {}, fresh.inputs?.[name] ?? {});
  }
}

function patchFields(block: Blockly.Block, old: BlockState, fresh: BlockState): void {
  if (JSON.stringify(old.extraState) !== JSON.stringify(fresh.extraState)) block.loadExtraState?.(fresh.extraState);
  for (const [name, value] of Object.entries(fresh.fields ?? {})) block.getField(name)?.loadState(value);
  block.data = fresh.data ?? null;
  block.setCommentText(fresh.icons?.comment?.text ?? null);
}

function patchInput(workspace: Blockly.WorkspaceSvg, connection: Blockly.Connection, old: InputState, fresh: InputState): void {
  if (connection.type === Blockly.ConnectionType.NEXT_STATEMENT) return patchRow(workspace, connection, rowOf(old.block), rowOf(fresh.block));
  if (old.block && fresh.block && old.block.id === fresh.block.id) return patchBlock(workspace, old.block, fresh.block);
  if (old.block) workspace.getBlockById(old.block.id ?? "")?.dispose(false);
  if (old.shadow && fresh.shadow && old.shadow.type === fresh.shadow.type && !fresh.block) patchShadow(connection, old.shadow, fresh.shadow);
  else connection.setShadowState((fresh.shadow as Blockly.serialization.blocks.State | undefined) ?? null);
  if (!fresh.block) return;
  const made = Blockly.serialization.blocks.append(fresh.block as Blockly.serialization.blocks.State, workspace);
  if (made.outputConnection) connection.connect(made.outputConnection);
}

function patchShadow(connection: Blockly.Connection, old: BlockState, fresh: BlockState): void {
  const shadow = connection.targetBlock();
  if (shadow && saying(old) !== saying(fresh)) patchFields(shadow, old, fresh);
}
