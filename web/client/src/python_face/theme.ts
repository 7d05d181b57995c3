/** The look of the text: large type, our letters and colours, lines as high as a finger can hit. */
import { EditorView } from "@codemirror/view";

const MONO = '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';

/** The theme; colours are tokens, so they follow the page's. */
export const THEME = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--card)", color: "var(--ink)", fontSize: "var(--code)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: MONO, fontWeight: "500", lineHeight: "var(--rows, 1.75)", overflow: "auto" },
  ".cm-content": { padding: "1rem 0 40vh", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 1rem 0 .6rem" },
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--soft)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.6em", padding: "0 .5em 0 .4em", fontSize: "1em" },
  ".cm-content ::selection, .cm-line::selection, .cm-line ::selection": { backgroundColor: "var(--line) !important" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--well)", outline: "2px solid var(--part)", borderRadius: "4px" },
  ".cm-word": { color: "var(--c)" },
  ".cm-word > span": { color: "inherit" },
  ".cm-running": { boxShadow: "inset 0 0 0 3px var(--ink)" },
  ".cm-runningnumber": { backgroundColor: "var(--ink)", color: "var(--paper)" },
  ".cm-chosen": { boxShadow: "inset 5px 0 0 var(--ink)" },
  ".cm-chosennumber": { backgroundColor: "var(--well)", color: "var(--ink)", fontWeight: "700" },
  ".cm-mendnumber": { color: "var(--toyink)", backgroundColor: "var(--warn)", borderRadius: "0 8px 8px 0" },
  ".cm-freenumber": { boxShadow: "inset 0 0 0 2px var(--part)", borderRadius: "0 8px 8px 0" },
  ".cm-sentence.free": { backgroundColor: "var(--well)", color: "var(--ink)" },
  ".cm-hole": { display: "inline-block", width: ".8em", height: "1.1em", margin: "0 0 -.2em .1em", border: "3px dashed var(--ink)", borderRadius: "5px" },
  ".cm-sentence": {
    display: "flex", alignItems: "center", maxWidth: "34rem", margin: ".2rem 1rem .5rem .6rem", padding: ".6rem .9rem",
    backgroundColor: "var(--ink)", color: "var(--paper)", borderRadius: "var(--r3)",
    font: "500 var(--t18)/1.35 Lexend, 'Readex Pro', sans-serif", whiteSpace: "normal",
  },
  ".cm-sentence .i": { flex: "none", marginInlineEnd: ".8rem" },
  ".cm-sentence p": { flex: "1 1 auto" },
  ".cm-sentence .pill": { flex: "none", marginInlineStart: ".9rem", minHeight: "48px", backgroundColor: "var(--paper)", color: "var(--ink)", boxShadow: "none" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "2px solid var(--line)", borderRadius: "var(--r2)", boxShadow: "var(--s3)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: MONO, fontSize: "var(--t18)", maxHeight: "min(19rem, 45vh)", minWidth: "15rem", borderRadius: "10px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", alignItems: "center", minHeight: "44px", padding: "0 .9rem 0 .6rem", lineHeight: "1.3" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--well) !important", color: "var(--ink) !important", boxShadow: "inset 4px 0 0 var(--ink)" },
  ".cm-completionMatchedText": { textDecoration: "none" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)", marginInlineStart: "0" },
  ".cm-completionLabel + .cm-completionDetail": { paddingInlineStart: ".1em" },
  ".cm-tooltip .pic": { flex: "none", width: "1.5em", height: "1.5em", marginInlineEnd: ".55rem", color: "var(--c)" },
  ".cm-tooltip .drop": { borderRadius: "50%", boxShadow: "inset 0 0 0 2px var(--part)" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "20rem", padding: ".8rem 1rem", font: "400 var(--t18)/1.4 Lexend, 'Readex Pro', sans-serif", whiteSpace: "normal" },
  ".told .values": { fontFamily: MONO, color: "var(--soft)", marginTop: ".4rem", fontSize: "var(--t16)" },
  ".cm-snippetField": { backgroundColor: "var(--well)" },
});
