/** What each family of the toolbox offers: a few blocks first, the others under "more". */
import * as Blockly from "blockly/core";
import { WORDS, type Word } from "../generated/words";
import type { Family } from "../look/families";
import { FOREVER, isField, keyOf, PREFIX, PYTHON, PYTHON_VALUE, WAIT_FOR } from "./names";
import { block, list, number, text, type BlockItem, type Item } from "./offered";
import { definitionsOn } from "./procedures";
import { firstOf } from "./word_blocks";

/** What the toolbox offers. */
export interface Offer {
  /** Words and constructs by name. */
  words: readonly string[];
  /** What the chosen robot can do; null for all. */
  abilities: readonly string[] | null;
}

/** The blocks of a family. */
export interface Contents {
  first: Item[];
  more: Item[];
}

/** A family in the toolbox. */
export interface Drawer {
  id: string;
  family: Family;
  pictogram: string;
}

/** What can be offered beside our own words. */
export const CONSTRUCTS = ["repeat", "forever", "if", "wait_for", "while", "count", "logic", "maths", "text", "list", "variable", "print", "function", "python"] as const;

/** Every word and construct, for free programming. */
export const ALL_WORDS: readonly string[] = [...Object.keys(WORDS), ...CONSTRUCTS];

/** The families from top to bottom: the robot's words, then what a program is made of. */
export const DRAWERS: readonly Drawer[] = [
  { id: "event", family: "event", pictogram: "when_started" },
  { id: "move", family: "move", pictogram: "forward" },
  { id: "light", family: "light", pictogram: "light" },
  { id: "sound", family: "sound", pictogram: "note" },
  { id: "sense", family: "sense", pictogram: "obstacle" },
  { id: "control", family: "control", pictogram: "repeat" },
  { id: "logic", family: "calc", pictogram: "logic" },
  { id: "calc", family: "calc", pictogram: "maths" },
  { id: "variable", family: "calc", pictogram: "variable" },
  { id: "function", family: "calc", pictogram: "function" },
  { id: "text", family: "calc", pictogram: "text" },
  { id: "list", family: "calc", pictogram: "list" },
];

/** Our words that come after "more" in free programming. */
const RARE = ["speed", "wheels", "drive", "turn", "go_north", "go_east", "go_south", "go_west", "pen_colour", "ground", "light_level", "sound_level", "tilt", "heading"];
const CONDITIONAL = ["if", "wait_for", "while"];
const NOTHING: Contents = { first: [], more: [] };

/** Whether a robot can do a word. */
export function canDo(name: string, abilities: readonly string[] | null): boolean {
  const ability = WORDS[name]?.ability ?? "";
  return ability === "" || abilities === null || abilities.includes(ability);
}

/** What a family offers now; without a workspace, what it offers of itself. */
export function drawerOf({ id, family }: Drawer, { words, abilities }: Offer, workspace: Blockly.WorkspaceSvg | null): Contents {
  const own = family === "calc" ? [] : words.filter((name) => WORDS[name]?.family === family && canDo(name, abilities));
  const made = MADE[id]?.((...names) => names.some((name) => words.includes(name)), workspace) ?? NOTHING;
  // A mission that has a word wants it seen.
  const free = words.includes("python");
  const [common, rare] = [own.filter((name) => !free || !RARE.includes(name)), own.filter((name) => free && RARE.includes(name))];
  return { first: [...made.first, ...common.map(wordItem)], more: [...made.more, ...rare.map(wordItem)] };
}

type Has = (...names: string[]) => boolean;

const MADE: Record<string, (has: Has, workspace: Blockly.WorkspaceSvg | null) => Contents> = {
  control: (has) => ({
    first: [
      ...when(has("repeat"), block("controls_repeat_ext", { TIMES: number(4) })),
      ...when(has("forever"), block(FOREVER)),
      ...when(has("if"), block("controls_if"), { ...block("controls_if"), extraState: { hasElse: true } }),
      ...when(has("wait_for"), block(WAIT_FOR)),
    ],
    more: [
      ...when(has("while"), { ...block("controls_whileUntil"), fields: { MODE: "WHILE" } }, { ...block("controls_whileUntil"), fields: { MODE: "UNTIL" } }),
      ...when(has("count"), block("controls_for", { FROM: number(1), TO: number(10), BY: number(1) })),
      ...when(has("while", "count"), block("controls_flow_statements")),
    ],
  }),
  logic: (has) => ({
    first: [
      ...when(has("logic", ...CONDITIONAL), block("logic_compare", { A: number(1), B: number(1) }), block("logic_operation"), block("logic_negate")),
      ...when(has("logic"), block("logic_boolean")),
    ],
    more: when(has("logic"), block("logic_ternary"), block("logic_null")),
  }),
  calc: (has) => ({ first: has("maths", "variable") ? easyMaths() : [], more: has("maths") ? hardMaths() : [] }),
  variable: (has, workspace) => ({ first: has("variable") ? variables(workspace) : [], more: [] }),
  function: (has, workspace) => ({
    first: has("function") ? functions(workspace) : [],
    more: [
      ...when(has("function"), definition("procedures_defreturn", { RETURN: number(0) }), block("procedures_ifreturn")),
      ...when(has("python"), block(PYTHON), block(PYTHON_VALUE)),
    ],
  }),
  text: (has) => ({
    first: [
      ...when(has("print", "text"), block("text_print", { TEXT: text("") }), block("text_join", { ADD0: text(""), ADD1: text("") })),
      ...when(has("text"), block("text"), block("text_prompt_ext", { TEXT: text("?") }), block("text_length", { VALUE: text("") })),
    ],
    more: has("text") ? hardTexts() : [],
  }),
  list: (has) => ({ first: has("list") ? easyLists() : [], more: has("list") ? hardLists() : [] }),
};

