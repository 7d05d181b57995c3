/** The robots as pictures: those that are free to take, and those that somebody drives. */
import { useEffect } from "preact/hooks";
import type { RobotState } from "../generated/messages";
import { Animal, RingBot, RoundButton } from "../look";
import { ClosedCard, RoomCard, ScreenCard, standingOf } from "../robots/cards";
import { drawingOf } from "../room/catalogue";
import { ask } from "../room/connection";
import { classState, robotOf, seatOf } from "../room/store";
import { say } from "../speech";
import { pictureText, t } from "../strings";
import { attempt, faults, screen } from "./session";
import { TeamKey } from "./signs";
import { busyRobot, choose, chooseClosed, closedRobots, freeRobots, target } from "./target";
import { shownOn, watch } from "./watched";
import "./robots.css";

const back = (): void => void (screen.value = "work");

/** Every robot of the room, the one on the screen, and the closed ones of this mission. */
export function Robots() {
  const robots = classState.value?.robots ?? [];
  return (
    <main class="screen picking">
      <header>
        <RoundButton label={t("pupil_back")} icon="prev" onPress={back} />
        <h1>{t("pupil_choose_robot")}</h1>
        <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(t("pupil_choose_robot"))} />
      </header>
      <div class="robots">
        <OnScreen />
        {closedRobots.value.map((one) => <ClosedCard key={one.kind} robot={one} mine={target.value.closed?.kind === one.kind} onTake={() => void chooseClosed(one.kind)} />)}
        {robots.map((robot) => <OfRoom key={robot.name} robot={robot} />)}
      </div>
    </main>
  );
}

function OnScreen() {
  return <ScreenCard mine={!target.value.robot && !target.value.closed} onTake={() => void choose(null)} />;
}

function OfRoom({ robot }: { robot: RobotState }) {
  const standing = standingOf(robot, target.value.robot?.name === robot.name);
  const take = (): void => {
    if (standing === "busy") {
      busyRobot.value = robot.name;
      screen.value = "busy";
    } else void choose(robot.name);
  };
  return <RoomCard robot={robot} standing={standing} onTake={take} onIdentify={() => void attempt(ask("identify", { robot: robot.name }))} />;
}

/** The robot that was wanted is driven by somebody; free ones are there to tap. */
export function Busy() {
  const robot = robotOf(busyRobot.value) ?? target.value.robot;
  const animals = seatOf(robot?.holder)?.animals ?? [];
  const shown = shownOn(robot?.name);
  const sentence = t("robots_busy");
  useEffect(() => {
    faults.value = [];
    say(sentence);
  }, []);
  return (
    <main class="screen waiting busyrobot">
      <header>
        <TeamKey onPress={back} />
        <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(sentence)} />
      </header>
      <div class="mid" role="status">
        <RingBot state="busy" drawing={drawingOf(robot?.kind)} />
        <h1>{sentence}</h1>
        {animals.length > 0 ? <Holders animals={animals} /> : null}
        {shown ? <RoundButton label={t("pupil_watch_robot")} icon="eye" class="watchkey" onPress={() => watch(shown)} /> : null}
      </div>
      <div class="robots few">
        {freeRobots.value.slice(0, 3).map((free) => <OfRoom key={free.name} robot={free} />)}
        <OnScreen />
      </div>
    </main>
  );
}

/** Who drives it now, as a child who does not read can tell. */
function Holders({ animals }: { animals: readonly string[] }) {
  return (
    <span class="team" role="img" aria-label={t("pupil_busy_who", { animals: animals.map(pictureText).join(", ") })}>
      {animals.map((name) => <Animal key={name} name={name} />)}
    </span>
  );
}
