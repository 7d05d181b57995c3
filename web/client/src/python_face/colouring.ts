/** The colours of a text: a word has the colour of its family, as its card and its block have. */
import { HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { WORDS } from "../generated/words";
import { wordNamed } from "./vocabulary";

const STYLE = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.operatorKeyword], color: "var(--p-control)" },
  { tag: [tags.comment], color: "var(--soft)" },
  { tag: [tags.bool, tags.null], color: "var(--p-event)" },
]);

const OWN = ["range", "print", "input", "len"];

/** Colours our words, Python's keywords and comments; the rest is ink. */
export function colouring(): Extension {
  return [syntaxHighlighting(STYLE), ViewPlugin.fromClass(Words, { decorations: (plugin) => plugin.marks })];
}

class Words {
  marks: DecorationSet;

  constructor(view: EditorView) {
    this.marks = marksOf(view);
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)) this.marks = marksOf(update.view);
  }
}

function marksOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const family = node.name === "VariableName" ? familyOf(view.state.sliceDoc(node.from, node.to)) : null;
        if (family) builder.add(node.from, node.to, Decoration.mark({ class: `cm-word k-${family}` }));
      },
    });
  }
  return builder.finish();
}

function familyOf(name: string): string | null {
  const word = wordNamed(name);
  if (word) return WORDS[word]?.family ?? null;
  return OWN.includes(name) ? "event" : null;
}
