/** The keys at the top of a pupil's page: the team and its robot. */
import { signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { RoundButton } from "../look/controls";
import { Animal, Bot, PictureName } from "../look/drawing";
import { mySeat } from "../room/store";
import { pictureText, t } from "../strings";
import { screen } from "./session";
import { target, targetDrawing, targetName } from "./target";
import { canWatch, watch } from "./watched";

/** The team's first animal, with the number of animals when there are several. */
export function TeamKey({ onPress }: { onPress: () => void }) {
  const animals = mySeat.value?.animals ?? [];
  const label = t("pupil_team", { animals: animals.map(pictureText).join(", ") });
  return (
    <RoundButton label={label} class="teamkey" onPress={onPress}>
      <Animal name={animals[0] ?? ""} />
      {animals.length > 1 ? <i class="count" data-count={animals.length} /> : null}
    </RoundButton>
  );
}

/** The keys of a page that has one robot alone, in the place of the robot's; null where robots are chosen. */
export const ownKeys = signal<ComponentType<{ off: boolean }> | null>(null);

/** The robot that is chosen, by its picture; a tap shows those that are free. */
export function RobotKey({ off }: { off: boolean }) {
  const { robot } = target.value;
  const Own = ownKeys.value;
  if (Own) return <Own off={off} />;
  return (
    <RoundButton label={t("pupil_robot", { robot: targetName(target.value) })} class={`robotkey ${robot?.state === "lost" ? "gone" : ""}`} off={off} onPress={() => (screen.value = "robots")}>
      {robot ? <PictureName name={robot.picture_name} /> : <Bot drawing={targetDrawing(target.value)} />}
    </RoundButton>
  );
}

/** An eye: what the board shows, on this tablet too. It is there while the board shows a run of somebody else. */
export function WatchKey() {
  return canWatch.value ? <RoundButton label={t("pupil_watch")} icon="eye" class="watchkey" onPress={() => watch(null)} /> : null;
}

/** The team, the robot, and what else a face puts there. */
export function Who({ children }: { children: ComponentChildren }) {
  return <div class={`who ${canWatch.value || ownKeys.value ? "five" : ""}`}>{children}</div>;
}
