/** What is to be mended: a mark at the line's number, one sentence under the line, a key that mends it where one can. */
import { completionStatus } from "@codemirror/autocomplete";
import { RangeSet, StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass, WidgetType, type DecorationSet } from "@codemirror/view";
import type { Fault } from "../generated/messages";
import { iconShapes } from "../look/drawing";
import { faultText, t } from "../strings";

/** Something to mend at a line; `at` is where the line begins. */
interface Mend {
  at: number;
  fault: Fault;
}

const tell = StateEffect.define<readonly Mend[]>();

class Marked extends GutterMarker {
  override elementClass = "cm-mendnumber";
}

class Free extends GutterMarker {
  override elementClass = "cm-freenumber";
}

const MARK = new Marked();
const FREE = new Free();
const LINE = Decoration.line({ class: "cm-mend" });

/** What is no fault: Python that only this tablet runs. */
function isFree({ code, details }: Fault): boolean {
  return code === "not-taught" && (details["reason"] ?? "name") === "name";
}

interface Shown {
  mends: readonly Mend[];
  /** The line whose sentence is shown. */
  told: number | null;
  drawn: DecorationSet;
  numbers: RangeSet<GutterMarker>;
}

const NOTHING: Shown = { mends: [], told: null, drawn: Decoration.none, numbers: RangeSet.empty };

const mending = StateField.define<Shown>({
  create: () => NOTHING,
  update(value, transaction) {
    const effect = transaction.effects.find((one) => one.is(tell));
    if (effect) return drawn(transaction.state, effect.value as readonly Mend[]);
    if (value.mends.length === 0) return value;
    const mends = transaction.docChanged ? value.mends.map(({ at, fault }) => ({ at: transaction.changes.mapPos(at), fault })) : value.mends;
    const same = told(transaction.state, mends)?.at ?? null;
    if (!transaction.docChanged && same === value.told) return value;
    return drawn(transaction.state, mends);
  },
  provide: (field) => [EditorView.decorations.from(field, (value) => value.drawn), gutterLineClass.from(field, (value) => value.numbers)],
});

/** One sentence at a time: the one of the line in hand, unless a word is being chosen there, else the first that keeps it from running. */
function told(state: EditorState, mends: readonly Mend[]): Mend | undefined {
  const here = state.doc.lineAt(state.selection.main.head).from;
  const one = mends.find(({ at }) => at === here) ?? mends.find(({ fault }) => !fault.remark && !isFree(fault));
  return one?.at === here && completionStatus(state) !== null ? undefined : one;
}

function drawn(state: EditorState, mends: readonly Mend[]): Shown {
  const one = told(state, mends);
  const ranges: Range<Decoration>[] = [];
  const marks = new Map(mends.map(({ at, fault }) => [state.doc.lineAt(at).from, isFree(fault) ? FREE : MARK]));
  for (const at of marks.keys()) ranges.push(LINE.range(at));
  if (one) {
    const { to } = state.doc.lineAt(one.at);
    if (one.fault.details["reason"] === "colon") ranges.push(Decoration.widget({ widget: new Hole(), side: 1 }).range(to));
    ranges.push(Decoration.widget({ widget: new Sentence(one.fault), block: true, side: 2 }).range(to));
  }
  return { mends, told: one?.at ?? null, drawn: Decoration.set(ranges, true), numbers: RangeSet.of([...marks].map(([at, mark]) => mark.range(at)), true) };
}

/** Where a sign is missing. */
class Hole extends WidgetType {
  override eq(): boolean {
    return true;
  }

  toDOM(): HTMLElement {
    const hole = document.createElement("span");
    hole.className = "cm-hole";
    hole.setAttribute("aria-hidden", "true");
    return hole;
  }
}

class Sentence extends WidgetType {
  constructor(private readonly fault: Fault) {
    super();
  }

  override eq(other: Sentence): boolean {
    return JSON.stringify(other.fault) === JSON.stringify(this.fault);
  }

  toDOM(view: EditorView): HTMLElement {
    const note = document.createElement("div");
    note.className = `cm-sentence ${isFree(this.fault) ? "free" : ""}`;
    note.innerHTML = `<svg class="i" viewBox="0 0 48 48" aria-hidden="true">${iconShapes(isFree(this.fault) ? "eye" : "hint")}</svg>`;
    const text = document.createElement("p");
    text.textContent = isFree(this.fault) ? t("python_tablet_only") : faultText(this.fault);
    note.append(text);
    const way = wayOut(this.fault);
    if (way && !view.state.readOnly) note.append(keyOf(view, note, way));
    return note;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** How a fault is mended: what the key says, and the new text of its line. */
interface WayOut {
  says: string;
  mend(line: string): string;
}

function wayOut({ code, details }: Fault): WayOut | null {
  const { reason, name, near } = details;
  if (code === "syntax" && reason === "colon") return { says: t("python_put"), mend: (line) => line.replace(/\s*(#.*)?$/, (rest) => `:${rest}`) };
  if (code === "not-taught" && reason === "brackets") return { says: t("python_put"), mend: (line) => line.replace(String(name), `${String(name)}()`) };
  if (code === "unknown-word" && near !== undefined) return { says: String(near), mend: (line) => line.replace(String(name), String(near)) };
  return null;
}

function keyOf(view: EditorView, note: HTMLElement, way: WayOut): HTMLElement {
  const key = document.createElement("button");
  key.type = "button";
  key.className = "pill";
  key.textContent = way.says;
  key.addEventListener("click", () => {
    const line = view.state.doc.lineAt(view.posAtDOM(note, 0));
    view.dispatch({ changes: { from: line.from, to: line.to, insert: way.mend(line.text) }, userEvent: "input" });
    view.focus();
  });
  return key;
}

/** Lets faults be shown at their lines. */
export function mendable(): Extension {
  return mending;
}

/** Shows these faults, those of one line as one. */
export function showFaults(view: EditorView, faults: readonly Fault[]): void {
  const { doc } = view.state;
  const mends: Mend[] = [];
  for (const fault of faults) {
    const number = Number(fault.where);
    if (!Number.isInteger(number) || number < 1) continue;
    const at = doc.line(Math.min(number, doc.lines)).from;
    if (!mends.some((mend) => mend.at === at)) mends.push({ at, fault });
  }
  const before = view.state.field(mending).mends;
  if (before.length === 0 && mends.length === 0) return;
  view.dispatch({ effects: tell.of(mends) });
}

/** Brings a line into view, with the cursor at its end. */
export function goToLine(view: EditorView, number: number): void {
  if (number < 1 || number > view.state.doc.lines) return;
  const { to } = view.state.doc.line(number);
  view.dispatch({ selection: { anchor: to }, effects: EditorView.scrollIntoView(to, { y: "center" }) });
}
