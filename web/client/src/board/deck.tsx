/** The keys for the pen, in the lowest part of the screen. */
import { GoButton, Bot, Icon, Key, StopButton } from "../look";
import type { IconName } from "../look";
import { companionName } from "../companion/robots";
import { say } from "../speech";
import { late } from "../room/late";
import { pictureText, t, wordText } from "../strings";
import { lay, NOTHING } from "../cards/composition";
import { closedRobot, held, openRobots, press, robotAway, robotDrawing, roomRobots } from "./robot";
import { canRedo, canUndo, change, hole, pieces, program, redo, runState, running, slow, steer, undo } from "./session";
import { drawingOf } from "../room/catalogue";

const PictureName = late(async () => (await import("./later")).PictureName);

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
  onFlag: (() => void) | null;
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
      {busy ? <Steering /> : <Starting />}
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

function Starting() {
  const off = pieces.value.length === 0 || robotAway.value;
  return (
    <div class="acts">
      <RobotKey />
      <ToolKey icon="step" label={t("board_step")} off={off} onPress={() => press(true)} />
      <GoButton label={t("board_go")} off={off} onPress={() => press(false)} />
    </div>
  );
}

/** The robot that GO is for, by its picture; where there is none but the screen's, no key. */
function RobotKey() {
  const [robot, closed, first] = [held.value, closedRobot.value, roomRobots.value[0]];
  if (!robot && !closed && !first) return null;
  const pressed = !robot && !first && closed;
  const label = pressed ? `${t("board_robot")}\u00a0: ${companionName(pressed)}` : t("board_robots", { robot: robot ? pictureText(robot.picture_name) : t("robots_screen") });
  return (
    <button type="button" class={`bkey robotkey ${robot ? "mine" : ""}`} aria-label={label} disabled={Boolean(pressed) && pieces.value.length === 0} onClick={openRobots}>
      <Bot drawing={robot || closed ? robotDrawing() : drawingOf(first?.kind)} grey={robot?.state === "lost"} />
      {robot?.picture_name ? <PictureName name={robot.picture_name} /> : null}
    </button>
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
      <StopButton label={t("board_stop")} onPress={() => steer("stop")} />
    </div>
  );
}
