// Makes what the browser's own Python is loaded from: Pyodide's two files, our trimmed library and our core.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.join(HERE, "../../..");
const PYODIDE = path.join(HERE, "../node_modules/pyodide");
const STDLIB = "/lib/python314.zip";
const NO_PACKAGES = JSON.stringify({ info: { arch: "wasm32", platform: "emscripten", version: "0", python: "3.14.2", abi_version: "2026_0" }, packages: {} });

/** Everything of `robots` that could be asked for; what is imported of it is only known afterwards. */
const CORE = ["robots/__init__.py", "robots/abilities.py", "robots/errors.py", "robots/languages.py", "robots/names.py", "robots/judging.py", "robots/strings",
  "robots/program", "robots/world", "robots/browser", "robots/drivers/__init__.py", "robots/drivers/simulated.py"];
const KEPT = /\.(py|json|toml)$/;

/** The four files in `assets`, made again only when something that they are made of has changed. */
export async function makePython(assets, memory) {
  const sources = coreFiles();
  const wanted = hashOf([version(), read(path.join(HERE, "make.py")), read(fileURLToPath(import.meta.url)), ...sources.flat()]);
  const known = fs.existsSync(memory) ? JSON.parse(fs.readFileSync(memory, "utf8")) : {};
  if (known.wanted === wanted && Object.values(known.files).every((name) => fs.existsSync(path.join(assets, name)))) return known.files;
  const python = await started(sources);
  const bytes = (call) => Buffer.from(python.runPython(call).toJs());
  const put = (stem, ending, content) => kept(assets, stem, ending, content, python);
  const files = {
    core: put("robots", ".zip", bytes('make.core("/core")')),
    library: put("library", ".zip", bytes(`make.library("${STDLIB}")`)),
    runtime: put("pyodide", ".mjs", read(path.join(PYODIDE, "pyodide.asm.mjs"))),
    wasm: put("pyodide", ".wasm", read(path.join(PYODIDE, "pyodide.asm.wasm"))),
  };
  fs.writeFileSync(memory, JSON.stringify({ wanted, files }, null, 2) + "\n");
  return files;
}

/** The source files that the core's zip is made of, for those who watch them. */
export function coreFiles() {
  const found = CORE.flatMap((name) => {
    const whole = path.join(ROOT, name);
    if (fs.statSync(whole).isFile()) return [name];
    return fs.readdirSync(whole, { recursive: true }).map((inner) => path.join(name, inner));
  });
  const files = found.filter((name) => KEPT.test(name) && !name.includes("__pycache__")).sort();
  return files.map((name) => [name.split(path.sep).join("/"), read(path.join(ROOT, name))]);
}

/** Pyodide itself, with our sources in it, after it has done once whatever a page asks. */
async function started(sources) {
  const { loadPyodide } = await import("pyodide");
  const python = await loadPyodide({ lockFileContents: NO_PACKAGES, packageBaseUrl: PYODIDE });
  for (const [name, content] of sources) {
    python.FS.mkdirTree(`/core/${path.posix.dirname(name)}`);
    python.FS.writeFile(`/core/${name}`, content);
  }
  python.FS.writeFile("/make.py", read(path.join(HERE, "make.py")));
  python.runPython('import sys; sys.dont_write_bytecode = True; sys.path[:0] = ["/", "/core"]; import make; make.use()');
  return python;
}

/** Writes a file under a name that changes with it, and its compressed twin; its name. */
function kept(assets, stem, ending, content, python) {
  const name = `${stem}-${hashOf([content]).slice(0, 8).toUpperCase()}${ending}`;
  const file = path.join(assets, name);
  fs.mkdirSync(assets, { recursive: true });
  if (!fs.existsSync(file) || !fs.existsSync(`${file}.gz`)) {
    python.FS.writeFile("/whole", content);
    fs.writeFileSync(`${file}.gz`, Buffer.from(python.runPython('make.compressed("/whole")').toJs()));
    fs.writeFileSync(file, content);
  }
  return name;
}

function hashOf(parts) {
  const hash = crypto.createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

function version() {
  return JSON.parse(fs.readFileSync(path.join(PYODIDE, "package.json"), "utf8")).version;
}

function read(file) {
  return fs.readFileSync(file);
}
