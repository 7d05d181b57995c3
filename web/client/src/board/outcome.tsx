/** What is said after a run: where the robot is and where the flag is, never that something is wrong. */
import { useEffect } from "preact/hooks";
import type { LessonView } from "../generated/messages";
import { cellUnder, Icon } from "../look";
import { say } from "../speech";
import { t, type ScreenText } from "../strings";
import type { Moment } from "../room/replay";
import { flag, landed, runState } from "./session";

interface Said {
  text: ScreenText;
  icon: string;
}

/** A strip under the mat once the run is over, said aloud once. */
export function Outcome({ moment, mission }: { moment: Moment | null; mission: LessonView }) {
  const said = moment?.ended ? outcomeOf(moment, mission) : [];
  const sentence = said.map((one) => t(one.text)).join(" ");
  useEffect(() => {
    if (sentence) say(sentence);
  }, [sentence]);
  return (
    <div class="outcomes" role="status">
      {said.map((one) => (
        <p class="outcome" key={one.text}>
          <span class={one.icon === "check" ? "ok" : ""}><Icon name={one.icon} /></span>
          <span>{t(one.text)}</span>
        </p>
      ))}
    </div>
  );
}

function outcomeOf(moment: Moment, { mat }: LessonView): Said[] {
  const here = cellUnder([moment.pose.x, moment.pose.y], mat);
  const verdict = runState.value?.verdict;
  const done: Said[] = verdict?.floor || (verdict?.program && !verdict.slid) ? [{ text: "board_mission_done", icon: "check" }] : [];
  if (landed.value !== null && landed.value !== here) {
    const right: Said[] = verdict?.program === false ? [] : [{ text: "board_slid_program", icon: "check" }];
    return right.concat({ text: "board_slid", icon: "slip" });
  }
  if (done.length > 0) return done;
  if (flag.value === null) return [{ text: "board_arrived", icon: "where" }];
  return here === flag.value ? [{ text: "board_right", icon: "check" }] : [{ text: "board_elsewhere", icon: "flag" }];
}
