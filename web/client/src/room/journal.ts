/** Every gesture is kept on this device at once, and sent again until the server has it on disk. */
import { signal } from "@preact/signals";
import type { Edit, ProgramText } from "../generated/messages";
import { ask, hear, online, Refusal, whenOnline } from "./connection";
import { newId } from "./ids";

const DATABASE = "ribambelle";
const STORE = "gestures";
const AGAIN_AFTER = 2000;
/** What the server will say again however often it is asked. */
const FOR_GOOD = ["too-big", "bad-message", "not-allowed"];

interface Kept extends Edit {
  order: number;
}

/** How many gestures the server has not acknowledged yet. */
export const unsaved = signal(0);

/** The last program of each seat that waited when this page began: it may reach the server before anybody asks for it. */
const leftOver = new Map<string, ProgramText>();

let waiting: Kept[] = [];
let order = Date.now();
let sending = false;
/** Whether the server has said who this is since the line opened: by then what belonged to a class that closed meanwhile is forgotten. */
let greeted = false;
let ready: Promise<IDBDatabase | null> | null = null;

/** Keeps a changed program; it reaches the server when it can. */
export function record(seat: string, program: ProgramText): string {
  order += 1;
  const edit: Kept = { gesture: newId(), seat, program, order };
  waiting.push(edit);
  leftOver.delete(seat);
  unsaved.value = waiting.length;
  void write((store) => store.put(edit));
  void sendAll();
  return edit.gesture;
}

/** The last program of a seat that has not reached the server, for a tablet that was switched off. */
export async function lastUnsaved(seat: string): Promise<ProgramText | null> {
  await restored;
  const mine = waiting.filter((edit) => edit.seat === seat);
  const last = mine[mine.length - 1]?.program ?? leftOver.get(seat) ?? null;
  leftOver.delete(seat);
  return last;
}

/** Forgets everything: the class is over. */
export async function forgetJournal(): Promise<void> {
  await restored;
  waiting = [];
  leftOver.clear();
  unsaved.value = 0;
  await write((store) => store.clear());
}

/** Sends what is waiting whenever the line is there; whoever calls it hears each welcome first. */
export function listenToJournal(): void {
  online.subscribe((there) => void (greeted = greeted && there));
  hear("welcome", () => {
    greeted = true;
    void sendAll();
  });
  whenOnline(() => void sendAll());
}

async function sendAll(): Promise<void> {
  if (sending) return;
  sending = true;
  await restored;
  while (waiting.length > 0 && online.value && greeted) {
    const [edit] = waiting;
    if (edit && (await sent(edit))) await settle(edit);
    else if (waiting[0] === edit) await pause(AGAIN_AFTER);
  }
  sending = false;
}

async function sent({ gesture, seat, program }: Kept): Promise<boolean> {
  try {
    const saved = await ask("edit", { gesture, seat, program });
    return saved.gesture === gesture;
  } catch (problem) {
    return problem instanceof Refusal && isPast(gesture, seat, problem);
  }
}

/** Whether a gesture that is refused for good may go: another seat's, or one that a later one holds. It must not keep the later ones here. */
function isPast(gesture: string, seat: string, { faults }: Refusal): boolean {
  if (!faults.some((fault) => FOR_GOOD.includes(fault.code))) return false;
  const last = waiting[waiting.length - 1];
  const later = waiting.some((edit) => edit.seat === seat && edit.gesture !== gesture);
  return later || last?.seat !== seat;
}

async function settle(edit: Kept): Promise<void> {
  waiting = waiting.filter((other) => other.gesture !== edit.gesture);
  unsaved.value = waiting.length;
  await write((store) => store.delete(edit.gesture));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function database(): Promise<IDBDatabase | null> {
  ready ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "gesture" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return ready;
}

async function write(change: (store: IDBObjectStore) => IDBRequest): Promise<void> {
  const opened = await database();
  if (!opened) return;
  await new Promise<void>((resolve) => {
    const transaction = opened.transaction(STORE, "readwrite");
    change(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => resolve();
  });
}

async function readAll(): Promise<Kept[]> {
  const opened = await database();
  if (!opened) return [];
  return new Promise((resolve) => {
    const request = opened.transaction(STORE).objectStore(STORE).getAll();
    request.onsuccess = () => resolve(request.result as Kept[]);
    request.onerror = () => resolve([]);
  });
}

const restored: Promise<void> = readAll().then((kept) => {
  const known = new Set(waiting.map((edit) => edit.gesture));
  const older = kept.filter((edit) => !known.has(edit.gesture)).sort((a, b) => a.order - b.order);
  waiting = older.concat(waiting);
  older.forEach((edit) => leftOver.set(edit.seat, edit.program));
  waiting.filter((edit) => known.has(edit.gesture)).forEach((edit) => leftOver.delete(edit.seat));
  unsaved.value = waiting.length;
});
