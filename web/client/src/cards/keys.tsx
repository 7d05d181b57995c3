/** The words on offer as keys, and beside them the tools: take back, do again, empty. */
import { FlatKey, Icon, Key } from "../look";
import { t, wordText } from "../strings";
import "./cards.css";

interface KeysProps {
  words: readonly string[];
  /** Where there is more than one page of words: which of how many, and the way to the next. */
  page?: { shown: number; of: number; onTurn: () => void } | undefined;
  /** Where moves go by the robot or by the compass: which now, and the way to the other. */
  compass?: { on: boolean; onTurn: () => void } | undefined;
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

/** Letters of a name that is wider than a key of 14 mm: there the picture stands alone. */
const LONG = 10;

/** Keys and tools; the order of the keys is not mirrored in any language. */
export function Keys(props: KeysProps) {
  return (
    <section class="keys">
      <div class={`words ${props.words.length > 7 ? "crowded" : ""}`} role="group" aria-label={t("pupil_keys")} dir="ltr">
        {props.words.map((word) => (
          <Key key={word} word={word} label={wordText(word)} named class={wordText(word).length > LONG ? "long" : ""} off={props.off(word)} onPress={() => props.onWord(word)} />
        ))}
        {props.compass ? <FlatKey icon={props.compass.on ? "turn_right" : "heading"} label={t(props.compass.on ? "pupil_moves_own" : "pupil_moves_compass")} class="turnkey" onPress={props.compass.onTurn} /> : null}
        {props.page ? <PageKey {...props.page} /> : null}
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

/** The way to the other keys; a dot a page, the one that is shown filled. */
function PageKey({ shown, of, onTurn }: { shown: number; of: number; onTurn: () => void }) {
  return (
    <button type="button" class="flat turnkey pagekey" aria-label={t("pupil_more_keys")} onClick={onTurn}>
      <Icon name={shown + 1 < of ? "next" : "prev"} />
      <span class="pagedots" aria-hidden="true">
        {Array.from({ length: of }, (_, page) => <i key={page} class={page === shown ? "on" : ""} />)}
      </span>
    </button>
  );
}
