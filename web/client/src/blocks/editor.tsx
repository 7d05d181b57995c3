/** The editor of blocks as a part of a page. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Fault } from "../generated/messages";
import { t } from "../strings";
import { markChosen, markFaults, markLacking, markRunning, markStops } from "./marking";
import { FaultNote } from "./note";
import { Question } from "./question";
import { prepare, Workspace } from "./workspace";
import "./blocks.css";

export interface BlocksEditorProps {
  /** Blockly's workspace as JSON text. */
  program: string;
  /** The words and constructs on offer: forward, repeat, forever, if, wait_for... */
  words: readonly string[];
  /** What the chosen robot can do; null for all. */
  abilities: readonly string[] | null;
  /** The block that runs now. */
  current: string | null;
  /** The block whose lines are chosen in the text beside. */
  chosen?: string | null;
  /** The blocks before which a run waits. */
  stops?: readonly string[];
  faults: readonly Fault[];
  readOnly: boolean;
  onChange(content: string): void;
  /** A statement has been chosen by hand; null when nothing is. */
  onPick?(id: string | null): void;
}

const NONE: readonly string[] = [];

/** Blockly, filling its parent; its parts follow the properties. */
export function BlocksEditor(props: BlocksEditorProps) {
  const { program, words, abilities, current, chosen = null, stops = NONE, faults, readOnly } = props;
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const [editor, setEditor] = useState<Workspace | null>(null);
  const [shown, setShown] = useState(true);
  latest.current = props;

  useEffect(() => {
    let close: (() => void) | null = null;
    let left = false;
    void prepare().then(() => {
      if (left || !place.current) return;
      const made = new Workspace(place.current, latest.current, (content) => latest.current.onChange(content), (id) => latest.current.onPick?.(id));
      const watch = new ResizeObserver(() => made.resize());
      watch.observe(place.current);
      setEditor(made);
      close = () => {
        watch.disconnect();
        made.dispose();
      };
    });
    return () => {
      left = true;
      close?.();
    };
  }, []);
  useEffect(() => editor?.offerOnly({ words, abilities }), [editor, words, abilities]);
  useLayoutEffect(() => void (editor && setShown(editor.show(program))), [editor, program]);
  useEffect(() => void (editor && markLacking(editor.blockly, abilities)), [editor, program, abilities]);
  useEffect(() => editor?.hold(readOnly || !shown), [editor, readOnly, shown]);
  useEffect(() => void (editor && markFaults(editor.blockly, faults)), [editor, faults, program]);
  useEffect(() => void (editor && markRunning(editor.blockly, current)), [editor, current]);
  useEffect(() => void (editor && markStops(editor.blockly, stops)), [editor, stops, program]);
  useEffect(() => void (editor && markChosen(editor.blockly, chosen)), [editor, chosen, program]);

  return (
    <div class={`blockspage ${readOnly ? "held" : ""}`}>
      <div class="blocksplace" ref={place} />
      {shown ? null : <p class="unshown" role="alert">{t("blocks_unshown")}</p>}
      {editor && faults.length ? <FaultNote workspace={editor.blockly} faults={faults} free={!readOnly} /> : null}
      <Question />
    </div>
  );
}
