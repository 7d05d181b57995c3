/** What is said after a run: where the robot is and where the flag is, never that something is wrong. */
import { useEffect, useState } from "preact/hooks";
import type { LessonView } from "../generated/messages";
import { cellUnder, Icon } from "../look";
import { say } from "../speech";
import { t, type ScreenText } from "../strings";
import type { Moment } from "../room/replay";
import { flag, landed, runState } from "./session";

interface Said {
  text: string;
  icon: string;
}

function said(key: ScreenText, icon: string): Said {
  return { text: t(key), icon };
}

const PATIENCE = 1500;

/** A strip over the story once the run is over, said aloud once. */
export function Outcome({ moment, mission }: { moment: Moment | null; mission: LessonView }) {
  const outcome = useJudged(moment) ? outcomeOf(moment, mission) : [];
  const sentence = outcome.map((one) => one.text).join(" ");
  useEffect(() => {
    if (sentence) say(sentence);
  }, [sentence]);
  return (
    <div class="outcomes" role="status">
      {outcome.map((one) => (
        <p class="outcome" key={one.text}>
          <span class={one.icon === "check" ? "ok" : ""}><Icon name={one.icon} /></span>
          <span>{one.text}</span>
        </p>
      ))}
    </div>
  );
}

/** Whether the run is over and judged, or the judgement lets itself be waited for. */
function useJudged(moment: Moment | null): boolean {
  const ended = moment?.ended ?? false;
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    setPatient(true);
    const timer = setTimeout(() => setPatient(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [ended]);
  return ended && (!patient || Boolean(runState.value?.verdict));
}

function outcomeOf(moment: Moment | null, { mat }: LessonView): Said[] {
  if (!moment) return [];
  const here = cellUnder([moment.pose.x, moment.pose.y], mat);
  const verdict = runState.value?.verdict;
  if (landed.value !== null && landed.value !== here) {
    const right = verdict?.program === false ? [] : [said("board_slid_program", "check")];
    return right.concat(said("board_slid", "slip"));
  }
  if (verdict?.program && verdict.floor !== false) return [said("board_mission_done", "check")];
  const hint: Said[] = verdict?.mistake ? [{ text: verdict.mistake, icon: "hint" }] : [];
  if (flag.value === null) return [said("board_arrived", "where"), ...hint];
  return here === flag.value ? [said("board_right", "check")] : [said("board_elsewhere", "flag"), ...hint];
}
