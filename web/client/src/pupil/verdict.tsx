/** What the tap says of a real robot: the program is right, the robot slid, or both ended elsewhere. */
import { useEffect } from "preact/hooks";
import type { Verdict as Judged } from "../generated/messages";
import { Animal, Bot, cellCentre, Icon, MatView, RoundButton, type Point } from "../look";
import { momentAt } from "../room/replay";
import { mySeat } from "../room/store";
import { streamOf } from "../room/streams";
import { say } from "../speech";
import { pictureText, t } from "../strings";
import { forgetRun, landed, run, verdict } from "./running";
import { flag, mat, screen } from "./session";
import { RobotKey, TeamKey, Who } from "./signs";
import { target, targetDrawing } from "./target";
import "./place.css";

interface Line {
  sign: "check" | "slip" | "bot";
  text: string;
}

/** The program's trail, the pale robot where it ends, and the real one where the child saw it. */
export function VerdictScreen() {
  const judged = verdict.value;
  const lines = judged ? linesOf(judged) : [];
  const sentence = lines.map((line) => line.text).join(" ");
  useEffect(() => say(sentence), [sentence]);
  const again = (): void => {
    forgetRun();
    screen.value = target.value.closed ? "companion" : "putback";
  };
  const goOn = (): void => void (screen.value = "work");
  return (
    <main class="screen place">
      <h1 class="spoken">{sentence}</h1>
      <div class="matbox"><Compared judged={judged} /></div>
      <aside>
        <Who>
          <TeamKey onPress={goOn} />
          <RobotKey off={false} />
          <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(sentence)} />
        </Who>
        <div class="what" role="status">
          {lines.map((line) => <Told key={line.text} line={line} />)}
        </div>
        <div class="acts">
          <button type="button" class="plainkey" aria-label={t("pupil_again")} onClick={again}><Icon name="undo" /></button>
          <button type="button" class="go onwards" aria-label={t("pupil_go_on")} onClick={goOn}><Icon name="next" /></button>
        </div>
      </aside>
    </main>
  );
}

function linesOf(judged: Judged): Line[] {
  if (judged.program && judged.floor) return [{ sign: "check", text: t("pupil_done") }];
  if (judged.slid) return [{ sign: "check", text: t("pupil_program_right") }, { sign: "slip", text: t("pupil_slid") }];
  if (judged.mistake) return [{ sign: "bot", text: judged.mistake }];
  return [{ sign: "bot", text: flag.value && landed.value !== flag.value ? t("pupil_flag_elsewhere") : t("pupil_real_here") }];
}

function Told({ line }: { line: Line }) {
  const animals = mySeat.value?.animals ?? [];
  const done = line.text === t("pupil_done");
  return (
    <div class="toldline">
      {line.sign === "bot" ? <Bot drawing={targetDrawing(target.value)} /> : <span class={`toldsign ${line.sign === "check" ? "ok" : ""}`}><Icon name={line.sign} /></span>}
      <span>{line.text}</span>
      {done ? <span class="handinhand">{animals.map((name) => <Animal key={name} name={name} label={pictureText(name)} />)}</span> : null}
    </div>
  );
}

const ASKEW = 14;

function Compared({ judged }: { judged: Judged | null }) {
  const events = run.value ? streamOf(run.value).value.events : [];
  const moment = momentAt(events, Infinity);
  const drawing = targetDrawing(target.value);
  const heading = moment?.pose.heading ?? mat.value.start_heading;
  const ends = judged?.arrived ? at(judged.arrived) : (moment?.pose ?? at(mat.value.start_cell));
  const stands = landed.value ? at(landed.value) : ends;
  const slid = Boolean(judged?.slid);
  const robots = [{ pose: { ...stands, heading: slid ? heading + ASKEW : heading }, drawing }];
  const ghost = { pose: { ...ends, heading }, drawing, ghost: true };
  return (
    <MatView
      mat={mat.value}
      robots={slid ? [ghost, ...robots] : robots}
      trails={moment ? [{ points: moment.points, stops: moment.stops }] : []}
      flag={flag.value}
      start
      apart={slid ? [pointOf(ends), pointOf(stands)] : missed(stands)}
      label={t("pupil_mat")}
    />
  );
}

function missed(stands: { x: number; y: number }): readonly [Point, Point] | null {
  if (flag.value === null || landed.value === flag.value) return null;
  return [pointOf(stands), cellCentre(flag.value, mat.value)];
}

function at(cell: string): { x: number; y: number } {
  const [x, y] = cellCentre(cell, mat.value);
  return { x, y };
}

function pointOf({ x, y }: { x: number; y: number }): Point {
  return [x, y];
}
