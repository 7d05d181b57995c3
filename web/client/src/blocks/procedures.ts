/** The pupil's own blocks: a tap gives one an input, and a tap on the input renames it or takes it away. */
import * as Blockly from "blockly/core";
import { t } from "../strings";
import { picture } from "./fields";
import { ask } from "./question";
import { reshape, shapeKey, together, withoutWheel } from "./reshaping";
import { styleOf } from "./theme";

const PARAMETERS = "PARAMETERS";
const NAMES = ["x", "y", "z", "a", "b", "c"];
/** What is shown where a call gives an input nothing. */
const FIRST: Blockly.serialization.blocks.State = { type: "math_number", fields: { NUM: 1 } };
/** Pixels beside an input's name. */
const ROOM = 16;
const DEFINITIONS = ["procedures_defnoreturn", "procedures_defreturn"];
const CALLS = ["procedures_callnoreturn", "procedures_callreturn"];

type Variable = Blockly.IVariableModel<Blockly.IVariableState>;

/** What Blockly's definitions have beside what every block has. */
export interface DefinitionBlock extends Blockly.Block {
  arguments_: string[];
  argumentVarModels_: Variable[];
  paramIds_?: string[];
  updateParams_(): void;
  getProcedureDef(): [string, string[], boolean];
  getVarModels(): Variable[];
}

/** An input that a procedure gets: which variable, and its place before (null: a new one). */
interface Parameter {
  variable: Variable;
  from: number | null;
}

interface Definition {
  init(this: Blockly.Block): void;
  updateParams_?: (this: Blockly.Block) => void;
}

/** Gives the definitions and calls of Blockly our look and their keys. */
export function makeProceduresOurs(): void {
  for (const type of DEFINITIONS) {
    const definition = Blockly.Blocks[type] as Definition;
    const init = definition.init;
    definition.updateParams_ = function (this: Blockly.Block) {
      layParameters(this as DefinitionBlock);
    };
    definition.init = function (this: Blockly.Block) {
      init.call(this);
      withoutWheel(this);
      dress(this);
      this.inputList[0]?.removeField("PARAMS", true);
      this.setInputsInline(true);
      layParameters(this as DefinitionBlock);
    };
  }
  for (const type of [...CALLS, "procedures_ifreturn"]) {
    const definition = Blockly.Blocks[type] as Definition;
    const init = definition.init;
    definition.init = function (this: Blockly.Block) {
      init.call(this);
      dress(this);
      this.setInputsInline(true);
    };
  }
}

/** The definitions that stand on a workspace. */
export function definitionsOn(workspace: Blockly.Workspace): DefinitionBlock[] {
  return DEFINITIONS.flatMap((type) => workspace.getBlocksByType(type, true)) as DefinitionBlock[];
}

/** Shows a first value wherever a call has nothing at all, which happens when a change is taken back. */
export function refillCalls(workspace: Blockly.Workspace): void {
  Blockly.Events.disable();
  for (const caller of CALLS.flatMap((type) => workspace.getBlocksByType(type, false))) {
    for (let place = 0; caller.getInput(`ARG${place}`); place++) {
      const connection = connectionAt(caller, place);
      if (connection && !connection.isConnected()) connection.setShadowState(FIRST);
    }
  }
  Blockly.Events.enable();
}

function dress(block: Blockly.Block): void {
  block.setStyle(styleOf("calc"));
  block.setHelpUrl("");
  block.inputList[0]?.insertFieldAt(0, picture("function", "calc"));
}

/** An input's name on the definition: a tap asks for another one. */
class ParameterField extends Blockly.FieldTextInput {
  constructor(
    name: string,
    private readonly press: () => void,
  ) {
    super(name);
  }

  protected override showEditor_(): void {
    this.press();
  }

  /** A name of one letter is as wide as a finger, too. */
  protected override updateSize_(): void {
    super.updateSize_(ROOM);
  }
}

