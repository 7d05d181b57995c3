/** The editor of Python text; fetched late, where text is written. */
export { CodeKeys } from "./code_keys";
export { PythonEditor, type PythonEditorProps } from "./editor";
