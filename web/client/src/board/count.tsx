/** How many times a loop goes round: one key a number, for the pen. */
import { useEffect } from "preact/hooks";
import { cardAt, change as changeCard, take } from "../cards/composition";
import { TickButton } from "../look";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { ToolKey } from "./deck";
import { change, hole, program } from "./session";

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** In the keys' place: the numbers, the bin for the whole loop, the tick. */
export function CountDeck({ path, onDone }: { path: string; onDone: () => void }) {
  const card = cardAt(program.value, path);
  const there = card?.["repeat"] !== undefined;
  useEffect(() => {
    if (!there) onDone();
  }, [there]);
  const set = (times: number): void => {
    say(`${wordText("repeat")} ${times}`);
    change({ content: changeCard(program.value, path, { ...card, repeat: times }), hole: hole.value });
  };
  return (
    <section class="deck counting" aria-label={t("board_how_many")}>
      <ToolKey icon="bin" label={t("board_bin_loop")} onPress={() => change(take(program.value, path))} />
      <span class="grow" />
      <div class="numbers">
        {NUMBERS.map((times) => (
          <button key={times} type="button" class={`bkey num ${card?.["repeat"] === times ? "on" : ""}`} aria-pressed={card?.["repeat"] === times} onClick={() => set(times)}>{times}</button>
        ))}
      </div>
      <span class="grow" />
      <TickButton label={t("board_picked")} onPress={onDone} />
    </section>
  );
}
