// Builds the pages into dist/: `node build.mjs [--watch]`.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import * as esbuild from "esbuild";
import { forgetOlder } from "./builds.mjs";
import { coreFiles, makePython } from "./python/make.mjs";
import { makeTakehome } from "./takehome.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, "dist");
const ASSETS = path.join(DIST, "assets");
const PAGES = ["pupil", "teacher", "board"];
/** A page's HTML is written once a language; a page without its suffix is French. */
const FIRST_LANGUAGE = "fr";
const TEXTS = path.join(HERE, "../../robots/strings");
const MEDIA = path.join(ASSETS, "blockly");
/** The few pictures that Blockly fetches from where it is told; its sounds are off. */
const PICTURES = ["sprites.svg", "delete-icon.svg", "foldout-icon.svg", "resize-handle.svg", "handdelete.cur", "handclosed.cur"];
const COMPRESSED = /\.(js|css|html|json|svg)$/;

const STRINGS = /robots[\\/]strings[\\/]\w+\.json$/;

/** Parts of the texts (the beginnings of their keys) that a page never shows. */
const UNSAID = {
  pupil: ["today", "class", "card", "enter", "start", "title", "home"],
  takehome: ["today", "class", "card", "enter", "start", "title", "board", "pause"],
  teacher: ["home", "board", "pupil", "join", "companion", "blocks", "python", "start", "title"],
  board: ["home", "class", "card", "pupil", "join", "today", "blocks", "python", "start", "title"],
};

/** What a page shows before its later part has come; the other texts come with that part. */
const FIRST = {
  pupil: { screens: ["join", "pupil_pause"], pictures: [""], errors: ["other"] },
};

/** The sheets of a page with two: what it begins with, and one that lies ready in the HTML for its later parts. */
const STYLES = { pupil: { first: "src/pupil/first.css", later: "src/pupil/later.css" } };

/** The page where programs are written as text and blocks: every name, help and mistake of a word. */
const WRITING = ["pupil", "takehome"];

/** Errors of texts, blocks and files, which are told where they are written or read. */
const OF_TEXTS = /^(syntax|not-taught|not-shown|bad-mat|bad-lesson|bad-config|broken-file|newer-format|unknown|loose-stack|doubtful|left-out|no-input)|^bad-value[.](?!plain)/;
/** Errors of programs, which are told to those who write them. */
const OF_PROGRAMS = /^(syntax|not-taught|word-lacking|bad-value|too-deep|unknown|garbled|not-shown|limit.size|robot-)/;

/** Errors that only the browser's own Python meets: it tells their sentence itself. */
const OF_PYTHON = /^python-error/;

/** Lines of Blockly's texts: help on other hosts, colours, Blockly's little wheels, plugins. */
const UNNEEDED = /Msg\["(COLOUR_|PROCEDURES_MUTATOR|PROCEDURES_ALLOW|WORKSPACE_SEARCH|MINIMAP|FIELD_BITMAP|\w+_HELPURL"|\w+_BACKPACK")/;

const OPTIONS = {
  absWorkingDir: HERE,
  outdir: ASSETS,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  metafile: true,
  target: ["es2018", "chrome64", "firefox60", "safari12"],
  supported: { "dynamic-import": true, destructuring: true },
  jsx: "automatic",
  jsxImportSource: "preact",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  publicPath: "/assets",
  loader: { ".woff2": "file" },
  logLevel: "warning",
  legalComments: "none",
};

/** A transport that no server of ours speaks. */
const WITHOUT_WEBTRANSPORT = {
  name: "without-webtransport",
  setup(steps) {
    steps.onResolve({ filter: /[/]webtransport\.js$/ }, () => ({ path: "webtransport", namespace: "left-out" }));
    steps.onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "export class WT {}" }));
  },
};

/** Blockly's texts without those of parts that we do not have. */
const BLOCKLY_TEXTS = {
  name: "blockly-texts",
  setup(steps) {
    steps.onLoad({ filter: /blockly[\\/]msg[\\/]\w+\.js$/ }, ({ path: file }) => {
      const lines = fs.readFileSync(file, "utf8").split("\n");
      return { contents: lines.filter((line) => !UNNEEDED.test(line)).join("\n"), loader: "js" };
    });
  },
};

