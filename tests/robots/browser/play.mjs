// Plays orders (a JSON file) in Pyodide from the built parts; prints each trace as a JSON list of lines.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const client = process.argv[2];
const assets = path.join(client, "dist/assets");
const parts = JSON.parse(fs.readFileSync(path.join(client, "dist/python.json"), "utf8"));
const { loadPyodide } = await import(pathToFileURL(path.join(client, "node_modules/pyodide/pyodide.mjs")));
const python = await loadPyodide({
  indexURL: path.join(client, "node_modules/pyodide"),
  stdLibURL: path.join(assets, parts.library),
  lockFileContents: JSON.stringify({ info: { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" }, packages: {} }),
  packageBaseUrl: "/nowhere/",
});
python.unpackArchive(new Uint8Array(fs.readFileSync(path.join(assets, parts.core))), "zip", { extractDir: "/core" });
python.runPython('import sys; sys.path.insert(0, "/core")');
const playing = python.pyimport("robots.browser.playing");
for (const order of JSON.parse(fs.readFileSync(process.argv[3], "utf8"))) {
  const lines = [];
  const refused = playing.begin(JSON.stringify(order), (line) => lines.push(line));
  while (playing.step(0) >= 0);
  process.stdout.write(`${JSON.stringify([refused, ...lines])}\n`);
}
process.stdout.write(`${python.runPython("sys.version")}\n`);
