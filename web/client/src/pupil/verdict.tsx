/** What the tap of this tablet's children says of their real robot. */
import { Animal, RoundButton } from "../look";
import { linesOf, type VerdictTexts } from "../robots/lines";
import { VerdictScreen as Screen } from "../robots/verdict";
import { momentAt } from "../room/replay";
import { mySeat } from "../room/store";
import { streamOf } from "../room/streams";
import { say } from "../speech";
import { pictureText, t } from "../strings";
import { forgetRun, landed, run, verdict } from "./running";
import { flag, mat, screen } from "./session";
import { RobotKey, TeamKey, Who } from "./signs";
import { target, targetDrawing } from "./target";

/** Once more with the same program, or on with it. */
export function VerdictScreen() {
  const moment = momentAt(run.value ? streamOf(run.value).value.events : [], Infinity);
  const again = (): void => {
    forgetRun();
    screen.value = target.value.closed ? "companion" : "putback";
  };
  const goOn = (): void => void (screen.value = "work");
  const shared = { judged: verdict.value, texts: texts(), mat: mat.value, moment, flag: flag.value, landed: landed.value, drawing: targetDrawing(target.value) };
  return <Screen {...shared} head={<Head onLeave={goOn} />} team={<Team />} onAgain={again} onGoOn={goOn} />;
}

function texts(): VerdictTexts {
  return { done: t("pupil_done"), right: t("pupil_program_right"), slid: t("pupil_slid"), elsewhere: t("pupil_flag_elsewhere"), here: t("pupil_real_here") };
}

function Head({ onLeave }: { onLeave: () => void }) {
  const sayAgain = (): void => {
    const missed = flag.value !== null && flag.value !== landed.value;
    if (verdict.value) say(linesOf(verdict.value, texts(), missed).map((line) => line.text).join(" "));
  };
  return (
    <Who>
      <TeamKey onPress={onLeave} />
      <RobotKey off={false} />
      <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={sayAgain} />
    </Who>
  );
}

function Team() {
  const animals = mySeat.value?.animals ?? [];
  return <span class="handinhand">{animals.map((name) => <Animal key={name} name={name} label={pictureText(name)} />)}</span>;
}
