/** Before a robot whose front nobody sees rolls: its light shines, hands turn it, one tap says "this way". */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { RobotState } from "../generated/messages";
import { Bot, Icon, RoundButton, TickButton, type Drawing } from "../look";
import { ask } from "../room/connection";
import { say } from "../speech";
import { t } from "../strings";
import "./place.css";
import "./aim.css";

interface AimProps {
  robot: RobotState;
  drawing: Drawing;
  /** Whom the light must look at: a team's animal; an eye on the whiteboard. */
  child?: ComponentChildren;
  /** The keys at the top of a tablet. */
  head?: ComponentChildren;
  board?: boolean | undefined;
  /** Why it cannot be aimed now, in a sentence. */
  away?: string | null | undefined;
  onBack: () => void;
  /** This way was taken. */
  onFront: () => void;
}

/** What is not answered shows by the robot's state: the screen stays until it is aimed. */
function tell(robot: string, step: "begin" | "front" | "leave"): Promise<boolean> {
  return ask("aim", { robot, step }).then(() => true, () => false);
}

/** The robot turns until its light meets the child; then the one large tick. */
export function Aim({ robot, drawing, child, head, board = false, away = null, onBack, onFront }: AimProps) {
  const sentence = away ?? t("robots_aim");
  const { name } = robot;
  const here = away === null;
  useEffect(() => say(sentence), [sentence]);
  useEffect(() => {
    if (here) void tell(name, "begin");
  }, [name, here]);
  const leave = (): void => {
    void tell(name, "leave");
    onBack();
  };
  const take = async (): Promise<void> => {
    if (await tell(name, "front")) onFront();
  };
  return (
    <main class={`screen place aim ${board ? "onboard" : ""}`}>
      <h1 class="spoken">{sentence}</h1>
      <div class="aimbox" role="img" aria-label={t("robots_aim")}>
        <span class={`turned ${here ? "" : "away"}`}><Bot drawing={drawing} grey={!here} /><i /></span>
        <span class="seer">{child ?? <Icon name="eye" />}</span>
      </div>
      <aside>
        {head}
        <div class="what" role="status"><span>{sentence}</span></div>
        <div class="acts">
          <RoundButton label={t("robots_back")} icon="prev" onPress={leave} />
          {board ? <RoundButton label={t("robots_listen")} icon="speaker" onPress={() => say(sentence)} /> : null}
          <TickButton label={t("robots_aimed")} class="ready" off={!here} onPress={() => void take()} />
        </div>
      </aside>
    </main>
  );
}
