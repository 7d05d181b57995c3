/** The toolbox: the families at the left by silhouette and word, and the blocks that each offers. */
import * as Blockly from "blockly/core";
import { WORDS, type Word } from "../generated/words";
import type { Family } from "../look/families";
import { t, type ScreenText } from "../strings";
import { silhouetteOf } from "./drawings";
import { FOREVER, isField, keyOf, PREFIX, WAIT_FOR } from "./names";
import { firstOf } from "./word_blocks";

type Item = Blockly.utils.toolbox.FlyoutItemInfo;
type BlockItem = Blockly.utils.toolbox.BlockInfo;

/** What can be offered beside our own words. */
export const CONSTRUCTS = ["repeat", "forever", "if", "wait_for", "while", "count", "maths", "variable", "print"] as const;

/** Every word and construct, for free programming. */
export const ALL_WORDS: readonly string[] = [...Object.keys(WORDS), ...CONSTRUCTS];

/** The name by which the workspace makes the blocks of calculation, which change with the variables. */
export const CALCULATION = "RIBAMBELLE_CALCULATION";

const FAMILIES: readonly Family[] = ["event", "move", "light", "sound", "sense", "control", "calc"];
const CONDITIONAL = ["if", "wait_for", "while"];

interface FamilyInfo extends Blockly.utils.toolbox.StaticCategoryInfo {
  family: Family;
}

/** A family in the toolbox: its silhouette above its word. */
class FamilyCategory extends Blockly.ToolboxCategory {
  protected override createIconDom_(): Element {
    const icon = document.createElement("span");
    icon.className = "familyicon";
    icon.innerHTML = silhouetteOf((this.toolboxItemDef_ as unknown as FamilyInfo).family);
    return icon;
  }

  protected override addColourBorder_(): void {
    // The silhouette says which family it is.
  }

  override setSelected(isSelected: boolean): void {
    super.setSelected(isSelected);
    if (this.rowDiv_) this.rowDiv_.style.backgroundColor = "";
  }
}

/** Makes our kind of category known to Blockly, once. */
export function registerCategory(): void {
  Blockly.registry.register(Blockly.registry.Type.TOOLBOX_ITEM, Blockly.ToolboxCategory.registrationName, FamilyCategory, true);
}

/** The toolbox of the words on offer; those that the robot lacks are left out. */
export function toolboxOf(words: readonly string[], abilities: readonly string[] | null): Blockly.utils.toolbox.ToolboxInfo {
  const contents = FAMILIES.map((family) => ({ family, items: itemsOf(family, words, abilities) }))
    .filter(({ items }) => items === CALCULATION || items.length > 0)
    .map(({ family, items }) => ({
      kind: "category",
      name: t(`blocks_family_${family}` as ScreenText),
      toolboxitemid: `family_${family}`,
      family,
      ...(items === CALCULATION ? { custom: items } : { contents: items }),
    }));
  return { kind: "categoryToolbox", contents: contents as unknown as Blockly.utils.toolbox.ToolboxItemInfo[] };
}

/** Whether a robot can do a word. */
export function canDo(name: string, abilities: readonly string[] | null): boolean {
  const ability = WORDS[name]?.ability ?? "";
  return ability === "" || abilities === null || abilities.includes(ability);
}

function itemsOf(family: Family, words: readonly string[], abilities: readonly string[] | null): Item[] | typeof CALCULATION {
  if (family === "calc") return hasCalculation(words) ? CALCULATION : [];
  const own = words.filter((name) => WORDS[name]?.family === family && canDo(name, abilities)).map(wordItem);
  return family === "control" ? [...controlItems(words), ...own] : own;
}

function wordItem(name: string): BlockItem {
  const inputs: Record<string, unknown> = {};
  for (const argument of (WORDS[name] as Word).arguments) {
    const first = firstOf(argument);
    if (!isField(argument)) inputs[keyOf(argument)] = typeof first === "number" ? number(first) : shadow("text", "TEXT", first);
  }
  return item(PREFIX + name, inputs);
}

function controlItems(words: readonly string[]): BlockItem[] {
  const made: Record<string, () => BlockItem[]> = {
    repeat: () => [item("controls_repeat_ext", { TIMES: number(4) })],
    forever: () => [item(FOREVER)],
    if: () => [item("controls_if"), { ...item("controls_if"), extraState: { hasElse: true } }],
    wait_for: () => [item(WAIT_FOR)],
    while: () => [{ ...item("controls_whileUntil"), fields: { MODE: "WHILE" } }],
    count: () => [item("controls_for", { FROM: number(1), TO: number(10), BY: number(1) })],
  };
  return Object.keys(made).filter((name) => words.includes(name)).flatMap((name) => made[name]?.() ?? []);
}

function hasCalculation(words: readonly string[]): boolean {
  return words.some((word) => ["maths", "variable", "print", ...CONDITIONAL].includes(word));
}

/** The blocks of calculation, the variables that there are included. */
export function calculationItems(words: readonly string[], workspace: Blockly.WorkspaceSvg): Item[] {
  const maths = words.includes("maths") || words.includes("variable");
  const asks = words.some((word) => CONDITIONAL.includes(word));
  return [
    ...(asks || maths ? [item("logic_compare", { A: number(1), B: number(1) })] : []),
    ...(asks ? [item("logic_operation"), item("logic_negate")] : []),
    ...(words.includes("variable") ? (Blockly.Variables.flyoutCategory(workspace) as Item[]) : []),
    ...(maths ? mathsItems() : []),
    ...(words.includes("print") ? printItems() : []),
  ];
}

function mathsItems(): BlockItem[] {
  return [
    { ...item("math_number"), fields: { NUM: 10 } },
    item("math_arithmetic", { A: number(1), B: number(1) }),
    item("math_random_int", { FROM: number(1), TO: number(6) }),
    item("math_modulo", { DIVIDEND: number(10), DIVISOR: number(2) }),
  ];
}

function printItems(): BlockItem[] {
  const text = shadow("text", "TEXT", "");
  return [item("text_print", { TEXT: text }), item("text_join", { ADD0: text, ADD1: text })];
}

function item(type: string, inputs: Record<string, unknown> = {}): BlockItem {
  return { kind: "block", type, inputs: inputs as NonNullable<BlockItem["inputs"]> };
}

function number(value: number): unknown {
  return shadow("math_number", "NUM", value);
}

function shadow(type: string, field: string, value: string | number): unknown {
  return { shadow: { type, fields: { [field]: value } } };
}
