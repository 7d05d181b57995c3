/** Lines before which the program waits: a tap on a line's number (or F9) puts a pause there, in place of the number. */
import { RangeSet, StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, GutterMarker, keymap, lineNumberMarkers, lineNumbers } from "@codemirror/view";
import { iconShapes } from "../look/drawing";

const put = StateEffect.define<readonly number[]>();

class Pause extends GutterMarker {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const mark = document.createElement("span");
    mark.className = "cm-stop";
    mark.innerHTML = `<svg viewBox="0 0 48 48" aria-hidden="true">${iconShapes("pause")}</svg>`;
    return mark;
  }
}

const PAUSE = new Pause();

const stops = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, { changes, docChanged, effects, state }) {
    const effect = effects.find((one) => one.is(put));
    if (effect) return marked(state, effect.value as readonly number[]);
    return docChanged ? marked(state, numbers(state, value.map(changes))) : value;
  },
  provide: (field) => lineNumberMarkers.from(field),
});

function marked({ doc }: EditorState, lines: readonly number[]): RangeSet<GutterMarker> {
  const known = [...new Set(lines)].filter((line) => line >= 1 && line <= doc.lines);
  return RangeSet.of(known.map((line) => PAUSE.range(doc.line(line).from)), true);
}

function numbers({ doc }: EditorState, marks: RangeSet<GutterMarker>): number[] {
  const found: number[] = [];
  for (const cursor = marks.iter(); cursor.value; cursor.next()) found.push(doc.lineAt(Math.min(cursor.from, doc.length)).number);
  return found;
}

/** The lines that wait. */
export function stopsIn(state: EditorState): string[] {
  return numbers(state, state.field(stops)).map(String);
}

/** Shows which lines wait. */
export function showStops(view: EditorView, lines: readonly string[]): void {
  if (lines.join() !== stopsIn(view.state).join()) view.dispatch({ effects: put.of(lines.map(Number)) });
}

/** Line numbers that can be tapped. */
export function stopLines(): Extension {
  const toggle = (view: EditorView, line: number): boolean => {
    if (view.state.readOnly) return false;
    const before = stopsIn(view.state).map(Number);
    view.dispatch({ effects: put.of(before.includes(line) ? before.filter((one) => one !== line) : [...before, line]) });
    return true;
  };
  return [
    stops,
    lineNumbers({ domEventHandlers: { click: (view, { from }) => toggle(view, view.state.doc.lineAt(from).number) } }),
    keymap.of([{ key: "F9", run: (view) => toggle(view, view.state.doc.lineAt(view.state.selection.main.head).number) }]),
  ];
}
