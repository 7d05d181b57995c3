/** What a text says at a place, by its syntax tree. */
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

/** The argument that a text stands for: whose, which one, and from where to where it is written. */
export interface Called {
  name: string;
  place: number;
  from: number;
  to: number;
}

/** Whether a place lies between the quotes of a text. */
export function insideText(node: SyntaxNode, at: number): boolean {
  return (node.name === "String" || node.name === "FormatString") && at > node.from && (at < node.to || !isClosed(node));
}

function isClosed(node: SyntaxNode): boolean {
  return node.to - node.from > 1 && !node.firstChild?.type.isError;
}

/** Whose argument the text at a place is; null when it is none's. */
export function calledAt(state: EditorState, at: number): Called | null {
  const text = syntaxTree(state).resolveInner(at, -1);
  const list = text.parent;
  const holder = list?.parent;
  if (text.name !== "String" || list?.name !== "ArgList" || !holder) return null;
  const called = holder.getChild("VariableName");
  if (!called) return null;
  const place = list.getChildren(",").filter((comma) => comma.to <= text.from).length;
  const written = state.sliceDoc(text.from, text.to);
  const ends = written.length > 1 && written.endsWith(written[0] ?? "");
  return { name: state.sliceDoc(called.from, called.to), place, from: text.from + 1, to: text.to - (ends ? 1 : 0) };
}

/** The names that the program itself gives, in their order, but for one that is being typed at `typed`. */
export function ownNames(state: EditorState, typed: number): string[] {
  const found = new Set<string>();
  syntaxTree(state).iterate({
    enter: ({ name, from, to, node }) => {
      if (name === "VariableName" && from !== typed && gives(node)) found.add(state.sliceDoc(from, to));
    },
  });
  found.delete("_");
  return [...found];
}

const GIVERS = ["AssignStatement", "ForStatement", "FunctionDefinition", "ParamList"];

function gives(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (!parent || !GIVERS.includes(parent.name)) return false;
  if (parent.name === "ParamList" || parent.name === "FunctionDefinition") return true;
  const end = parent.getChild(parent.name === "ForStatement" ? "in" : "AssignOp");
  return end !== null && node.to <= end.from;
}
