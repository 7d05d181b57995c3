// Blockly itself: loads a workspace without a screen and writes its Python. Prints CPU seconds.
// node blockly.mjs FOLDER-OF-BLOCKLY WORKSPACE.json TRIES
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [, , folder, file, tries] = process.argv;
const require = createRequire(path.join(folder, "package.json"));
// Not by the entry for Node, which wants a whole browser made of software.
const Blockly = require("./node_modules/blockly/blockly_compressed.js");
const { pythonGenerator } = require("./node_modules/blockly/python_compressed.js");
require("./node_modules/blockly/blocks_compressed.js");
Blockly.setLocale(require("./node_modules/blockly/msg/en.js"));

const text = readFileSync(file, "utf8");
let best = Infinity;
let written = "";
for (let one = 0; one < Number(tries); one++) {
  const before = process.cpuUsage();
  const workspace = new Blockly.Workspace();
  Blockly.serialization.workspaces.load(JSON.parse(text), workspace);
  written = pythonGenerator.workspaceToCode(workspace);
  const used = process.cpuUsage(before);
  workspace.dispose();
  best = Math.min(best, (used.user + used.system) / 1e6);
}
const { version } = require("./node_modules/blockly/package.json");
console.log(JSON.stringify({ seconds: best, lines: written.split("\n").length, version }));
