/** What the text can do: undo, indents, brackets that close themselves, completion, quotes as Python has them. */
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxTree } from "@codemirror/language";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { t } from "../strings";
import { colouring } from "./colouring";
import { completeFrom, pictureOf, type Offer } from "./completion";
import { litLines } from "./lines";
import { mendable } from "./mending";
import { stopLines } from "./stops";
import { THEME } from "./theme";

const INDENT = "    ";
const CURLY: Record<string, string> = { "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'" };

/** Everything but what changes with the page. */
export function setup(offered: () => Offer): Extension {
  return [
    stopLines(),
    history(),
    pythonLanguage,
    colouring(),
    indentUnit.of(INDENT),
    EditorState.tabSize.of(INDENT.length),
    EditorState.phrases.of({ Completions: t("python_words") }),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [completeFrom(offered)], icons: false, addToOptions: [{ render: pictureOf, position: 10 }], maxRenderedOptions: 40 }),
    Prec.high(keymap.of([{ key: "Tab", run: acceptCompletion }])),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, indentWithTab, ...defaultKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": t("python_text"), enterkeyhint: "enter" }),
    straightQuotes(),
    litLines(),
    mendable(),
    THEME,
  ];
}

/** A tablet's keyboard writes curly quotes, which Python does not know; within a text they stay. */
function straightQuotes(): Extension {
  return EditorView.inputHandler.of((view, from, to, text) => {
    const straight = text.length === 1 ? CURLY[text] : undefined;
    const inside = syntaxTree(view.state).resolveInner(from, -1).name;
    if (straight === undefined || inside === "Comment" || (inside === "String" && straight === "'")) return false;
    const handlers = view.state.facet(EditorView.inputHandler);
    const insert = (): ReturnType<EditorView["state"]["update"]> => view.state.update({ changes: { from, to, insert: straight }, selection: { anchor: from + 1 }, userEvent: "input.type" });
    if (!handlers.some((handler) => handler(view, from, to, straight, insert))) view.dispatch(insert());
    return true;
  });
}
