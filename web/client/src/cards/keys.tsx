/** The words on offer as keys, and beside them the tools: take back, do again, empty. */
import { FlatKey, Icon, Key } from "../look";
import { t, wordText } from "../strings";
import "./cards.css";

interface KeysProps {
  words: readonly string[];
  /** Words that the chosen robot lacks, or all of them while nothing may be laid. */
  off: (word: string) => boolean;
  onWord: (word: string) => void;
  canUndo: boolean;
  canRedo: boolean;
  canEmpty: boolean;
  /** What the bin does now: take the chosen card, or empty the chain. */
  binLabel: string;
  onUndo: () => void;
  onRedo: () => void;
  onBin: () => void;
}

/** Keys and tools; the order of the keys is not mirrored in any language. */
export function Keys(props: KeysProps) {
  return (
    <section class="keys">
      <div class={`words ${props.words.length > 7 ? "crowded" : ""}`} role="group" aria-label={t("pupil_keys")} dir="ltr">
        {props.words.map((word) => (
          <Key key={word} word={word} label={wordText(word)} named off={props.off(word)} onPress={() => props.onWord(word)} />
        ))}
      </div>
      <div class="tools" role="group" aria-label={t("pupil_tools")}>
        <FlatKey icon="undo" label={t("pupil_undo")} off={!props.canUndo} onPress={props.onUndo} />
        <button type="button" class={`flat redo ${props.canRedo ? "" : "off"}`} aria-label={t("pupil_redo")} disabled={!props.canRedo} onClick={props.onRedo}>
          <Icon name="undo" />
        </button>
        <FlatKey icon="bin" label={props.binLabel} off={!props.canEmpty} onPress={props.onBin} />
      </div>
    </section>
  );
}
