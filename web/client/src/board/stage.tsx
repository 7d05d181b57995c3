/** The mat on the board: the run's trail and robot, the flag, where the robot was said to stand. */
import type { LessonView } from "../generated/messages";
import { cellCentre, cellUnder, MatView, type Drawing, type Point, type RobotOnMat } from "../look";
import { t } from "../strings";
import type { Moment } from "../room/replay";
import { flag, landed } from "./session";

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
  const robots: RobotOnMat[] = [{ pose, drawing }];
  const slid = moment?.ended ? slidTo(pose, mission) : null;
  if (slid) robots[0] = { pose, drawing, grey: true };
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

/** Where the real robot was said to stand, when that is not where the program ends. */
function slidTo(pose: { x: number; y: number }, { mat }: LessonView): Point | null {
  if (landed.value === null || cellUnder([pose.x, pose.y], mat) === landed.value) return null;
  return cellCentre(landed.value, mat);
}

function apart(moment: Moment | null, { mat }: LessonView, slid: Point | null): readonly [Point, Point] | null {
  if (!moment?.ended) return null;
  const here: Point = [moment.pose.x, moment.pose.y];
  if (slid) return [here, slid];
  if (flag.value === null || cellUnder(here, mat) === flag.value) return null;
  return [here, cellCentre(flag.value, mat)];
}
