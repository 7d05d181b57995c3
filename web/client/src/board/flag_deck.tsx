/** The flag's keys: for the rows of the mat that a small arm does not reach. */
import { Arrows, stepped } from "../companion/arrows";
import type { LessonView } from "../generated/messages";
import { TickButton } from "../look";
import { t } from "../strings";
import { ToolKey } from "./deck";
import { flag, plant } from "./session";

/** Moves the flag cell by cell, for the rows that a small arm does not reach. */
export function FlagDeck({ mission, onDone }: { mission: LessonView; onDone: () => void }) {
  const { mat } = mission;
  return (
    <section class="deck planting" aria-label={t("board_flag")}>
      <ToolKey icon="bin" label={t("board_flag_none")} onPress={() => plant(null)} off={flag.value === null} />
      <span class="grow" />
      <Arrows off={false} onMove={(way) => plant(flag.value ? stepped(flag.value, way, mat) : mat.start_cell)} />
      <span class="grow" />
      <TickButton label={t("board_flag_here")} onPress={onDone} />
    </section>
  );
}
