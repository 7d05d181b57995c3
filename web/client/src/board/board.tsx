/** The whiteboard: choose a mission, play it here alone, or look at the class's runs. */
import { useEffect } from "preact/hooks";
import { Pausing, Waiting } from "../class/pausing";
import { late } from "../room/late";
import { classState, closings, pausing, welcome } from "../room/store";
import { Choose } from "./choose";
import { t } from "../strings";
import { asksWhere, closedRobot, letRobotGo } from "./robot";
import { flag, forgetClass, land, lesson, program, startMission, view } from "./session";
import { Solo } from "./solo";
import "../robots/answer.css";
import "../robots/cards.css";
import "../robots/place.css";
import "../companion/companion.css";
import "../companion/where.css";
import "../enter/enter.css";
import "./board.css";

const Companion = late(async () => (await import("./later")).Companion);
const ClassView = late(async () => (await import("./later")).ClassView);
const ChooseRobot = late(async () => (await import("./later")).ChooseRobot);
const BoardPutBack = late(async () => (await import("./later")).BoardPutBack);
const BoardWhere = late(async () => (await import("./later")).BoardWhere);
const BoardVerdict = late(async () => (await import("./later")).BoardVerdict);
const Enter = late(async () => (await import("./later")).Enter);

/** What is shown follows who this is, then `view`; without a mission the missions are shown. */
export function Board() {
  useEffect(forgetClass, [closings.value]);
  const role = welcome.value?.role;
  if (role === "visitor") return <Enter then={() => location.reload()} />;
  if (pausing.value) return <Pausing />;
  if (!role || (welcome.value?.code && !classState.value && closings.value === 0)) return <Waiting />;
  if (role === "watcher" || view.value === "class") return <ClassView />;
  return <Playing />;
}

function Playing() {
  const mission = lesson.value;
  useEffect(() => {
    if (mission) void startMission(mission).then(letRobotGo);
  }, [mission?.slug, classState.value?.code]);
  if (!mission || view.value === "choose") return <Choose />;
  const robot = closedRobot.value;
  if (view.value === "companion" && robot) {
    return (
      <main class="screen">
        <h1 class="spoken">{t("board_robot")}</h1>
        <Companion program={program.value} companion={robot} mat={mission.mat} flag={flag.value} onLanded={(cell) => void land(cell)} onBack={() => (view.value = "solo")} board />
      </main>
    );
  }
  if (view.value === "robots") return <ChooseRobot mission={mission} />;
  if (view.value === "putback") return <BoardPutBack mission={mission} />;
  if (view.value === "verdict") return <BoardVerdict mission={mission} />;
  if (asksWhere.value) return <BoardWhere mission={mission} />;
  return <Solo mission={mission} key={`${mission.slug} ${classState.value?.code ?? ""}`} />;
}
