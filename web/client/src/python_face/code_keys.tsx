/** The signs that an on-screen keyboard hides, one tap each, above that keyboard. */
import { cursorCharLeft, cursorCharRight, cursorLineDown, cursorLineUp, indentLess, indentMore } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import type { ComponentChildren } from "preact";
import { Icon } from "../look/drawing";
import { t } from "../strings";
import { active, canUndo, stepBack } from "./editor";

/** The row of code keys; `off` while a program runs. */
export function CodeKeys({ off }: { off: boolean }) {
  return (
    <div class="codekeys" role="toolbar" aria-label={t("python_keys")}>
      <Key label={t("python_outdent")} off={off} act={indentLess}><Icon name="indent" class="back" /></Key>
      <Key label={t("python_indent")} off={off} act={indentMore}><Icon name="indent" /></Key>
      {SIGNS.map((sign) => <Key key={sign} label={t(NAMES[sign])} off={off} act={(view) => type(view, sign)}>{sign}</Key>)}
      <Key label={t("python_left")} off={off} act={cursorCharLeft}><Icon name="prev" /></Key>
      <Key label={t("python_right")} off={off} act={cursorCharRight}><Icon name="next" /></Key>
      <Key label={t("python_up")} off={off} act={cursorLineUp} class="upright"><Icon name="prev" /></Key>
      <Key label={t("python_down")} off={off} act={cursorLineDown} class="upright"><Icon name="next" /></Key>
      <Key label={t("pupil_undo")} off={off || !canUndo.value} act={stepBack}><Icon name="undo" /></Key>
    </div>
  );
}

const NAMES = { ":": "python_colon", "(": "python_open", ")": "python_close", "=": "python_equals", "_": "python_underscore", '"': "python_quote", "[": "python_open_list", "]": "python_close_list" } as const;
const SIGNS = Object.keys(NAMES) as (keyof typeof NAMES)[];

interface KeyProps {
  label: string;
  off: boolean;
  class?: string;
  act(view: EditorView): unknown;
  children: ComponentChildren;
}

/** The text keeps the focus, so that the keyboard stays; a keyboard of its own needs no such keys, hence no tab stop. */
function Key({ label, off, act, class: extra = "", children }: KeyProps) {
  const stay = (event: Event): void => event.preventDefault();
  const press = (): void => {
    const view = active.value;
    if (!view) return;
    act(view);
    view.focus();
  };
  return (
    <button type="button" class={`codekey ${off ? "off" : ""} ${extra}`} aria-label={label} disabled={off} tabIndex={-1} onMouseDown={stay} onPointerDown={stay} onClick={press}>
      {children}
    </button>
  );
}

/** Types a sign as a keyboard would: what closes brackets and quotes hears it too. */
function type(view: EditorView, sign: string): void {
  const { from, to } = view.state.selection.main;
  const insert = (): ReturnType<EditorView["state"]["update"]> => view.state.update(view.state.replaceSelection(sign), { userEvent: "input.type", scrollIntoView: true });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handler) => handler(view, from, to, sign, insert))) view.dispatch(insert());
}
