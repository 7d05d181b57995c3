/** Told before any press: what the robot has no key for, or that its memory is too small. */
import { useEffect } from "preact/hooks";
import { Card, Icon, RoundButton } from "../look";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { Back } from "./back";
import type { Plan } from "./presses";
import type { CompanionView } from "./robots";

const SHOWN = 6;

/** The robot, the cards it cannot be told, and the way back to the program. */
export function Lacking({ plan, robot, board, onBack }: { plan: Plan; robot: CompanionView; board: boolean; onBack: () => void }) {
  const sentence = sentenceOf(plan, robot);
  useEffect(() => say(sentence), [sentence]);
  return (
    <div class={`comp lackscreen ${board ? "onboard" : ""}`}>
      <div class="main"><Back robot={robot} lit={null} label={sentence} /></div>
      <aside>
        <div class="lacks">
          {plan.lacking.slice(0, SHOWN).map((piece) => (
            <span class="lack" key={piece.path}><Card word={piece.word} label={wordText(piece.word)} /></span>
          ))}
        </div>
        <div class="ask">
          <RoundButton label={t("companion_listen")} icon="speaker" onPress={() => say(sentence)} />
          <span>{sentence}</span>
        </div>
        <button type="button" class="did" onClick={onBack}>
          <Icon name="undo" />
          <span>{t("companion_back")}</span>
        </button>
      </aside>
    </div>
  );
}

function sentenceOf(plan: Plan, robot: CompanionView): string {
  if (plan.lacking.length > 0) return t("companion_lacking");
  if (plan.count === 0) return t("companion_empty");
  return t("companion_too_long", { memory: robot.memory, steps: plan.count });
}
