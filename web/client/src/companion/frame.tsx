/** What the companion's screens share: the robot's memory, the one big key, the chain of presses. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Chain, FlatKey, Icon, Memory } from "../look";
import { t, wordText } from "../strings";
import type { Held } from "./memory";
import type { Plan } from "./presses";
import type { CompanionView } from "./robots";

/** What every stage of the companion is given. */
export interface StageProps {
  plan: Plan;
  held: Held;
  robot: CompanionView;
  board: boolean;
  /** What is said aloud now, and again when the speaker is tapped. */
  sentence: string;
  onSay: () => void;
  /** "I pressed the wrong key": back to clear; before the first press, back to the cards. */
  onWrong: () => void;
}

interface FrameProps extends StageProps {
  /** The left half: the robot's back, or the mat. */
  main: ComponentChildren;
  /** What to do now. */
  ask: ComponentChildren;
  /** The one big key. */
  did: { label: string; icon: string; onPress: () => void };
  /** Which press is next; null when all are done, -1 before the first. */
  next: number | null;
}

/** Left the robot, right its memory and the one key to tap, below the program. */
export function Frame({ main, ask, did, next, plan, held, robot, board, onWrong, onSay }: FrameProps) {
  const steps = held.steps;
  return (
    <div class={`comp ${board ? "onboard" : ""}`}>
      <div class="main">{main}</div>
      <aside>
        <div class="mem">
          <div class="num" data-memory={steps?.length ?? "unknown"}>
            <b>{steps?.length ?? "?"}</b>
            <span>{t("companion_of", { memory: robot.memory })}</span>
          </div>
          <Memory filled={steps?.length ?? 0} places={robot.memory} label={t("companion_memory")} />
        </div>
        <div class="ask" aria-live="polite">{ask}</div>
        <button type="button" class="did" onClick={did.onPress}>
          <Icon name={did.icon} />
          <span>{did.label}</span>
        </button>
      </aside>
      <section class="below">
        <Presses plan={plan} next={next} />
        <div class="tools">
          <FlatKey label={t("companion_listen")} icon="speaker" onPress={onSay} />
          <FlatKey label={t("companion_wrong")} icon="undo" onPress={onWrong} />
        </div>
      </section>
    </div>
  );
}

/** One card a press; those done are full, the next one is raised and in view, the rest pale. */
function Presses({ plan, next }: { plan: Plan; next: number | null }) {
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const now = strip.current?.querySelectorAll<HTMLElement>(".link")[next ?? 0];
    if (strip.current && now) strip.current.scrollLeft = now.offsetLeft - strip.current.clientWidth / 2;
  }, [next]);
  const pieces = plan.presses.map((one, index) => ({ path: `press.${index}`, word: cardOf(one.does) }));
  const pale = next === null ? "alldone" : next < 0 ? "allpale" : "";
  return (
    <div class={`presses ${pale}`} ref={strip}>
      <Chain pieces={pieces} parent="press" current={next === null ? null : `press.${next}`} nameOf={(piece) => wordText(piece.word)} />
    </div>
  );
}

/** The card that a key's press stands for. */
export function cardOf(does: string): string {
  return does === "pause" ? "wait" : does;
}
