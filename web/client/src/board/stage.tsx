/** The mat on the board: the run's trail and robot, the flag, where the robot was said to stand. */
import type { LessonView } from "../generated/messages";
import { cellCentre, cellUnder, MatView, type Drawing, type Point, type RobotOnMat } from "../look";
import { t } from "../strings";
import type { Moment } from "../room/replay";
import { held, realRun } from "./robot";
import { flag, runState, stands, verdict } from "./session";

interface BoardMatProps {
  mission: LessonView;
  moment: Moment | null;
  drawing?: Drawing | undefined;
  onCell?: ((cell: string) => void) | undefined;
}

/** The mission's mat without letters; where a run has ended apart from the flag, dots join the two. */
export function BoardMat({ mission, moment, drawing, onCell }: BoardMatProps) {
  const { mat } = mission;
  const [x, y] = cellCentre(mat.start_cell, mat);
  const pose = moment?.pose ?? { x, y, heading: mat.start_heading };
  const robots: RobotOnMat[] = [{ pose, drawing, soft: realRun.value && moment !== null, grey: held.value?.state === "lost" }];
  const ends = moment ? programEnd(moment, mission) : pose;
  const slid = moment?.ended ? slidTo(ends, mission) : null;
  if (slid) robots[0] = { pose: { ...ends, heading: pose.heading }, drawing, ghost: true };
  if (slid) robots.push({ pose: { x: slid[0], y: slid[1], heading: pose.heading + 14 }, drawing });
  return (
    <MatView
      mat={mat}
      robots={robots}
      trails={moment ? [{ points: moment.points, stops: moment.stops }] : []}
      flag={flag.value}
      start
      bump={moment?.bump}
      apart={apart(moment, mission, slid)}
      labels={false}
      onCell={onCell}
      label={t("board_mat")}
    />
  );
}

/** Where the program ends: for a real robot that is not where it was estimated to be. */
function programEnd({ pose }: Moment, { mat }: Pick<LessonView, "mat">): { x: number; y: number } {
  const arrived = realRun.value ? (verdict.value ?? runState.value?.verdict)?.arrived : null;
  if (!arrived) return pose;
  const [x, y] = cellCentre(arrived, mat);
  return { x, y };
}

/** Where the real robot was said to stand, when that is not where the program ends. */
function slidTo(pose: { x: number; y: number }, { mat }: LessonView): Point | null {
  if (stands.value === null || cellUnder([pose.x, pose.y], mat) === stands.value) return null;
  return cellCentre(stands.value, mat);
}

function apart(moment: Moment | null, { mat }: Pick<LessonView, "mat">, slid: Point | null): readonly [Point, Point] | null {
  if (!moment?.ended) return null;
  if (realRun.value && stands.value === null) return null;
  const { x, y } = programEnd(moment, { mat });
  const here: Point = [x, y];
  if (slid) return [here, slid];
  if (flag.value === null || cellUnder(here, mat) === flag.value) return null;
  return [here, cellCentre(flag.value, mat)];
}
