/** The mat: the flag, the robot at its start, and the run as it goes, moved by its segments. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { cellCentre, cellUnder, MatView, type Point } from "../look";
import { momentAt, useLiveTime, type Moment } from "../room/replay";
import { isReal } from "../robots/told";
import { streamOf, type Stream } from "../room/streams";
import { say } from "../speech";
import { t } from "../strings";
import { run, running, runState } from "./running";
import { flag, lesson, mat, plant } from "./session";
import { target, targetDrawing } from "./target";

const NO_STREAM: Stream = { epoch: 0, seq: 0, events: [] };

/** The last picture of a run that is over and has been shown to its end; null before. */
export const shownEnd = signal<Moment | null>(null);

/** The mat of the mission; a tap on a cell plants the flag where the mission has one. */
export function Stage() {
  return <LiveMat key={run.value ?? ""} />;
}

function LiveMat() {
  const stream = run.value ? streamOf(run.value).value : NO_STREAM;
  const moment = momentAt(stream.events, useLiveTime(stream));
  const over = Boolean(moment?.ended);
  useEffect(() => {
    shownEnd.value = over ? moment : null;
  }, [over, run.value]);
  useBumpSaid(moment);
  const plants = Boolean(lesson.value?.flag) && !running.value;
  return (
    <div class={`matbox ${over && moment && flag.value !== null && apart(moment) === null ? "right" : ""}`}>
      <MatView
        mat={mat.value}
        robots={[{ pose: moment?.pose ?? atStart(), drawing: targetDrawing(target.value), soft: isEstimate(moment), grey: target.value.robot?.state === "lost" }]}
        trails={moment ? [{ points: moment.points, stops: moment.stops }] : []}
        flag={flag.value}
        start
        bump={moment?.bump}
        apart={over && moment ? apart(moment) : null}
        onCell={plants ? plant : undefined}
        label={t(plants ? "pupil_mat_flag" : "pupil_mat")}
      />
    </div>
  );
}

/** Where the robot is put before a run. */
export function atStart(): { x: number; y: number; heading: number } {
  const { start_cell, start_heading } = mat.value;
  const [x, y] = cellCentre(start_cell, mat.value);
  return { x, y, heading: start_heading };
}

/** The pose of a real robot is an estimate, and is drawn as one. */
function isEstimate(moment: Moment | null): boolean {
  return moment !== null && isReal(runState.value);
}

/** Dots between where the robot has arrived and where the flag stands. */
function apart(moment: Moment): readonly [Point, Point] | null {
  const here: Point = [moment.pose.x, moment.pose.y];
  if (flag.value === null || cellUnder(here, mat.value) === flag.value) return null;
  return [here, cellCentre(flag.value, mat.value)];
}

function useBumpSaid(moment: Moment | null): void {
  const bumped = Boolean(moment?.bump);
  useEffect(() => {
    if (bumped) say(t("pupil_bump"));
  }, [bumped]);
}
