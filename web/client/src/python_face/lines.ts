/** Lines that are lit: the one that runs, and those of the block that is chosen beside. */
import { RangeSet, StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass, type DecorationSet } from "@codemirror/view";

/** A first and a last line, from 1. */
export type Span = readonly [number, number];

/** What is lit; null for nothing. */
export interface Lit {
  running: number | null;
  chosen: Span | null;
}

const NOTHING: Lit = { running: null, chosen: null };
const light = StateEffect.define<Lit>();

class Numbered extends GutterMarker {
  constructor(override elementClass: string) {
    super();
  }
}

const RUNNING = { line: Decoration.line({ class: "cm-running" }), number: new Numbered("cm-runningnumber") };
const CHOSEN = { line: Decoration.line({ class: "cm-chosen" }), number: new Numbered("cm-chosennumber") };

const lit = StateField.define<{ lit: Lit; lines: DecorationSet; numbers: RangeSet<GutterMarker> }>({
  create: () => ({ lit: NOTHING, lines: Decoration.none, numbers: RangeSet.empty }),
  update(value, transaction) {
    const effect = transaction.effects.find((one) => one.is(light));
    if (effect) return drawn(transaction.state, effect.value as Lit);
    if (!transaction.docChanged) return value;
    return { ...value, lines: value.lines.map(transaction.changes), numbers: value.numbers.map(transaction.changes) };
  },
  provide: (field) => [EditorView.decorations.from(field, (value) => value.lines), gutterLineClass.from(field, (value) => value.numbers)],
});

function drawn(state: EditorState, wanted: Lit): { lit: Lit; lines: DecorationSet; numbers: RangeSet<GutterMarker> } {
  const lines: Range<Decoration>[] = [];
  const numbers: Range<GutterMarker>[] = [];
  const draw = (number: number, look: typeof RUNNING): void => {
    if (number < 1 || number > state.doc.lines) return;
    const { from } = state.doc.line(number);
    lines.push(look.line.range(from));
    numbers.push(look.number.range(from));
  };
  if (wanted.chosen) for (let number = wanted.chosen[0]; number <= wanted.chosen[1]; number += 1) draw(number, CHOSEN);
  if (wanted.running !== null) draw(wanted.running, RUNNING);
  return { lit: wanted, lines: Decoration.set(lines, true), numbers: RangeSet.of(numbers, true) };
}

/** Lets lines be lit. */
export function litLines(): Extension {
  return lit;
}

/** Lights these lines, and brings the first of them into view. */
export function lightLines(view: EditorView, wanted: Lit): void {
  const before = view.state.field(lit).lit;
  if (JSON.stringify(before) === JSON.stringify(wanted)) return;
  const first = wanted.running ?? wanted.chosen?.[0] ?? null;
  const effects: StateEffect<unknown>[] = [light.of(wanted)];
  if (first !== null && first >= 1 && first <= view.state.doc.lines) effects.push(EditorView.scrollIntoView(view.state.doc.line(first).from, { y: "nearest", yMargin: 40 }));
  view.dispatch({ effects });
}
