/** Which runs the board shows: the last one of each, in the order of the tables, without a name. */
import { useEffect, useState } from "preact/hooks";
import type { RunState } from "../generated/messages";
import { TickButton } from "../look";
import { momentAt } from "../room/replay";
import { boardRuns, classState, lastRunOf, welcome } from "../room/store";
import { follow, streamOf } from "../room/streams";
import { t } from "../strings";
import { robotDrawing, RunMat, runName } from "./shown_run";
import { showRuns, view } from "./session";
import { Sign } from "./signs";

const MOST = 2;

/** Pictures of the runs; one or two are chosen, then the tick shows them. */
export function PickRuns({ onDone }: { onDone: () => void }) {
  const runs = lastRuns();
  const leading = welcome.value?.role === "board";
  const [picked, setPicked] = useState<string[]>(() => boardRuns().map((run) => run.run));
  useEffect(() => follow(runs.map((run) => run.run)), [runs.length]);
  const tap = (name: string): void => setPicked(picked.includes(name) ? picked.filter((one) => one !== name) : picked.concat(name).slice(-MOST));
  const show = async (): Promise<void> => {
    if (await showRuns(picked)) onDone();
  };
  return (
    <main class="screen picking">
      <h1>{t(runs.length > 0 ? "board_choose_runs" : "board_nothing")}</h1>
      <div class="runs-to-show">
        {runs.map((run) => <Choice key={run.run} run={run} place={picked.indexOf(run.run)} onTap={() => tap(run.run)} />)}
      </div>
      <nav class="ways">
        {leading ? <button type="button" class="bkey" aria-label={t("board_solo")} onClick={() => (view.value = "solo")}><Sign name="missions" /></button> : null}
        <a class="bkey" href="/class" aria-label={t("board_home")}><Sign name="home" /></a>
        <span class="grow" />
        {leading ? <TickButton label={t("board_picked")} off={picked.length === 0} onPress={() => void show()} /> : null}
      </nav>
    </main>
  );
}

function Choice({ run, place, onTap }: { run: RunState; place: number; onTap: () => void }) {
  const moment = momentAt(streamOf(run.run).value.events, Number.MAX_VALUE);
  const tint = place === 1 ? "run2" : "run";
  return (
    <button type="button" class={`choice ${place >= 0 ? `chosen ${tint}` : ""}`} aria-pressed={place >= 0} aria-label={t("board_show_run", { run: runName(run) })} onClick={onTap}>
      <RunMat run={run} moment={moment} tint={tint} drawing={robotDrawing(run)} labels={false} />
    </button>
  );
}

/** The last run of each seat that has one, in the order of the seats. */
function lastRuns(): RunState[] {
  const seats = [...(classState.value?.seats ?? [])].sort((a, b) => a.number - b.number);
  return seats.map((seat) => lastRunOf(seat.seat)).filter((run): run is RunState => run !== null);
}
