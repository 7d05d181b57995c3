/** The ribbon of time: one bar a step, in its family's colour; what is ahead is pale. */
import type { RunState, TraceEvent } from "../generated/messages";
import { familyOf, flatPieces } from "../look";
import { t } from "../strings";
import type { Player } from "./player";
import { piecesOfRun } from "./shown_run";

/** A tap on a bar goes there; the ring shows where the runs stand. */
export function Ribbon({ run, events, player }: { run: RunState; events: readonly TraceEvent[]; player: Player }) {
  const words = wordsOf(run, events, player.live);
  const count = Math.max(words.length, player.last);
  const step = Math.ceil(player.position);
  return (
    <div class="ribbon" role="group" aria-label={t("board_ribbon", { step, steps: count })}>
      {Array.from({ length: count }, (_, index) => (
        <button key={index} type="button" class={`bar ${index < step ? "" : "ahead"}`} disabled={index >= player.last} aria-label={t("board_to_step", { number: index + 1 })} aria-current={index === step - 1 ? "step" : undefined} onClick={() => player.toStep(index + 1)}>
          <i class={`k-${familyOf(words[index] ?? "")}`} />
        </button>
      ))}
      {count > 0 ? <span class="pin" style={{ left: `${(player.position / count) * 100}%` }} /> : null}
    </div>
  );
}

/** The word of each step; while it runs, those of the cards ahead too, where no loop makes them many. */
function wordsOf(run: RunState, events: readonly TraceEvent[], live: boolean): string[] {
  const pieces = piecesOfRun(run) ?? [];
  const flat = flatPieces(pieces);
  const steps = events.filter((event) => event.type === "step");
  const done = steps.map((event) => flat.find((piece) => piece.path === event["block"])?.word ?? "");
  const plain = live && flat.length === pieces.length;
  return plain ? done.concat(flat.slice(done.length).map((piece) => piece.word)) : done;
}
