/** The board's runs on a tablet, only to look at; her own program and run stay as they were. Fetched late. */
import { useEffect, useRef } from "preact/hooks";
import { RunFace } from "../board/shown_run";
import type { RunState } from "../generated/messages";
import { RoundButton, StopButton } from "../look";
import { momentAt, useLiveTime } from "../room/replay";
import { mySeat } from "../room/store";
import { follow, leave, streamOf } from "../room/streams";
import { t } from "../strings";
import { running, steer, stopping } from "./running";
import { screen } from "./session";
import { watched } from "./watched";

const back = (): void => void (screen.value = "work");

/** One or two runs; what the board shows no more is gone from here at once. */
export function Watching() {
  const shown = watched.value;
  useFollowed(shown.map(({ run }) => run));
  return (
    <main class={`screen watching ${shown.length > 1 ? "two-runs" : "one-run"}`}>
      <h1 class="spoken">{t("pupil_watch")}</h1>
      {shown.map(({ run, place }) => <Watched key={run.run} run={run} second={place > 0} />)}
      <nav>
        <RoundButton label={t("pupil_back")} icon="prev" class="backkey" onPress={back} />
        {running.value ? <StopButton label={t("pupil_stop")} class={stopping.value ? "pressed" : ""} onPress={() => steer("stop")} /> : null}
      </nav>
    </main>
  );
}

/** Follows the runs while they are looked at; without any the child is back at her work. */
function useFollowed(runs: readonly RunState[]): void {
  const names = runs.map((run) => run.run);
  const others = runs.filter((run) => run.seat !== mySeat.value?.seat).map((run) => run.run);
  useEffect(() => {
    follow(names);
    if (names.length === 0) back();
    return () => leave(others);
  }, [names.join(" ")]);
}

function Watched({ run, second }: { run: RunState; second: boolean }) {
  const stream = streamOf(run.run).value;
  const moment = momentAt(stream.events, useLiveTime(stream));
  const lit = moment?.block ?? null;
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (lit) place.current?.querySelector(".now")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [lit]);
  return (
    <section ref={place} data-run={run.run}>
      <RunFace run={run} moment={moment} tint={second ? "run2" : "run"} lit={lit} />
    </section>
  );
}
