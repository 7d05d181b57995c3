/** This tablet's robot is aimed before it rolls. */
import { Animal, RoundButton } from "../look";
import { Aim } from "../robots/aim";
import { mySeat } from "../room/store";
import { say } from "../speech";
import { t } from "../strings";
import { aimed } from "./aiming";
import { screen } from "./session";
import { RobotKey, TeamKey, Who } from "./signs";
import { target, targetDrawing } from "./target";

/** The robot's light must look at the team's animal. */
export function Aiming() {
  const { robot } = target.value;
  if (!robot) return null;
  const away = robot.state === "lost" ? t("pupil_lost") : null;
  const leave = (): void => void (screen.value = "work");
  const head = (
    <Who>
      <TeamKey onPress={leave} />
      <RobotKey off={false} />
      <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(away ?? t("robots_aim"))} />
    </Who>
  );
  return <Aim robot={robot} drawing={targetDrawing(target.value)} child={<Animal name={mySeat.value?.animals[0] ?? ""} />} head={head} away={away} onBack={leave} onFront={() => aimed(robot.name)} />;
}
