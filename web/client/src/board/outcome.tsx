/** What is said after a run: where the robot is and where the flag is, never that something is wrong. */
import { useEffect, useState } from "preact/hooks";
import type { LessonView } from "../generated/messages";
import { cellUnder, Icon } from "../look";
import { linesOf, type VerdictTexts } from "../robots/lines";
import { say } from "../speech";
import { t, type ScreenText } from "../strings";
import { failureOf } from "../room/failure";
import type { Moment } from "../room/replay";
import { streamOf } from "../room/streams";
import { realRun } from "./robot";
import { flag, run, runState, stands, verdict } from "./session";
import { boardText } from "./told";

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
  const judged = useJudged(moment);
  const outcome = failing() ?? (judged ? outcomeOf(moment, mission) : []);
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

/** The board speaks of "the program": it is the whole class's. */
export function verdictTexts(): VerdictTexts {
  return { done: t("board_mission_done"), right: t("board_slid_program"), slid: t("board_slid"), elsewhere: t("board_elsewhere"), here: t("board_real_here") };
}

/** Whether the run is over and judged, or the judgement lets itself be waited for. */
function useJudged(moment: Moment | null): boolean {
  const ended = moment?.ended ?? false;
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    setPatient(true);
    if (!ended) return undefined; // patience begins with the end, else it is over before
    const timer = setTimeout(() => setPatient(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [ended]);
  return ended && (!patient || Boolean(runState.value?.verdict));
}

/** Why the run did not start, or broke off; null for one that did neither. */
function failing(): Said[] | null {
  const fault = failureOf(runState.value, run.value ? streamOf(run.value).value.events : []);
  return fault ? [{ text: boardText(fault), icon: "hint" }] : null;
}

function outcomeOf(moment: Moment | null, { mat }: LessonView): Said[] {
  if (!moment || runState.value?.state === "stopped") return [];
  if (realRun.value) return toldOfReal();
  const here = cellUnder([moment.pose.x, moment.pose.y], mat);
  const judged = runState.value?.verdict;
  if (stands.value !== null && stands.value !== here) {
    const right = judged?.program === false ? [] : [said("board_slid_program", "check")];
    return right.concat(said("board_slid", "slip"));
  }
  if (judged?.program && judged.floor !== false) return [said("board_mission_done", "check")];
  const hint: Said[] = judged?.mistake ? [{ text: judged.mistake, icon: "hint" }] : [];
  if (flag.value === null) return [said("board_arrived", "where"), ...hint];
  return here === flag.value ? [said("board_right", "check")] : [said("board_elsewhere", "flag"), ...hint];
}

/** Of a real robot only what the tap said: where it was estimated to be is no answer. */
function toldOfReal(): Said[] {
  const judged = verdict.value ?? runState.value?.verdict;
  if (stands.value === null || !judged) return [];
  const lines = linesOf(judged, verdictTexts(), flag.value !== null && flag.value !== stands.value);
  return lines.map(({ sign, text }) => ({ text, icon: sign === "bot" ? "where" : sign }));
}
