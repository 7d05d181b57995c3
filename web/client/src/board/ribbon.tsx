/** The ribbon of time: one bar a step, in its family's colour; what is ahead is pale. */
import type { RunState, TraceEvent } from "../generated/messages";
import { familyOf, flatPieces } from "../look";
import { t } from "../strings";
import type { Player } from "./player";
import { piecesOfRun } from "./shown_run";

/** A tap on a bar goes there; the ring shows where the runs stand. */
export function Ribbon({ run, events, player }: { run: RunState; events: readonly TraceEvent[]; player: Player }) {
  const words = wordsOf(run, events);
  const { position, last } = player;
  const step = Math.ceil(position);
  return (
    <div class="ribbon" role="group" aria-label={t("board_ribbon", { step, steps: last })}>
      {Array.from({ length: last }, (_, index) => (
        <button key={index} type="button" class={`bar ${index < step ? "" : "ahead"}`} aria-label={t("board_to_step", { number: index + 1 })} aria-current={index === step - 1 ? "step" : undefined} onClick={() => player.toStep(index + 1)}>
          <i class={`k-${familyOf(words[index] ?? "")}`} />
        </button>
      ))}
      {last > 0 ? <span class="pin" style={{ left: `${(position / last) * 100}%` }} /> : null}
    </div>
  );
}

function wordsOf(run: RunState, events: readonly TraceEvent[]): string[] {
  const pieces = flatPieces(piecesOfRun(run) ?? []);
  const steps = events.filter((event) => event.type === "step");
  return steps.map((event) => pieces.find((piece) => piece.path === event["block"])?.word ?? String(event["word"] ?? "forward"));
}
