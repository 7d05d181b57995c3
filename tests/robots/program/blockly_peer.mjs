// Blockly itself, without a screen: answers one JSON line for each JSON line.
// node blockly_peer.mjs FOLDER-WITH-NODE-MODULES
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(path.join(process.argv[2], "package.json"));
const folder = path.join(process.argv[2], "node_modules", "blockly");
// Not by the entry for Node, which wants a whole browser made of software.
const Blockly = require(path.join(folder, "blockly_compressed.js"));
const { pythonGenerator, Order } = require(path.join(folder, "python_compressed.js"));
const { blocks } = require(path.join(folder, "blocks_compressed.js"));
Blockly.setLocale(require(path.join(folder, "msg", "en.js")));

// As much of a document as Blockly's mutations need.
class Element {
  constructor(name) {
    this.nodeName = this.tagName = name;
    this.attributes = new Map();
    this.childNodes = [];
    this.nodeType = 1;
  }
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name) {
    return this.attributes.has(name);
  }
  appendChild(child) {
    this.childNodes.push(child);
    return child;
  }
  get firstElementChild() {
    return this.childNodes[0];
  }
  get text() {
    const given = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join("");
    const inside = this.childNodes.map((child) => child.text ?? child.data).join("");
    return `<${this.nodeName}${given}>${inside}</${this.nodeName}>`;
  }
}
class DOMParser {
  parseFromString(text) {
    const root = new Element("xml");
    const open = [root];
    for (const [, close, name, given, alone] of text.matchAll(/<(\/?)(\w+)([^>]*?)(\/?)>/g)) {
      if (close) {
        open.pop();
        continue;
      }
      const element = new Element(name);
      for (const [, key, value] of given.matchAll(/(\w+)="([^"]*)"/g)) element.setAttribute(key, value);
      open.at(-1).appendChild(element);
      if (!alone) open.push(element);
    }
    return { documentElement: root.childNodes[0], getElementsByTagName: () => [] };
  }
}
class XMLSerializer {
  serializeToString(element) {
    return element.text;
  }
}
const document = {
  createElementNS: (_, name) => new Element(name),
  createTextNode: (data) => ({ nodeName: "#text", nodeType: 3, data }),
};
Blockly.utils.xml.injectDependencies({ document, DOMParser, XMLSerializer });

/** Our own words as blocks; in Python they print their names. */
function teach(words) {
  for (const { type, role, inputs, fields } of words) {
    Blockly.Blocks[type] = {
      init() {
        for (const [name, check] of Object.entries(inputs)) this.appendValueInput(name).setCheck(check);
        const row = this.appendDummyInput();
        for (const [name, usual] of Object.entries(fields))
          row.appendField(new Blockly.FieldTextInput(usual), name);
        if (role === "sensing") this.setOutput(true, null);
        if (role === "doing") this.setPreviousStatement(true);
        if (role !== "sensing") this.setNextStatement(true);
      },
    };
    pythonGenerator.forBlock[type] = () =>
      role === "sensing" ? ["None", Order.ATOMIC] : role === "doing" ? `print("${type}")\n` : "";
  }
}

const settled = () => new Promise((done) => setTimeout(done, 4));

function loaded(content) {
  const workspace = new Blockly.Workspace();
  Blockly.serialization.workspaces.load(content, workspace, { recordUndo: true });
  return workspace;
}

function inputOf(input) {
  const statement = input.type === Blockly.inputs.inputTypes.STATEMENT;
  return { name: input.name, statement, check: input.connection.getCheck() };
}

/** What a block of a type looks like for each choice in its fields. */
function variants(workspace, type, extraState) {
  const found = [];
  const choose = (block, menus) => {
    const [menu, ...rest] = menus;
    if (!menu) {
      const { fields, extraState: extra } = Blockly.serialization.blocks.save(block);
      const inputs = block.inputList.filter((input) => input.connection).map(inputOf);
      const output = block.outputConnection && (block.outputConnection.getCheck() ?? []);
      found.push({ type, fields, extraState: extra, inputs, output, next: !!block.nextConnection,
        previous: !!block.previousConnection });
      return;
    }
    for (const [, value] of menu.getOptions(false)) {
      menu.setValue(value);
      choose(block, rest);
    }
  };
  const block = Blockly.serialization.blocks.append({ type, extraState }, workspace);
  const fields = [...block.getFields()];
  choose(block, fields.filter((field) => field instanceof Blockly.FieldDropdown && !(field instanceof Blockly.FieldVariable)));
  block.dispose();
  return found;
}

const answers = {
  teach: ({ words }) => teach(words),
  types: () => Object.keys(blocks),
  variants: ({ type, extraState }) => variants(new Blockly.Workspace(), type, extraState),
  code: ({ workspace }) => {
    Blockly.Events.disable();
    const whole = loaded(workspace);
    const code = pythonGenerator.workspaceToCode(whole);
    whole.dispose();
    Blockly.Events.enable();
    return code;
  },
  /** Loads a workspace, lets Blockly tidy it as in the editor, and saves it again. */
  load: async ({ workspace }) => {
    const whole = loaded(workspace);
    await settled();
    const saved = Blockly.serialization.workspaces.save(whole);
    whole.dispose();
    await settled();
    return saved;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: (await answers[asked.ask](asked)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
