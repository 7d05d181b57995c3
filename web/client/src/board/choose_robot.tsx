/** Which robot? All of them as pictures; one that somebody drives is said with its ring, and no name. */
import { useEffect } from "preact/hooks";
import type { LessonView, RobotState } from "../generated/messages";
import { RingBot, Shapes } from "../look";
import { ClosedCard, RoomCard, ScreenCard, standingOf } from "../robots/cards";
import { drawingOf } from "../room/catalogue";
import { classState, robotOf } from "../room/store";
import { say } from "../speech";
import { t } from "../strings";
import { ToolKey } from "./deck";
import { busyRobot, chooseClosed, chooseRobot, closedRobots, held, identify, roomRobots } from "./robot";
import { sceneOf } from "./scenes";
import { view } from "./session";
import { Told } from "./told";

const ROW = 6;

/** The robot on the screen, the closed ones, and the real ones of the room. */
export function ChooseRobot({ mission }: { mission: LessonView }) {
  const busy = robotOf(busyRobot.value);
  const sentence = t(busy ? "robots_busy" : "board_choose_robot");
  const count = 1 + closedRobots.value.length + roomRobots.value.length;
  useEffect(() => say(sentence), [sentence, busyRobot.value]);
  return (
    <main class="screen choosing">
      <div class="above asked" role="status">
        {busy ? <RingBot state="busy" drawing={drawingOf(busy.kind)} /> : <Shapes drawing={sceneOf(pictureOf(mission))} class="picture" />}
        <h1>{sentence}</h1>
      </div>
      <div class={`robots onboard ${count > ROW ? "crowd" : ""}`}>
        <ScreenCard mine={held.value === null} onTake={() => void chooseRobot(null)} />
        {closedRobots.value.map((one) => <ClosedCard key={one.kind} robot={one} mine={false} onTake={() => void chooseClosed(one.kind)} />)}
        {roomRobots.value.map((robot) => <OfRoom key={robot.name} robot={robot} />)}
      </div>
      <nav class="ways">
        <ToolKey icon="prev" label={t("robots_back")} onPress={() => (view.value = "solo")} />
        <ToolKey icon="speaker" label={t("robots_listen")} onPress={() => say(sentence)} />
        <Told />
      </nav>
    </main>
  );
}

function OfRoom({ robot }: { robot: RobotState }) {
  const standing = standingOf(robot, held.value?.name === robot.name);
  const take = (): void => {
    if (standing === "busy") busyRobot.value = robot.name;
    else void chooseRobot(robot.name);
  };
  return <RoomCard robot={robot} standing={standing} onTake={take} onIdentify={() => identify(robot.name)} />;
}

function pictureOf({ pages }: LessonView): string {
  return pages[(classState.value?.step ?? 1) - 1]?.picture ?? pages[0]?.picture ?? "";
}
