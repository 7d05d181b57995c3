/** A program's file that lies on this device, as a message carries it: cards, blocks, Python, or a project of Scratch. */

/** Bytes that a message to the server has room for. */
const LARGEST = 700_000;
const PROJECT = "project.json";
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];

/** A file in base64, of a Scratch project its program alone; null when it is too big. */
export async function carried(file: File): Promise<string | null> {
  const whole = new Uint8Array(await file.arrayBuffer());
  const bytes = /\.sb3$/i.test(file.name) ? projectOnly(whole) : whole;
  return bytes.length > LARGEST ? null : base64(bytes);
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** A Scratch file without its pictures and sounds: the archive of its program alone, packed as it was. */
function projectOnly(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
  const short = (at: number): number => (at + 2 <= bytes.length ? view.getUint16(at, true) : 0);
  let end = bytes.length - 22;
  while (end >= 0 && number(end) !== END) end -= 1;
  if (end < 0) return bytes;
  for (let at = number(end + 16), left = short(end + 10); left > 0 && number(at) === CENTRAL; left -= 1) {
    const [name, extra, comment] = [short(at + 28), short(at + 30), short(at + 32)];
    if (String.fromCharCode(...bytes.subarray(at + 46, at + 46 + name)) === PROJECT) return packed(bytes, at, number(at + 42)) ?? bytes;
    at += 46 + name + extra + comment;
  }
  return bytes;
}

function packed(bytes: Uint8Array, entry: number, from: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (from + 30 > bytes.length || view.getUint32(from, true) !== LOCAL) return null;
  const start = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
  const data = bytes.subarray(start, start + view.getUint32(entry + 20, true));
  const [head, tail] = [46 + PROJECT.length, 22];
  const local = 30 + PROJECT.length;
  const made = new Uint8Array(local + data.length + head + tail);
  const out = new DataView(made.buffer);
  const name = Uint8Array.from(PROJECT, (sign) => sign.charCodeAt(0));
  // What both headers share (version, flags, packing, time, check, sizes) is the entry's own; no data follows the local one.
  out.setUint32(0, LOCAL, true);
  made.set(bytes.subarray(entry + 6, entry + 28), 4);
  out.setUint16(6, view.getUint16(entry + 8, true) & ~8, true);
  out.setUint16(26, name.length, true);
  made.set(name, 30);
  made.set(data, local);
  const central = local + data.length;
  out.setUint32(central, CENTRAL, true);
  made.set(made.subarray(4, 26), central + 6);
  out.setUint16(central + 28, name.length, true);
  made.set(name, central + 46);
  const last = central + head;
  out.setUint32(last, END, true);
  out.setUint16(last + 8, 1, true);
  out.setUint16(last + 10, 1, true);
  out.setUint32(last + 12, head, true);
  out.setUint32(last + 16, central, true);
  return made;
}
