// Builds the parts of a lesson in one file: its script (whole, and with cards only), its style, its drawings.
// `ribambelle takehome` puts them together with a lesson and Python.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** The modules that speak with a server or keep things on a device, and what stands in their place. */
const IN_PLACE = { "room/connection": "line", "room/journal": "journal", "room/memory": "memory" };
/** Editors and screens that a file does not have: those of a class, and with cards only the other faces. */
const OF_A_CLASS = ["pupil/watch", "pupil/afar", "companion/index", "strings/en.json"];
const OF_OTHER_FACES = ["blocks/index", "python_face/index"];
/** Addresses that libraries have as names or in passing, and what stands for them: nobody is to be asked. */
const ADDRESSES = [
  ["https://developers.google.com/blockly/xml", "blockly-xml"],
  ["https://static.blockly.com/media/", "data:,"],
  ["https://bugzilla.mozilla.org/show_bug.cgi?id=771241", "a bug of Firefox"],
];
/** Those that are left name SVG and its like. */
const ADDRESS = /\b(?:https?|wss?):\/\/(?!www\.w3\.org\/)[^"'`\s)]*/;
/** Nothing is there to be loaded later. */
const NO_LOADING = /\bimport\s*\(\s*["'`]/;

/** Writes `all.js`, `all.css`, `cards.js`, `cards.css` and `drawings.json` into the folder. */
export async function makeTakehome(options, plugins, folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  await Promise.all([
    makeScript(options, plugins, folder, "all", OF_A_CLASS),
    makeScript(options, plugins, folder, "cards", [...OF_A_CLASS, ...OF_OTHER_FACES]),
    makeDrawings(folder),
  ]);
}

async function makeScript(options, plugins, folder, name, without) {
  await esbuild.build({
    ...options,
    outdir: folder,
    splitting: false,
    format: "iife",
    entryNames: "[name]",
    publicPath: undefined,
    entryPoints: { [name]: "src/takehome/main.tsx" },
    loader: { ".woff2": "dataurl" },
    plugins: [standIns(without), fewerFonts(), ...plugins],
  });
  const file = path.join(folder, `${name}.js`);
  const script = ADDRESSES.reduce((text, [address, instead]) => text.replaceAll(address, instead), fs.readFileSync(file, "utf8"));
  const wrong = script.match(NO_LOADING) ?? script.match(ADDRESS);
  if (wrong) throw new Error(`takehome: ${name}.js has ${wrong[0]}`);
  fs.writeFileSync(file, script);
}

/** Modules in place of others, and nothing in place of those that the file does without. */
function standIns(without) {
  const setup = (steps) => {
    steps.onResolve({ filter: /^python-parts$/ }, () => ({ path: "python-parts", namespace: "nothing" }));
    steps.onResolve({ filter: /^\.{1,2}[/].*/ }, ({ path: asked, resolveDir, importer }) => {
      const whole = path.join(resolveDir, asked).split(path.sep).join("/");
      const stem = Object.keys(IN_PLACE).find((name) => whole.endsWith(`/src/${name}`));
      if (stem && !importer.includes(`${path.sep}takehome${path.sep}`)) return { path: path.join(HERE, "src/takehome", `${IN_PLACE[stem]}.ts`) };
      if (asked.endsWith("fr.json?rest")) return { path: "rest", namespace: "nothing" };
      const late = without.some((name) => whole.endsWith(`/${name}`) || `${whole}/index`.endsWith(`/src/${name}`));
      return late ? { path: asked, namespace: "nothing" } : undefined;
    });
    steps.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "module.exports = {};", loader: "js" }));
  };
  return { name: "stand-ins", setup };
}

/** The fonts of letters that no language there is writes with stay away. */
function fewerFonts() {
  const setup = (steps) => {
    steps.onLoad({ filter: /look[\\/]fonts\.css$/ }, ({ path: file }) => {
      const lines = fs.readFileSync(file, "utf8").split("\n").filter((line) => !line.includes("arabic"));
      return { contents: lines.join("\n"), loader: "css" };
    });
  };
  return { name: "fewer-fonts", setup };
}

/** What a page is drawn with where no script runs. */
async function makeDrawings(folder) {
  const { outputFiles } = await esbuild.build({ absWorkingDir: HERE, bundle: true, write: false, format: "esm", platform: "node", jsx: "automatic", jsxImportSource: "preact", entryPoints: ["src/takehome/drawings.ts"], outdir: folder, loader: { ".css": "empty" } });
  const script = outputFiles.find((file) => file.path.endsWith(".js")).text;
  const drawn = await import(`data:text/javascript;base64,${Buffer.from(script).toString("base64")}`);
  const icons = { ...drawn.SCREEN_ICONS, ...drawn.FIRST_ICONS, ...drawn.WORD_ICONS };
  const words = [...Object.keys(drawn.FAMILIES), "repeat", "forever", "while", "if", "wait_for"];
  const cards = Object.fromEntries(words.map((word) => [word, { family: drawn.familyOf(word), shapes: icons[drawn.iconOf(word)] ?? "" }]));
  const found = { cards, icons, places: drawn.PLACES, tiles: drawn.TILES, also: drawn.ALSO };
  fs.writeFileSync(path.join(folder, "drawings.json"), JSON.stringify(found));
}
