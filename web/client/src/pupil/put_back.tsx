/** Before this tablet's real robot rolls: put it back, ready, GO. */
import { RoundButton } from "../look";
import { PutBack as PutBackScreen } from "../robots/put_back";
import { say } from "../speech";
import { t } from "../strings";
import { start } from "./running";
import { flag, mat, screen } from "./session";
import { RobotKey, TeamKey, Who } from "./signs";
import { target, targetDrawing } from "./target";

/** The mission's start cell with the robot that this team has chosen. */
export function PutBack() {
  const away = target.value.robot?.state === "lost" ? t("pupil_lost") : null;
  const leave = (): void => void (screen.value = "work");
  const head = (
    <Who>
      <TeamKey onPress={leave} />
      <RobotKey off={false} />
      <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(away ?? t("robots_put_back"))} />
    </Who>
  );
  return <PutBackScreen mat={mat.value} drawing={targetDrawing(target.value)} flag={flag.value} head={head} away={away} onBack={leave} onGo={() => void start()} />;
}
