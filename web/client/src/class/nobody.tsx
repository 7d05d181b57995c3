/** No pupil yet: dotted places, how to come in, the robots that are there, and the board that needs nobody. */
import { Icon, PictureName, RingBot, type RobotLook } from "../look";
import type { RobotState } from "../generated/messages";
import { drawingOf } from "../room/catalogue";
import { classState } from "../room/store";
import { pictureText, t } from "../strings";
import { WayIn } from "./entry";
import { mayAct, mission } from "./room";

/** The class before its first group. */
export function Nobody() {
  const alone = mayAct.value && mission.value?.devices.includes("board");
  return (
    <section class="nobody">
      <div class="come">
        <div class="dots" aria-hidden="true"><i /><i /><i /><i /></div>
        <h2>{t("class_nobody")}</h2>
        <WayIn />
      </div>
      <div class="there">
        <Robots />
        {alone ? <a class="toboard" href="/board"><Icon name="board" /><span>{t("class_play_board")}</span></a> : null}
      </div>
    </section>
  );
}

function Robots() {
  const robots = (classState.value?.robots ?? []).filter((robot) => robot.state !== "new");
  if (robots.length === 0) return <NoRobot />;
  return (
    <div class="robots" role="group" aria-label={t("class_robots")}>
      {robots.map((robot) => (
        <div class="found" key={robot.name}>
          <RingBot state={ringOf(robot)} drawing={drawingOf(robot.kind)} />
          <span><PictureName name={robot.picture_name} />{pictureText(robot.picture_name)}</span>
        </div>
      ))}
    </div>
  );
}

function ringOf(robot: RobotState): RobotLook {
  return robot.state === "new" ? "lost" : robot.state;
}

/** Nothing was found: what to do about it. */
export function NoRobot() {
  return (
    <div class="norobot" role="status">
      <div class="shelfrow" aria-hidden="true">{[0, 1, 2].map((index) => <RingBot key={index} state="lost" />)}</div>
      <h2>{t("class_no_robot")}</h2>
      <p class="soft">{t("class_no_robot_sub")}</p>
    </div>
  );
}
