/** Before a real robot rolls: it is put on its start cell, and only "ready" wakes GO. */
import { useEffect, useState } from "preact/hooks";
import { Bot, GoButton, MatView, RoundButton, TickButton } from "../look";
import { say } from "../speech";
import { t } from "../strings";
import { start } from "./running";
import { flag, mat, screen } from "./session";
import { RobotKey, TeamKey, Who } from "./signs";
import { atStart } from "./stage";
import { target, targetDrawing } from "./target";
import "./place.css";

/** The start cell in an ink frame, a beam for where the robot looks; tick, then GO. */
export function PutBack() {
  const [ready, setReady] = useState(false);
  const sentence = t("pupil_put_back");
  const drawing = targetDrawing(target.value);
  const leave = (): void => void (screen.value = "work");
  useEffect(() => say(sentence), []);
  return (
    <main class="screen place">
      <h1 class="spoken">{sentence}</h1>
      <div class="matbox">
        <MatView mat={mat.value} robots={[{ pose: atStart(), drawing }]} flag={flag.value} beam label={sentence} />
      </div>
      <aside>
        <Who>
          <TeamKey onPress={leave} />
          <RobotKey off={false} />
          <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(sentence)} />
        </Who>
        <div class="what">
          <span class="lowered" aria-hidden="true"><Arrow /><Bot drawing={drawing} /><Arrow /></span>
          <i class="pad" />
          <span>{sentence}</span>
        </div>
        <div class="acts">
          <RoundButton label={t("pupil_back")} icon="prev" onPress={leave} />
          {ready ? null : <TickButton label={t("pupil_ready")} class="ready" onPress={() => setReady(true)} />}
          <GoButton label={t(ready ? "pupil_go" : "pupil_go_soon")} class={ready ? "ready" : "asleep"} off={!ready} onPress={() => void start()} />
        </div>
      </aside>
    </main>
  );
}

function Arrow() {
  return (
    <svg class="down" viewBox="0 0 24 76" aria-hidden="true">
      <path d="M12 4V70M12 70L3 59M12 70L21 59" fill="none" stroke="var(--ink)" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