function when(offered: boolean, ...items: Item[]): Item[] {
  return offered ? items : [];
}

function wordItem(name: string): BlockItem {
  const inputs: Record<string, unknown> = {};
  for (const argument of (WORDS[name] as Word).arguments) {
    const first = firstOf(argument);
    if (!isField(argument)) inputs[keyOf(argument)] = typeof first === "number" ? number(first) : text(first);
  }
  return block(PREFIX + name, inputs);
}

function variables(workspace: Blockly.WorkspaceSvg | null): Item[] {
  // Without a workspace it is only asked whether there is anything.
  return workspace ? (Blockly.Variables.flyoutCategory(workspace) as Item[]) : [block("variables_set")];
}

/** A new block of one's own, those that there are, and what they are given. */
function functions(workspace: Blockly.WorkspaceSvg | null): Item[] {
  const there = workspace ? definitionsOn(workspace) : [];
  const calls = there.map((one) => {
    const [name, params, gives] = one.getProcedureDef();
    const given = Object.fromEntries(params.map((_, place) => [`ARG${place}`, number(1)]));
    return { ...block(gives ? "procedures_callreturn" : "procedures_callnoreturn", given), extraState: { name, params } };
  });
  const seen = new Map(there.flatMap((one) => one.getVarModels()).map((model) => [model.getId(), model]));
  const given = [...seen.values()].map((model) => ({ ...block("variables_get"), fields: { VAR: { id: model.getId(), name: model.getName(), type: "" } } }));
  return [definition("procedures_defnoreturn"), ...calls, ...given];
}

function definition(type: string, inputs: Record<string, unknown> = {}): BlockItem {
  return { ...block(type, inputs), fields: { NAME: (Blockly.Msg as Record<string, string>)["PROCEDURES_DEFNORETURN_PROCEDURE"] ?? "" } };
}

function easyMaths(): BlockItem[] {
  return [
    { ...block("math_number"), fields: { NUM: 10 } },
    block("math_arithmetic", { A: number(1), B: number(1) }),
    block("math_random_int", { FROM: number(1), TO: number(6) }),
    block("math_modulo", { DIVIDEND: number(10), DIVISOR: number(2) }),
  ];
}

function hardMaths(): BlockItem[] {
  return [
    block("math_round", { NUM: number(3.1) }),
    block("math_number_property", { NUMBER_TO_CHECK: number(0) }),
    block("math_constrain", { VALUE: number(50), LOW: number(1), HIGH: number(100) }),
    block("math_single", { NUM: number(9) }),
    block("math_random_float"),
    block("math_constant"),
    block("math_trig", { NUM: number(45) }),
    block("math_atan2", { X: number(1), Y: number(1) }),
  ];
}

function hardTexts(): BlockItem[] {
  return [
    block("text_append", { TEXT: text("") }),
    block("text_isEmpty", { VALUE: text("") }),
    block("text_charAt", { VALUE: text("abc"), AT: number(1) }),
    block("text_getSubstring", { STRING: text("abc"), AT1: number(1), AT2: number(2) }),
    block("text_indexOf", { VALUE: text("abc"), FIND: text("b") }),
    block("text_changeCase", { TEXT: text("abc") }),
    block("text_trim", { TEXT: text("abc") }),
    block("text_count", { SUB: text("a"), TEXT: text("abc") }),
    block("text_replace", { FROM: text("a"), TO: text("b"), TEXT: text("abc") }),
    block("text_reverse", { TEXT: text("abc") }),
  ];
}

function easyLists(): BlockItem[] {
  return [
    block("lists_create_with", { ADD0: number(1), ADD1: number(2), ADD2: number(3) }),
    block("controls_forEach"),
    block("lists_getIndex", { VALUE: list(), AT: number(1) }),
    block("lists_setIndex", { LIST: list(), AT: number(1), TO: number(1) }),
    block("lists_length", { VALUE: list() }),
  ];
}

function hardLists(): BlockItem[] {
  return [
    block("lists_create_empty"),
    block("lists_repeat", { ITEM: number(0), NUM: number(5) }),
    block("lists_isEmpty", { VALUE: list() }),
    block("lists_indexOf", { VALUE: list(), FIND: number(1) }),
    block("lists_getSublist", { LIST: list(), AT1: number(1), AT2: number(2) }),
    block("lists_sort", { LIST: list() }),
    block("lists_reverse", { LIST: list() }),
    block("math_on_list", { LIST: list() }),
    block("lists_split", { INPUT: text("a,b"), DELIM: text(",") }),
  ];
}