function layParameters(block: DefinitionBlock): void {
  block.removeInput(PARAMETERS, true);
  const input = block.appendDummyInput(PARAMETERS);
  block.arguments_.forEach((name, place) => {
    // Without a name of its own, Blockly keeps nothing of this field in files.
    input.appendField(new ParameterField(name, () => askAbout(block, place)));
  });
  input.appendField(shapeKey("plus", (Blockly.Msg as Record<string, string>)["ARIA_LABEL_ADD_INPUT"] ?? "", () => addParameter(block)));
  const after = ["STACK", "RETURN"].find((name) => block.getInput(name));
  if (after) block.moveInputBefore(PARAMETERS, after);
}

function askAbout(block: DefinitionBlock, place: number): void {
  ask({
    text: t("blocks_parameter"),
    value: block.arguments_[place] ?? "",
    answer: (name) => name?.trim() && rename(block, place, name.trim()),
    remove: () => together(() => setParameters(block, parametersOf(block).filter((_, number) => number !== place))),
  });
}

function addParameter(block: DefinitionBlock): void {
  const free = [...NAMES, ...NAMES.map((name) => `${name}2`)].find((name) => !block.arguments_.includes(name));
  if (!free) return;
  together(() => setParameters(block, [...parametersOf(block), { variable: variableNamed(block, free), from: null }]));
}

/** Another name: its uses inside take it too, and only there. */
function rename(block: DefinitionBlock, place: number, name: string): void {
  const old = block.argumentVarModels_[place];
  if (!old || block.arguments_.some((other) => other.toLowerCase() === name.toLowerCase())) return;
  together(() => {
    const variable = variableNamed(block, name);
    const parameters = parametersOf(block).map((one, number) => (number === place ? { variable, from: place } : one));
    setParameters(block, parameters);
    for (const inner of block.getDescendants(false)) {
      if (inner !== block && inner.getFieldValue("VAR") === old.getId()) inner.setFieldValue(variable.getId(), "VAR");
    }
    const uses = Blockly.Variables.getVariableUsesById(block.workspace, old.getId());
    if (uses.length === 0) block.workspace.getVariableMap().deleteVariable(old);
  });
}

function parametersOf(block: DefinitionBlock): Parameter[] {
  return block.argumentVarModels_.map((variable, from) => ({ variable, from }));
}

function variableNamed(block: DefinitionBlock, name: string): Variable {
  const map = block.workspace.getVariableMap();
  return map.getVariable(name, "") ?? map.createVariable(name, "");
}

/** Changes the inputs of a definition; what its calls give moves along with its input. */
function setParameters(block: DefinitionBlock, parameters: Parameter[]): void {
  const callers = Blockly.Procedures.getCallers(block.getProcedureDef()[0], block.workspace);
  const given = callers.map((caller) => takeOut(caller, parameters));
  reshape(block, () => {
    block.arguments_ = parameters.map(({ variable }) => variable.getName());
    block.argumentVarModels_ = parameters.map(({ variable }) => variable);
    block.paramIds_ = parameters.map(({ variable }) => variable.getId());
    block.updateParams_();
    Blockly.Procedures.mutateCallers(block);
  });
  callers.forEach((caller, number) => putIn(caller, parameters, given[number] ?? []));
}

interface Given {
  held: Blockly.Connection | null;
  shadow: Blockly.serialization.blocks.State | null;
}

/** Unplugs what changes its place, and says what each of the old inputs was given. */
function takeOut(caller: Blockly.Block, parameters: Parameter[]): Given[] {
  const found: Given[] = [];
  for (let place = 0; caller.getInput(`ARG${place}`); place++) {
    const connection = connectionAt(caller, place);
    const block = connection?.targetBlock();
    found.push({ held: block && !block.isShadow() ? (connection?.targetConnection ?? null) : null, shadow: connection?.getShadowState(true) ?? null });
    if (block && !block.isShadow() && parameters[place]?.from !== place) block.unplug();
  }
  return found;
}

function putIn(caller: Blockly.Block, parameters: Parameter[], given: Given[]): void {
  parameters.forEach(({ from }, place) => {
    if (from === place) return;
    const before = from === null ? undefined : given[from];
    connectionAt(caller, place)?.setShadowState(before?.shadow ?? FIRST);
    before?.held?.reconnect(caller, `ARG${place}`);
  });
}

function connectionAt(caller: Blockly.Block, place: number): Blockly.Connection | null {
  return caller.getInput(`ARG${place}`)?.connection ?? null;
}
