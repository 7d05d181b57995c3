// Which files of dist/ stay when the client is built again while pages are open.
import fs from "node:fs";
import path from "node:path";

/**
 * Forgets what older builds left in a folder, but not what the last one before this made: a page that is open
 * still fetches its late parts by their old names. `memory` is a file that says what was made when.
 */
export function forgetOlder(folder, memory, made, spared = []) {
  const names = [...new Set(made)].sort();
  const before = filesBefore(read(memory), names);
  const kept = new Set([...names, ...before, ...spared]);
  for (const name of fs.readdirSync(folder)) {
    if (!kept.has(name.replace(/\.gz$/, ""))) fs.rmSync(path.join(folder, name), { recursive: true });
  }
  fs.writeFileSync(memory, JSON.stringify({ made: names, before }));
}

/** What the build before this made; a build that makes the same again is no other one. */
function filesBefore(known, names) {
  const isSame = known.made.join() === names.join();
  return isSame ? known.before : known.made;
}

function read(memory) {
  return fs.existsSync(memory) ? JSON.parse(fs.readFileSync(memory, "utf8")) : { made: [], before: [] };
}
