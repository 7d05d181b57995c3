/** The whiteboard: choose a mission, play it here alone, or look at the class's runs. */
import { useEffect } from "preact/hooks";
import { Companion } from "../companion";
import { Logo } from "../look";
import { classState, closings, pausing } from "../room/store";
import { t } from "../strings";
import { Choose } from "./choose";
import { ClassView } from "./class_view";
import { flag, land, lesson, program, view } from "./session";
import { closedRobot, Solo } from "./solo";
import "./board.css";

/** What is shown follows `view`; without a mission the missions are shown. */
export function Board() {
  useEffect(() => void (view.value = "solo"), [closings.value]);
  if (pausing.value) return <Pausing />;
  if (view.value === "class") return <ClassView />;
  const mission = lesson.value;
  if (!mission || view.value === "choose") return <Choose />;
  const robot = closedRobot.value;
  if (view.value === "companion" && robot) {
    return (
      <main class="screen">
        <Companion program={program.value} companion={robot} mat={mission.mat} flag={flag.value} onLanded={(cell) => void land(cell)} onBack={() => (view.value = "solo")} board />
      </main>
    );
  }
  return <Solo mission={mission} key={`${mission.slug} ${classState.value?.code ?? ""}`} />;
}

function Pausing() {
  return (
    <main class="screen pausing" aria-label={t("board_wait")}>
      <Logo />
    </main>
  );
}