/** Pyodide refuses a worker that is no module, by trying this; the parts that it needs of one are there all the same. */
const NO_SCRIPTS = "self.importScripts = () => { throw TypeError(); };";
/** Python's worker is a script of its own; of no kind, since a file's own page may start no module. */
const WORKER = { ...OPTIONS, splitting: false, format: "iife", banner: { js: NO_SCRIPTS }, target: ["es2020"], entryPoints: { "python-worker": "src/python/worker.ts" }, external: ["node:*", "ws"], plugins: [withoutPackages()] };
/** The page's side of it as a script of its own, for pages that no server sends and for trials. */
const PYTHON = { ...OPTIONS, splitting: false, entryPoints: { python: "src/python/python.ts" }, plugins: [pythonParts()] };

/** Pyodide without the address from which it would fetch packages: there are none. */
function withoutPackages() {
  const setup = (steps) => {
    steps.onLoad({ filter: /pyodide[\\/]pyodide\.mjs$/ }, ({ path: file }) => {
      return { contents: fs.readFileSync(file, "utf8").replace(/https:\/\/cdn\.[^`"]*/g, "/nowhere/"), loader: "js" };
    });
  };
  return { name: "without-packages", setup };
}

/** The names of the files that Python is loaded from, by what they are; `python.json` keeps them. */
async function partsOfPython() {
  const files = await makePython(ASSETS, path.join(DIST, ".python.json"));
  const { metafile } = await esbuild.build(WORKER);
  return { worker: path.basename(Object.keys(metafile.outputs)[0]), ...files };
}

/** `import parts from "python-parts"`: the addresses of what Python is loaded from. */
function pythonParts() {
  const setup = (steps) => {
    steps.onResolve({ filter: /^python-parts$/ }, () => ({ path: "python-parts", namespace: "python" }));
    steps.onLoad({ filter: /.*/, namespace: "python" }, async () => {
      const parts = await partsOfPython();
      const addresses = Object.entries(parts).map(([part, name]) => [part, `/assets/${name}`]);
      const watchFiles = [...coreFiles().map(([name]) => path.join(HERE, "../..", name)), path.join(HERE, "src/python/worker.ts"), path.join(HERE, "src/python/load.ts")];
      return { contents: JSON.stringify(Object.fromEntries(addresses)), loader: "json", watchFiles };
    });
  };
  return { name: "python-parts", setup };
}

/** Python's files and the page's side of it; what was made. */
async function finishPython() {
  const { outputs } = (await esbuild.build(PYTHON)).metafile;
  const files = { page: path.basename(Object.keys(outputs)[0]), ...(await partsOfPython()) };
  fs.writeFileSync(path.join(DIST, "python.json"), JSON.stringify(files, null, 2) + "\n");
  return Object.values(files);
}

/** A page's own build: it carries what it needs and nothing of another page's. */
function optionsOf(page) {
  const sheets = Object.entries(STYLES[page] ?? {}).map(([name, source]) => [`${page}-${name}`, source]);
  return { ...OPTIONS, entryPoints: { [page]: `src/pages/${page}.tsx`, ...Object.fromEntries(sheets) }, plugins: [textsOf(page), pythonParts(), WITHOUT_WEBTRANSPORT, BLOCKLY_TEXTS] };
}

/** Leaves out the texts that a page never shows; one that it shows all the same stops the build. */
function textsOf(page) {
  const left = new Set();
  const setup = (steps) => {
    steps.onResolve({ filter: /\.json\?rest$/ }, (asked) => ({ path: path.join(asked.resolveDir, asked.path.replace("?rest", "")), suffix: "?rest" }));
    steps.onLoad({ filter: STRINGS }, ({ path: file, suffix }) => {
      const texts = JSON.parse(fs.readFileSync(file, "utf8"));
      for (const key of Object.keys(texts.screens)) if (UNSAID[page].includes(key.split("_")[0])) left.add(key);
      for (const key of left) delete texts.screens[key];
      for (const code of Object.keys(texts.errors)) if (OF_PYTHON.test(code)) delete texts.errors[code];
      texts.scratch = {};
      if (page !== "takehome") for (const code of Object.keys(texts.errors)) if (code.startsWith("left-out")) delete texts.errors[code];
      if (!WRITING.includes(page)) shorten(texts, page);
      const isCut = FIRST[page] && file.endsWith(`${FIRST_LANGUAGE}.json`);
      return { contents: JSON.stringify(isCut ? partOf(texts, FIRST[page], suffix !== "?rest") : texts), loader: "json", watchFiles: [file] };
    });
    steps.onEnd(({ metafile }) => {
      const sources = Object.keys(metafile?.inputs ?? {}).filter((name) => name.startsWith("src/"));
      const code = sources.map((name) => fs.readFileSync(path.join(HERE, name), "utf8")).join("\n");
      const missed = [...left].filter((key) => code.includes(`"${key}"`)).concat(missedAtFirst(page, metafile));
      if (missed.length > 0) return { errors: [{ text: `the page ${page} shows ${missed.join(", ")}: change UNSAID` }] };
    });
  };
  return { name: "texts", setup };
}

/** The texts whose keys begin as `first` says, or the others; a section that is not in it is no first one. */
function partOf(texts, first, isFirst) {
  const begins = (section, key) => (first[section] ?? []).some((start) => key.startsWith(start));
  const kept = (section) => Object.entries(texts[section]).filter(([key]) => begins(section, key) === isFirst);
  return Object.fromEntries(Object.keys(texts).map((section) => [section, Object.fromEntries(kept(section))]));
}

/** The texts that a page's first scripts name and that come only later. */
function missedAtFirst(page, metafile) {
  const entry = metafile && entryOf(metafile.outputs, `src/pages/${page}.tsx`);
  if (!FIRST[page] || !entry) return [];
  const texts = languages().find(([name]) => name === FIRST_LANGUAGE)[1];
  const sources = scriptsOf(metafile.outputs, entry).flatMap((name) => Object.entries(metafile.outputs[name].inputs));
  const read = sources.filter(([name, { bytesInOutput }]) => bytesInOutput > 0 && /^src[\\/].*tsx?$/.test(name));
  const code = read.map(([name]) => fs.readFileSync(path.join(HERE, name), "utf8")).join("\n");
  return Object.keys(partOf(texts, FIRST[page], false).screens).filter((key) => code.includes(`t("${key}"`));
}

/** Leaves a word's card alone, and no sentence about a line of text. */
function shorten(texts, page) {
  for (const word of Object.values(texts.words)) if (word.card) for (const part of ["name", "block", "help"]) delete word[part];
  for (const code of Object.keys(texts.errors)) if (OF_TEXTS.test(code) || (page === "teacher" && OF_PROGRAMS.test(code))) delete texts.errors[code];
  texts.choices = {};
}

/** The script that a page, or a part of it, begins with. */
function entryOf(outputs, source) {
  return source && Object.keys(outputs).find((key) => outputs[key].entryPoint === source);
}

/** The scripts that must have arrived before a page starts: its own and those it imports at once. */
function scriptsOf(outputs, entry) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of outputs[name].imports) if (next.kind === "import-statement") visit(next.path);
  };
  visit(entry);
  return [...seen];
}

/** Every language there is: its texts' file, read for what stands in the HTML itself. */
function languages() {
  const files = fs.readdirSync(TEXTS).filter((name) => name.endsWith(".json"));
  return files.map((name) => [path.basename(name, ".json"), JSON.parse(fs.readFileSync(path.join(TEXTS, name), "utf8"))]);
}

/** "rtl" for a language that is written from right to left. */
function directionOf(language) {
  return new Intl.Locale(language).getTextInfo().direction;
}

/** The sheet with which a page begins: that of all its scripts, unless it has two. */
function styleOf(outputs, page) {
  return entryOf(outputs, STYLES[page]?.first) ?? outputs[entryOf(outputs, `src/pages/${page}.tsx`)].cssBundle;
}

/** The HTML of a page in a language; the title is its only text, the script writes the others. */
function html(name, outputs, language, title) {
  const entry = entryOf(outputs, `src/pages/${name}.tsx`);
  const address = (output) => `/assets/${path.basename(output)}`;
  const texts = Object.keys(outputs).find((key) => outputs[key].entryPoint?.endsWith(`strings/${language}.json`));
  const scripts = [...scriptsOf(outputs, entry), ...(texts ? [texts] : [])].map(address);
  const style = styleOf(outputs, name);
  const later = entryOf(outputs, STYLES[name]?.later);
  return [
    "<!doctype html>",
    `<html lang="${language}" dir="${directionOf(language)}" data-page="${name}">`,
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
    '<meta name="theme-color" content="#F6F3ED">',
    `<title>${title}</title>`,
    '<link rel="icon" href="data:,">',
    style ? `<link rel="stylesheet" href="${address(style)}">` : "",
    later ? `<link rel="stylesheet" href="${address(later)}" media="not all" id="later">` : "",
    ...scripts.slice(1).map((script) => `<link rel="modulepreload" href="${script}">`),
    `<script type="module" src="${scripts[0]}"></script>`,
    '<body><div id="page"></div></body></html>',
  ].filter(Boolean).join("\n");
}

/** Everything that a page, or a part of it, needs before it starts, for the weight budget. */
function manifestOf(outputs, entry, name) {
  const style = styleOf(outputs, name);
  return scriptFiles(outputs, entry).concat(style ? [`assets/${path.basename(style)}`] : []);
}

/** The scripts alone: a part that comes later brings no style of its own. */
function scriptFiles(outputs, entry) {
  return scriptsOf(outputs, entry).map((file) => `assets/${path.basename(file)}`);
}

/** The parts that a page fetches later (other languages aside), by their source: what each needs beside the page. */
function lateOf(outputs, page, name) {
  const there = new Set(manifestOf(outputs, page, name));
  const later = entryOf(outputs, STYLES[name]?.later);
  const styles = later ? { styles: [`assets/${path.basename(later)}`] } : {};
  const parts = Object.keys(outputs).filter((key) => key !== page && /^src[\\/].*tsx?$/.test(outputs[key].entryPoint ?? ""));
  const named = parts.map((key) => [partName(outputs[key].entryPoint), scriptFiles(outputs, key).filter((file) => !there.has(file))]);
  return { ...Object.fromEntries(named), ...styles };
}

/** `src/blocks/index.ts` -> `blocks`, `src/pupil/playing.tsx` -> `playing`. */
function partName(source) {
  return path.basename(source.replace(/[\\/]index\.\w+$/, "")).replace(/\.\w+$/, "");
}

/** Writes a page; the manifest and the files it has made. */
function finishPage(page, { outputs }) {
  for (const [language, { screens }] of languages()) {
    const name = language === FIRST_LANGUAGE ? `${page}.html` : `${page}.${language}.html`;
    fs.writeFileSync(path.join(DIST, name), html(page, outputs, language, screens[`title_${page}`]));
  }
  const entry = entryOf(outputs, `src/pages/${page}.tsx`);
  keep("manifest.json", { [`${page}.html`]: manifestOf(outputs, entry, page) });
  keep("late.json", { [`${page}.html`]: lateOf(outputs, entry, page) });
  return Object.keys(outputs).map((key) => path.basename(key));
}

function keep(name, fresh) {
  const file = path.join(DIST, name);
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  fs.writeFileSync(file, JSON.stringify({ ...known, ...fresh }, null, 2) + "\n");
}

/** Forgets what builds before the last one left, and puts a compressed twin beside the rest. */
function tidy(made) {
  forgetOlder(ASSETS, path.join(DIST, ".builds.json"), made, [path.basename(MEDIA)]);
  copyMedia();
  for (const folder of [DIST, ASSETS, MEDIA]) for (const name of fs.readdirSync(folder)) compress(path.join(folder, name));
}

/** Blockly's pictures beside the scripts, so that no page asks another host for them. */
function copyMedia() {
  fs.mkdirSync(MEDIA, { recursive: true });
  const from = path.join(HERE, "node_modules/blockly/media");
  for (const name of PICTURES) fs.copyFileSync(path.join(from, name), path.join(MEDIA, name));
}

/** Puts `file.gz` beside a file that is worth it. */
function compress(file) {
  if (COMPRESSED.test(file)) fs.writeFileSync(`${file}.gz`, zlib.gzipSync(fs.readFileSync(file), { level: 9 }));
}

async function build() {
  fs.mkdirSync(ASSETS, { recursive: true });
  const made = await finishPython();
  for (const page of PAGES) made.push(...finishPage(page, (await esbuild.build(optionsOf(page))).metafile));
  await makeTakehome(OPTIONS, [textsOf("takehome"), BLOCKLY_TEXTS], path.join(DIST, "takehome"));
  tidy(made);
}

async function watch() {
  fs.mkdirSync(ASSETS, { recursive: true });
  const made = { python: await finishPython() };
  for (const page of PAGES) {
    const options = optionsOf(page);
    const setup = (steps) => steps.onEnd(({ metafile }) => {
      if (!metafile) return;
      made[page] = finishPage(page, metafile);
      if (Object.keys(made).length > PAGES.length) tidy(Object.values(made).flat());
    });
    await (await esbuild.context({ ...options, plugins: [...options.plugins, { name: "pages", setup }] })).watch();
  }
}

await (process.argv.includes("--watch") ? watch() : build());
