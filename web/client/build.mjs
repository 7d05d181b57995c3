// Builds the pages into dist/: `node build.mjs [--watch]`.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import * as esbuild from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, "dist");
const ASSETS = path.join(DIST, "assets");
const TITLES = { pupil: "Ribambelle", teacher: "Ribambelle : la classe", board: "Ribambelle : le tableau" };
const PRELOADED_FONT = "lexend-latin-wght-normal";
const COMPRESSED = /\.(js|css|html|json|svg)$/;

const OPTIONS = {
  absWorkingDir: HERE,
  entryPoints: Object.fromEntries(
    Object.keys(TITLES)
      .filter((name) => fs.existsSync(path.join(HERE, `src/pages/${name}.tsx`)))
      .map((name) => [name, `src/pages/${name}.tsx`]),
  ),
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

/** The HTML of a page; it holds no text, the script writes it in the reader's language. */
function html(name, outputs) {
  const entry = Object.keys(outputs).find((key) => outputs[key].entryPoint === `src/pages/${name}.tsx`);
  const address = (output) => `/assets/${path.basename(output)}`;
  const scripts = scriptsOf(outputs, entry).map(address);
  const font = Object.keys(outputs).find((key) => path.basename(key).startsWith(`${PRELOADED_FONT}-`));
  const style = outputs[entry].cssBundle;
  return [
    "<!doctype html>",
    `<html lang="fr" dir="ltr" data-page="${name}">`,
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">',
    '<meta name="theme-color" content="#F6F3ED">',
    `<title>${TITLES[name]}</title>`,
    '<link rel="icon" href="data:,">',
    font ? `<link rel="preload" href="${address(font)}" as="font" type="font/woff2" crossorigin>` : "",
    style ? `<link rel="stylesheet" href="${address(style)}">` : "",
    ...scripts.slice(1).map((script) => `<link rel="modulepreload" href="${script}">`),
    `<script type="module" src="${scripts[0]}"></script>`,
    '<body><div id="page"></div></body></html>',
  ].filter(Boolean).join("\n");
}

/** Everything that a page needs before it starts, for the weight budget. */
function manifestOf(name, outputs) {
  const entry = Object.keys(outputs).find((key) => outputs[key].entryPoint === `src/pages/${name}.tsx`);
  const files = scriptsOf(outputs, entry);
  if (outputs[entry].cssBundle) files.push(outputs[entry].cssBundle);
  return files.map((file) => `assets/${path.basename(file)}`);
}

/** Writes the pages, the manifest and the compressed twins; forgets what an older build left. */
function finish(result) {
  const outputs = result.metafile.outputs;
  const manifest = {};
  for (const name of Object.keys(OPTIONS.entryPoints)) {
    fs.writeFileSync(path.join(DIST, `${name}.html`), html(name, outputs));
    manifest[`${name}.html`] = manifestOf(name, outputs);
  }
  fs.writeFileSync(path.join(DIST, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
  const fresh = new Set(Object.keys(outputs).map((key) => path.basename(key)));
  for (const name of fs.readdirSync(ASSETS)) {
    if (!fresh.has(name.replace(/\.gz$/, ""))) fs.rmSync(path.join(ASSETS, name));
  }
  for (const folder of [DIST, ASSETS]) for (const name of fs.readdirSync(folder)) compress(path.join(folder, name));
}

/** Puts `file.gz` beside a file that is worth it. */
function compress(file) {
  if (COMPRESSED.test(file)) fs.writeFileSync(`${file}.gz`, zlib.gzipSync(fs.readFileSync(file), { level: 9 }));
}

async function build() {
  fs.mkdirSync(ASSETS, { recursive: true });
  finish(await esbuild.build(OPTIONS));
}

async function watch() {
  fs.mkdirSync(ASSETS, { recursive: true });
  const pages = { name: "pages", setup: (steps) => steps.onEnd((result) => result.metafile && finish(result)) };
  const context = await esbuild.context({ ...OPTIONS, plugins: [pages] });
  await context.watch();
}

await (process.argv.includes("--watch") ? watch() : build());
