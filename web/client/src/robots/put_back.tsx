/** Before a real robot rolls: it is put on its start cell, and only "ready" wakes GO. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { MatView as MatShape } from "../generated/messages";
import { Bot, cellCentre, GoButton, MatView, RoundButton, TickButton, type Drawing } from "../look";
import { say } from "../speech";
import { t } from "../strings";
import "./place.css";

interface PutBackProps {
  mat: MatShape;
  drawing: Drawing;
  flag: string | null;
  /** The keys at the top of a tablet. */
  head?: ComponentChildren;
  /** On the whiteboard: every key below, larger. */
  board?: boolean | undefined;
  /** Why it cannot roll now, in a sentence. */
  away?: string | null | undefined;
  onBack: () => void;
  onGo: () => void;
}

/** The start cell in an ink frame, a beam for where the robot looks; tick, then GO. */
export function PutBack({ mat, drawing, flag, head, board = false, away = null, onBack, onGo }: PutBackProps) {
  const [ready, setReady] = useState(false);
  const acts = useRef<HTMLDivElement>(null);
  const sentence = away ?? t("robots_put_back");
  const awake = ready && away === null;
  const [x, y] = cellCentre(mat.start_cell, mat);
  useEffect(() => say(sentence), [sentence]);
  useEffect(() => {
    if (awake) acts.current?.querySelector<HTMLElement>(".go")?.focus();
  }, [awake]);
  return (
    <main class={`screen place ${board ? "onboard" : ""}`}>
      <h1 class="spoken">{sentence}</h1>
      <div class="matbox">
        <MatView mat={mat} robots={[{ pose: { x, y, heading: mat.start_heading }, drawing, grey: away !== null }]} flag={flag} beam labels={!board} label={t("robots_put_back")} />
      </div>
      <aside>
        {head}
        <div class="what" role="status">
          <span class="lowered" aria-hidden="true"><Arrow /><Bot drawing={drawing} grey={away !== null} /><Arrow /></span>
          <i class="pad" />
          <span>{sentence}</span>
        </div>
        <div class="acts" ref={acts}>
          <RoundButton label={t("robots_back")} icon="prev" onPress={onBack} />
          {board ? <RoundButton label={t("robots_listen")} icon="speaker" onPress={() => say(sentence)} /> : null}
          {ready ? null : <TickButton label={t("robots_ready")} class="ready" onPress={() => setReady(true)} />}
          <GoButton label={t(awake ? "robots_go" : "robots_go_soon")} class={ready ? "ready" : "asleep"} off={!awake} onPress={onGo} />
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
