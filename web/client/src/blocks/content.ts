/** A program between its file (Blockly's JSON as everybody reads it) and the editor. */
import { WORDS, type WordArgument } from "../generated/words";
import { FOREVER, isField, keyOf, PREFIX, WAIT_FOR } from "./names";

type Json = Record<string, unknown>;

/** What Blockly loads. */
export type State = { [name: string]: unknown };

const FORMAT = 1;
/** The note on the shadow of an argument that a program leaves out. */
const LEFT_OUT = "default";
const LITERALS: Record<string, string> = { text: "TEXT", math_number: "NUM" };

/** The workspace of a program's text, in the editor's own blocks; throws on what is no JSON. */
export function toEditor(text: string): State {
  const state = record(text.trim() ? JSON.parse(text) : {});
  for (const block of blocksOf(state)) open(block);
  return state;
}

/** The text of a program from what Blockly saved. */
export function toFile(saved: State): string {
  const state = JSON.parse(JSON.stringify(saved)) as State;
  for (const block of blocksOf(state)) close(block);
  const blocks = state["blocks"] ?? { languageVersion: 0, blocks: [] };
  return JSON.stringify({ ...state, blocks, ribambelle: { format: FORMAT } });
}

/** Whether Blockly knows every block of a workspace. */
export function isKnown(state: State, types: object): boolean {
  return blocksOf(state).every((block) => String(block["type"]) in types);
}

/** Every block of a workspace, those connected to others too. */
function blocksOf(state: State): Json[] {
  const found: Json[] = [];
  const waiting = [...list(record(state["blocks"])["blocks"])];
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    found.push(block);
    const connections = [block["next"], ...Object.values(record(block["inputs"]))].map(record);
    for (const { block: inner, shadow } of connections) waiting.push(...[inner, shadow].filter(isRecord));
  }
  return found;
}

/** A file's block in the editor's terms. */
function open(block: Json): void {
  if (block["type"] === "controls_whileUntil") return openLoop(block);
  const word = WORDS[String(block["type"]).replace(PREFIX, "")];
  if (!word || !String(block["type"]).startsWith(PREFIX)) return;
  const fields = { ...record(block["fields"]) };
  const inputs = { ...record(block["inputs"]) };
  const calculated: string[] = [];
  for (const argument of word.arguments) {
    const key = keyOf(argument);
    if (!isField(argument)) openValue(argument, fields, inputs);
    else if (key in inputs && !openField(key, fields, inputs)) calculated.push(key);
  }
  block["fields"] = fields;
  block["inputs"] = inputs;
  if (calculated.length) block["extraState"] = { calculated };
  else delete block["extraState"];
}

/** A plain field becomes a shadow in the input of its name; what is left out shows its default. */
function openValue(argument: WordArgument, fields: Json, inputs: Json): void {
  const key = keyOf(argument);
  if (key in inputs) return;
  if (key in fields) inputs[key] = { shadow: shadowOf(argument, fields[key]) };
  else if (argument.default !== null) inputs[key] = { shadow: { ...shadowOf(argument, argument.default), data: LEFT_OUT } };
  delete fields[key];
}

function shadowOf(argument: WordArgument, value: unknown): Json {
  return argument.kind === "text" ? { type: "text", fields: { TEXT: value } } : { type: "math_number", fields: { NUM: value } };
}

/** A written value in an input becomes the field; false for anything that is calculated. */
function openField(key: string, fields: Json, inputs: Json): boolean {
  const { block, shadow } = record(inputs[key]);
  const inner = record(block ?? shadow);
  const name = LITERALS[String(inner["type"])];
  if (name === undefined) return false;
  fields[key] = String(record(inner["fields"])[name]);
  delete inputs[key];
  return true;
}

function openLoop(block: Json): void {
  const inputs = record(block["inputs"]);
  const until = record(block["fields"])["MODE"] === "UNTIL";
  const test = record(record(inputs["BOOL"])["block"] ?? record(inputs["BOOL"])["shadow"]);
  const always = test["type"] === "logic_boolean" && record(test["fields"])["BOOL"] !== "FALSE";
  const { BOOL, ...others } = inputs;
  if (!until && always) Object.assign(block, { type: FOREVER, inputs: others });
  else if (until && !isRecord(record(inputs["DO"])["block"])) Object.assign(block, { type: WAIT_FOR, inputs: BOOL ? { BOOL } : {} });
  else return;
  delete block["fields"];
}

/** An editor's block as files have it. */
function close(block: Json): void {
  const inputs = record(block["inputs"]);
  if (block["type"] === FOREVER) {
    const always = { block: { type: "logic_boolean", fields: { BOOL: "TRUE" } } };
    Object.assign(block, { type: "controls_whileUntil", fields: { MODE: "WHILE" }, inputs: { BOOL: always, ...inputs } });
  } else if (block["type"] === WAIT_FOR) {
    Object.assign(block, { type: "controls_whileUntil", fields: { MODE: "UNTIL" } });
  } else closePitch(block);
}

/** A note's pitch is a field in the editor and a text or number in files, as others are. */
function closePitch(block: Json): void {
  const fields = record(block["fields"]);
  if (block["type"] !== `${PREFIX}note` || fields["PITCH"] === undefined) return;
  const { PITCH, ...others } = fields;
  if (Object.keys(others).length) block["fields"] = others;
  else delete block["fields"];
  const midi = /^\d+$/.test(String(PITCH));
  const shadow = midi ? { type: "math_number", fields: { NUM: Number(PITCH) } } : { type: "text", fields: { TEXT: PITCH } };
  block["inputs"] = { PITCH: { shadow }, ...record(block["inputs"]) };
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
