/** The keys for the pen, in the lowest part of the screen. */
import { GoButton, Bot, Icon, Key, StopButton } from "../look";
import type { IconName } from "../look";
import { companionDrawing, companionName, type CompanionView } from "../companion";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { lay, NOTHING } from "../cards/composition";
import { canRedo, canUndo, change, go, hole, pieces, program, redo, run, runState, running, slow, steer, undo } from "./session";

/** A flat key of the deck. */
export function ToolKey({ icon, label, onPress, off = false, on = false }: { icon: IconName; label: string; onPress: () => void; off?: boolean; on?: boolean }) {
  return (
    <button type="button" class={`bkey ${on ? "on" : ""}`} aria-label={label} disabled={off} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}

interface DeckProps {
  words: readonly string[];
  /** No more cards than this. */
  limit: number | null;
  robot: CompanionView | null;
  onFlag: (() => void) | null;
  onRobot: () => void;
}

/** Words, tools, and GO; while something runs, STOP is in GO's place. */
export function Deck(props: DeckProps) {
  const busy = running.value;
  return (
    <section class={`deck ${busy ? "busy" : ""}`} aria-label={t("board_keys")}>
      <Words {...props} busy={busy} />
      <span class="grow" />
      <Tools busy={busy} onFlag={props.onFlag} />
      <span class="grow" />
      {busy ? <Steering /> : <Starting robot={props.robot} onRobot={props.onRobot} />}
    </section>
  );
}

function Words({ words, limit, busy }: DeckProps & { busy: boolean }) {
  const full = limit !== null && pieces.value.length >= limit;
  const press = (word: string): void => {
    say(wordText(word));
    change(lay(program.value, hole.value, word));
  };
  return (
    <div class={`words ${words.length > 4 ? "many" : ""}`}>
      {words.map((word) => <Key key={word} word={word} label={wordText(word)} off={busy || full} onPress={() => press(word)} />)}
    </div>
  );
}

function Tools({ busy, onFlag }: { busy: boolean; onFlag: (() => void) | null }) {
  const empty = pieces.value.length === 0;
  return (
    <div class="tools">
      {onFlag ? <ToolKey icon="flag" label={t("board_flag")} off={busy} onPress={onFlag} /> : null}
      <ToolKey icon="undo" label={t("board_undo")} off={busy || !canUndo.value} onPress={undo} />
      <button type="button" class="bkey mirror" aria-label={t("board_redo")} disabled={busy || !canRedo.value} onClick={redo}><Icon name="undo" /></button>
      <ToolKey icon="bin" label={t("board_bin")} off={busy || empty} onPress={() => change({ content: NOTHING, hole: "1.1" })} />
    </div>
  );
}

function Starting({ robot, onRobot }: { robot: CompanionView | null; onRobot: () => void }) {
  const empty = pieces.value.length === 0;
  return (
    <div class="acts">
      {robot ? (
        <button type="button" class="bkey" aria-label={`${t("board_robot")} : ${companionName(robot)}`} disabled={empty} onClick={onRobot}>
          <Bot drawing={companionDrawing(robot)} />
        </button>
      ) : null}
      <ToolKey icon="step" label={t("board_step")} off={empty} onPress={() => void go(true)} />
      <GoButton label={t("board_go")} off={empty} onPress={() => void go()} />
    </div>
  );
}

function Steering() {
  const paused = runState.value?.state === "paused";
  const pace = (): void => {
    slow.value = !slow.value;
    steer(slow.value ? "slow" : "normal");
  };
  return (
    <div class="acts">
      {paused ? <ToolKey icon="go" label={t("board_go")} onPress={() => steer("resume")} /> : null}
      {paused ? null : <ToolKey icon="slow" label={t(slow.value ? "board_normal" : "board_slow")} on={slow.value} onPress={pace} />}
      <ToolKey icon="step" label={t("board_step")} onPress={() => steer(paused ? "step" : "pause")} />
      <StopButton label={t("board_stop")} onPress={() => run.value && steer("stop")} />
    </div>
  );
}
