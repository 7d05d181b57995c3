/** The robots as pictures: those that are free to take, and those that somebody drives. */
import { useEffect } from "preact/hooks";
import type { RobotState } from "../generated/messages";
import { Battery, Bot, Icon, PictureName, RingBot, RoundButton, type RobotLook } from "../look";
import { companionDrawing, companionName, type CompanionView } from "../companion/robots";
import { drawingOf } from "../room/catalogue";
import { ask } from "../room/connection";
import { classState, robotOf, seatOf } from "../room/store";
import { say } from "../speech";
import { pictureText, t, type ScreenText } from "../strings";
import { attempt, faults, screen } from "./session";
import { TeamKey } from "./signs";
import { busyRobot, choose, chooseClosed, closedRobots, freeRobots, isFree, target } from "./target";
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
        <ScreenRobot />
        {closedRobots.value.map((one) => <ClosedRobot key={one.kind} robot={one} />)}
        {robots.map((robot) => <RoomRobot key={robot.name} robot={robot} />)}
      </div>
    </main>
  );
}

function ScreenRobot() {
  const mine = !target.value.robot && !target.value.closed;
  const name = t("pupil_robot_screen");
  return (
    <div class={`robot ${mine ? "mine" : ""}`}>
      <button type="button" class="take" aria-pressed={mine} aria-label={t(mine ? "pupil_robot_mine" : "pupil_robot_free", { robot: name })} onClick={() => void choose(null)}>
        <span class="onscreen"><Icon name="board" /><Bot drawing={drawingOf("simulated")} /></span>
      </button>
    </div>
  );
}

function ClosedRobot({ robot }: { robot: CompanionView }) {
  const mine = target.value.closed?.kind === robot.kind;
  const name = companionName(robot);
  return (
    <div class={`robot ${mine ? "mine" : ""}`}>
      <button type="button" class="take" aria-pressed={mine} aria-label={t(mine ? "pupil_robot_mine" : "pupil_robot_free", { robot: name })} onClick={() => void chooseClosed(robot.kind)}>
        <span class="byhand"><Icon name="press" /></span>
        <Bot drawing={companionDrawing(robot)} />
        <span class="called">{name}</span>
      </button>
    </div>
  );
}

const SAID: Record<string, ScreenText> = { lost: "pupil_robot_lost", busy: "pupil_robot_busy", mine: "pupil_robot_mine", free: "pupil_robot_free" };

function RoomRobot({ robot }: { robot: RobotState }) {
  const mine = target.value.robot?.name === robot.name;
  const state = robot.state === "lost" ? "lost" : mine ? "mine" : isFree(robot) ? "free" : "busy";
  const name = pictureText(robot.picture_name);
  const take = (): void => {
    if (state === "busy") {
      busyRobot.value = robot.name;
      screen.value = "busy";
    } else void choose(robot.name);
  };
  return (
    <div class={`robot ${mine ? "mine" : ""}`} data-robot={robot.name}>
      <button type="button" class="take" aria-pressed={mine} aria-label={[t(SAID[state] ?? "pupil_robot_free", { robot: name }), ...factsOf(robot)].join(", ")} disabled={state === "lost"} onClick={take}>
        <PictureName name={robot.picture_name} />
        <RingBot state={lookOf(state)} drawing={drawingOf(robot.kind)} />
        <span class="facts" aria-hidden="true">
          {robot.link !== null ? <Bars bars={robot.link} /> : null}
          {robot.battery !== null ? <Battery percent={robot.battery} label={t("pupil_battery")} /> : null}
        </span>
      </button>
      {state === "free" || state === "mine" ? <ShowYourself robot={robot} name={name} /> : null}
    </div>
  );
}

function factsOf(robot: RobotState): string[] {
  const battery = robot.battery === null ? [] : [`${t("pupil_battery")} ${robot.battery} %`];
  return robot.link === null ? battery : [t("pupil_link", { bars: robot.link }), ...battery];
}

/** The robot lights up and sings, so that the children find it on the floor. */
function ShowYourself({ robot, name }: { robot: RobotState; name: string }) {
  return (
    <button type="button" class="itsme" aria-label={t("pupil_identify_of", { robot: name })} onClick={() => void attempt(ask("identify", { robot: robot.name }))}>
      <Icon name="hand" />
      <span>{t("pupil_identify")}</span>
    </button>
  );
}

function lookOf(state: string): RobotLook {
  return state === "lost" || state === "busy" ? state : "ready";
}

/** Four bars of the link. */
function Bars({ bars }: { bars: number }) {
  return (
    <svg class="bars" viewBox="0 0 30 20" role="img" aria-label={t("pupil_link", { bars })}>
      {[1, 2, 3, 4].map((bar) => (
        <rect key={bar} x={bar * 7 - 6} y={20 - bar * 4.6} width="5" height={bar * 4.6} rx="1.5" fill={bar <= bars ? "currentColor" : "var(--line)"} />
      ))}
    </svg>
  );
}

/** The robot that was wanted is driven by somebody; free ones are there to tap. */
export function Busy() {
  const robot = robotOf(busyRobot.value) ?? target.value.robot;
  const animals = seatOf(robot?.holder)?.animals ?? [];
  const sentence = t("pupil_busy");
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
        <RingBot state="busy" drawing={drawingOf(robot?.kind)} label={animals.length > 0 ? t("pupil_busy_who", { animals: animals.map(pictureText).join(", ") }) : undefined} />
        <h1>{sentence}</h1>
      </div>
      <div class="robots few">
        {freeRobots.value.slice(0, 3).map((free) => <RoomRobot key={free.name} robot={free} />)}
        <ScreenRobot />
      </div>
    </main>
  );
}
