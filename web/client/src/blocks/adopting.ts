/** One program's blocks, twice: what has stayed the same keeps its block, its id and its place. */

/** A block as Blockly's files have it. */
export interface BlockState {
  type: string;
  id?: string;
  x?: number;
  y?: number;
  fields?: Record<string, unknown>;
  inputs?: Record<string, InputState>;
  next?: { block?: BlockState; shadow?: BlockState };
  extraState?: unknown;
  data?: string;
  icons?: { comment?: { text?: string } };
}

/** What stands in an input, and what lies below it. */
export interface InputState {
  block?: BlockState;
  shadow?: BlockState;
}

interface Workspace {
  blocks?: { blocks?: BlockState[] };
}

/** The rows of blocks that a workspace holds. */
export function tops(state: object): BlockState[] {
  return (state as Workspace).blocks?.blocks ?? [];
}

/** A block and those that hang below it, in their order. */
export function rowOf(first: BlockState | undefined): BlockState[] {
  const row: BlockState[] = [];
  for (let block = first; block; block = block.next?.block) row.push(block);
  return row;
}

/** What a block says, those in it included, whoever it is and wherever it stands. */
export function saying(block: BlockState): string {
  const inputs = Object.entries(block.inputs ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  const inside = inputs.map(([name, input]) => [name, rowOf(input.block).map(saying), input.shadow ? saying(input.shadow) : ""]);
  return JSON.stringify([ownSaying(block), inside]);
}

/** What a block says by itself, without what stands in it. */
export function ownSaying({ type, fields = {}, extraState, data, icons }: BlockState): string {
  const written = Object.entries(fields).map(([name, value]) => [name, typeof value === "object" && value !== null ? (value as { id?: string }).id : String(value)]);
  return JSON.stringify([type, written.sort(), extraState ?? null, data ?? "", icons?.comment?.text ?? ""]);
}

/** How many blocks two rows have in common at their beginning, and at their end. */
export function common<Item>(one: readonly Item[], other: readonly Item[], same: (a: Item, b: Item) => boolean): [number, number] {
  const most = Math.min(one.length, other.length);
  const equal = (a: number, b: number): boolean => same(one[a] as Item, other[b] as Item);
  let first = 0;
  while (first < most && equal(first, first)) first += 1;
  let last = 0;
  while (last < most - first && equal(one.length - 1 - last, other.length - 1 - last)) last += 1;
  return [first, last];
}

/** Gives the blocks of a fresh workspace the ids and places of the old ones that say the same; tells which fresh id became which. */
export function adopt(old: object, fresh: object): Map<string, string> {
  const adopted = new Map<string, string>();
  const taken = new Set<string>();
  pairTops(tops(old), tops(fresh), (ours, theirs) => {
    if (ours.id === undefined || theirs.id === undefined || taken.has(ours.id)) return;
    taken.add(ours.id);
    adopted.set(theirs.id, ours.id);
  });
  const used = new Set([...every(tops(old))].map(({ id }) => id));
  for (const block of every(tops(fresh))) {
    if (block.id === undefined) continue;
    const id = adopted.get(block.id) ?? unused(block.id, used);
    used.add(id);
    adopted.set(block.id, id);
    block.id = id;
  }
  return adopted;
}

/** Every block of these, those below and inside too. */
function* every(blocks: readonly BlockState[]): Generator<BlockState> {
  const waiting = [...blocks];
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    yield block;
    const connections: InputState[] = [block.next ?? {}, ...Object.values(block.inputs ?? {})];
    for (const { block: inner, shadow } of connections) waiting.push(...[inner, shadow].filter((one): one is BlockState => one !== undefined));
  }
}

function unused(id: string, used: ReadonlySet<string | undefined>): string {
  let free = id;
  for (let count = 1; used.has(free); count += 1) free = `${id}_${count}`;
  return free;
}

type Take = (ours: BlockState, theirs: BlockState) => void;

function pairTops(old: readonly BlockState[], fresh: readonly BlockState[], take: Take): void {
  const left = [...old];
  for (const top of fresh) {
    const at = Math.max(0, left.findIndex((one) => ownSaying(one) === ownSaying(top)));
    const [stood] = left.splice(at, 1);
    if (!stood) return;
    if (stood.x !== undefined) top.x = stood.x;
    if (stood.y !== undefined) top.y = stood.y;
    pairRows(rowOf(stood), rowOf(top), take);
  }
}

function pairRows(old: readonly BlockState[], fresh: readonly BlockState[], take: Take): void {
  const [first, last] = common(old.map(saying), fresh.map(saying), (one, other) => one === other);
  for (let at = 0; at < first; at += 1) pair(old[at], fresh[at], take);
  for (let at = 1; at <= last; at += 1) pair(old[old.length - at], fresh[fresh.length - at], take);
  const middle = old.slice(first, old.length - last);
  for (const block of fresh.slice(first, fresh.length - last)) {
    const at = middle.findIndex(({ type }) => type === block.type);
    if (at < 0) continue;
    pair(middle[at], block, take);
    middle.splice(0, at + 1);
  }
}

function pair(ours: BlockState | undefined, theirs: BlockState | undefined, take: Take): void {
  if (!ours || !theirs || ours.type !== theirs.type) return;
  take(ours, theirs);
  for (const [name, input] of Object.entries(theirs.inputs ?? {})) {
    const stood = ours.inputs?.[name];
    pairRows(rowOf(stood?.block), rowOf(input.block), take);
    pair(stood?.shadow, input.shadow, take);
  }
}
