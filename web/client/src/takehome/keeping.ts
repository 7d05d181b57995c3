/** Programs kept as files, and opened from files: nothing else keeps what is made in this page. */
import { computed, signal } from "@preact/signals";
import { endOf } from "../cards/composition";
import { faces } from "../pupil/faces";
import { faults, hole, program, turnFace } from "../pupil/session";
import { language } from "../strings";
import { changed } from "./journal";
import { ask, carried, Refusal } from "./line";
import { python } from "./robot";

/** Files that can be opened. */
export const OPENED = ".json,.py,.sb3,application/json,text/x-python";

/** Whether the hint has been put away until the next time the page may be left. */
const quiet = signal(false);

/** Whether the page should say how to keep what is in no file yet. */
export const toBeKept = computed(() => changed.value !== null && !quiet.value);

/** The hint has been seen. */
export function hush(): void {
  quiet.value = true;
}

/** Gives the program as a file: Python as .py, cards and blocks as .json. */
export function save(): void {
  const { face, content } = program.value;
  const python = face === "python";
  const file = new Blob([content], { type: python ? "text/x-python" : "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${carried.lesson.slug}${python ? ".py" : ".json"}`;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  changed.value = null;
  quiet.value = false;
}

/** Opens a file; what is wrong with it is told as of any program. */
export async function open(file: File): Promise<void> {
  try {
    await take(file);
  } catch (problem) {
    faults.value = problem instanceof Refusal ? problem.faults : [{ code: "broken-file", where: "", details: {}, remark: false }];
  }
}

/** A face that this page cannot write comes in one that it can. */
async function take(file: File): Promise<void> {
  const opened = await (await python()).open(file.name, await base64(file), language.value);
  if (!opened.program) throw new Refusal(opened.faults);
  let taken = opened.program;
  const [first] = faces.value;
  if (first && !carried.lesson.faces.includes(taken.face)) {
    const converted = await ask("convert", { program: taken, to: first, language: language.value, beside: false });
    if (!converted.program) throw new Refusal(converted.faults);
    taken = converted.program;
  }
  turnFace(taken);
  if (taken.face === "cards") hole.value = endOf(taken.content);
  changed.value = null;
  if (opened.faults.length > 0) faults.value = opened.faults.map((fault) => ({ ...fault, remark: false }));
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new Error(file.name));
    reader.readAsDataURL(file);
  });
}

/** Before the page goes with something in no file, it asks, and says how it is kept. */
export function askBeforeLeaving(): void {
  addEventListener("beforeunload", (event) => {
    if (changed.value === null) return;
    quiet.value = false;
    event.preventDefault();
    event.returnValue = true;
  });
  addEventListener("pagehide", () => (quiet.value = false));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) quiet.value = false;
  });
}
