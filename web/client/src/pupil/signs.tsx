/** Signs that the whole screen or one key shows: the short pause, the robot, the team. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Animal, Bot, Logo, PictureName, RoundButton } from "../look";
import { mySeat, pausing } from "../room/store";
import { pictureText, t } from "../strings";
import { screen } from "./session";
import { target, targetDrawing, targetName } from "./target";

const UNNOTICED = 900;

/** Whether the server has been away for long enough to say so: a new line is no pause. */
export function usePause(): boolean {
  const [told, setTold] = useState(false);
  const away = pausing.value;
  useEffect(() => {
    if (!away) return setTold(false);
    const timer = setTimeout(() => setTold(true), UNNOTICED);
    return () => clearTimeout(timer);
  }, [away]);
  return told && away;
}

/** The sign of the house, pale: everything is kept. */
export function Pausing() {
  return (
    <main class="screen waiting">
      <div class="mid" role="status">
        <Logo class="large pale" />
        <h1>{t("pupil_pause")}</h1>
        <p class="sub">{t("pupil_pause_sub")}</p>
      </div>
    </main>
  );
}

/** The team's first animal, with the number of animals when there are several. */
export function TeamKey({ onPress }: { onPress: () => void }) {
  const animals = mySeat.value?.animals ?? [];
  const label = t("pupil_team", { animals: animals.map(pictureText).join(", ") });
  return (
    <RoundButton label={label} class="teamkey" onPress={onPress}>
      <Animal name={animals[0] ?? ""} />
      {animals.length > 1 ? <b class="num">{animals.length}</b> : null}
    </RoundButton>
  );
}

/** The robot that is chosen, by its picture; a tap shows those that are free. */
export function RobotKey({ off }: { off: boolean }) {
  const { robot } = target.value;
  return (
    <RoundButton label={t("pupil_robot", { robot: targetName(target.value) })} class={`robotkey ${robot?.state === "lost" ? "gone" : ""}`} off={off} onPress={() => (screen.value = "robots")}>
      {robot ? <PictureName name={robot.picture_name} /> : <Bot drawing={targetDrawing(target.value)} />}
    </RoundButton>
  );
}

/** The team, the robot, and what else a face puts there. */
export function Who({ children }: { children: ComponentChildren }) {
  return <div class="who">{children}</div>;
}
