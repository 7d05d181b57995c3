/** The editor of Python as a part of a page. */
import { redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Fault } from "../generated/messages";
import { changeBetween } from "./change";
import { lightLines, type Span } from "./lines";
import { goToLine, showFaults } from "./mending";
import { setup } from "./setup";
import { showStops, stopsIn } from "./stops";

export interface PythonEditorProps {
  /** The text. */
  program: string;
  /** The words and constructs on offer. */
  words: readonly string[];
  /** The places of the mat, for `at`. */
  places: readonly string[];
  /** The line that runs now. */
  current: string | null;
  /** The lines of what is chosen beside. */
  chosen: Span | null;
  faults: readonly Fault[];
  readOnly: boolean;
  onChange(content: string): void;
  /** The lines before which a run waits. */
  stops?: readonly string[];
  onStops?: ((lines: readonly string[]) => void) | undefined;
  /** The line that the cursor has gone to by the child's own hand. */
  onLine?: ((line: number) => void) | undefined;
}

/** The editor that the keys mean, null while there is none. */
export const active = signal<EditorView | null>(null);

/** Whether a change of the text can be taken back, or done again. */
export const canUndo = signal(false);
export const canRedo = signal(false);

const NONE: readonly string[] = [];
const given = Annotation.define<boolean>();

/** CodeMirror, filling its parent; its parts follow the properties. */
export function PythonEditor(props: PythonEditorProps) {
  const { program, current, chosen, faults, readOnly, stops = NONE } = props;
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const held = useRef(new Compartment());
  /** The texts that went from here and may still come back, the oldest first. */
  const own = useRef(new Set<string>());
  const [view, setView] = useState<EditorView | null>(null);
  latest.current = props;

  useEffect(() => {
    if (!place.current) return;
    const made = makeView(place.current, latest, held.current, own);
    setView(made);
    active.value = made;
    return () => {
      active.value = null;
      made.destroy();
    };
  }, []);
  useLayoutEffect(() => {
    if (!view) return;
    if (own.current.has(program)) return void (own.current = since(own.current, program));
    own.current.clear();
    take(view, program);
  }, [view, program]);
  useEffect(() => void view?.dispatch({ effects: held.current.reconfigure(holding(readOnly)) }), [view, readOnly]);
  useEffect(() => void (view && showFaults(view, faults)), [view, faults]);
  useEffect(() => void (view && lightLines(view, { running: current === null ? null : Number(current), chosen })), [view, current, chosen, program]);
  useEffect(() => void (view && showStops(view, stops)), [view, stops]);
  return <div class="codeplace" ref={place} />;
}

function holding(readOnly: boolean): readonly [ReturnType<typeof EditorState.readOnly.of>, ReturnType<typeof EditorView.editable.of>] {
  return [EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)];
}

function makeView(parent: HTMLElement, latest: { current: PythonEditorProps }, held: Compartment, sent: { current: Set<string> }): EditorView {
  const { program, readOnly } = latest.current;
  const send = (text: string): void => {
    sent.current.delete(text);
    sent.current.add(text);
    latest.current.onChange(text);
  };
  const hear = EditorView.updateListener.of((update) => {
    canUndo.value = undoDepth(update.state) > 0;
    canRedo.value = redoDepth(update.state) > 0;
    const own = !update.transactions.some((transaction) => transaction.annotation(given));
    const stops = stopsIn(update.state);
    if (own && stops.join() !== stopsIn(update.startState).join()) latest.current.onStops?.(stops);
    if (update.docChanged && own) send(update.state.doc.toString());
    if ((update.selectionSet || update.docChanged) && own) latest.current.onLine?.(update.state.doc.lineAt(update.state.selection.main.head).number);
  });
  const offered = (): PythonEditorProps => latest.current;
  const state = EditorState.create({ doc: program, selection: { anchor: program.length }, extensions: [setup(offered), held.of(holding(readOnly)), hear] });
  return new EditorView({ state, parent });
}

function since(texts: ReadonlySet<string>, text: string): Set<string> {
  const all = [...texts];
  return new Set(all.slice(all.indexOf(text)));
}

/** Takes a text that was not typed here, changing only what differs, so that cursor and view stay. */
function take(view: EditorView, text: string): void {
  const change = changeBetween(view.state.doc.toString(), text);
  if (change) view.dispatch({ changes: change, annotations: given.of(true) });
}

/** One change back, or forth. */
export function stepBack(view: EditorView): void {
  undo(view);
}
export function stepForth(view: EditorView): void {
  redo(view);
}

/** Shows a line, for a fault that GO has met there. */
export function showLine(number: number): void {
  if (active.value) goToLine(active.value, number);
}
