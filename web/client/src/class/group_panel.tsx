/** One group, large: its program, the mat of its run as it goes, to the board, STOP. */
import type { RunState } from "../generated/messages";
import { Animal, Chain, Icon, MatView, Pill, StopButton, type Piece } from "../look";
import { cellCentre } from "../look";
import { drawingOf } from "../room/catalogue";
import { momentAt, useLiveTime } from "../room/replay";
import { isUnderWay, seatOf } from "../room/store";
import { streamOf } from "../room/streams";
import { pictureText, t, wordText } from "../strings";
import { lookOf, piecesOf, type Group } from "./group_look";
import { groupOf, isOnBoard, mayAct, mission, showOnBoard, stopRun } from "./room";
import { Sheet } from "./sheet";
import { State } from "./tile";

const NO_STREAM = { epoch: 0, seq: 0, events: [] };

/** The panel of a seat. */
export function GroupPanel({ name }: { name: string }) {
  const seat = seatOf(name);
  if (!seat) return null;
  const group = groupOf(seat);
  const look = lookOf(group);
  const title = (
    <>
      <b class="n num">{seat.number}</b>
      {seat.animals.map((animal) => <Animal key={animal} name={animal} label={pictureText(animal)} />)}
    </>
  );
  return (
    <Sheet title={title} class="group">
      <div class="onfloor"><LiveMat group={group} /></div>
      <aside>
        <State group={group} look={look} />
        <p class="mistake">{group.run && !isUnderWay(group.run) ? group.run.verdict?.mistake : ""}</p>
        {group.run ? <Acts run={group.run} number={seat.number} /> : null}
      </aside>
      <Program group={group} current={look.current} />
    </Sheet>
  );
}

function Acts({ run, number }: { run: RunState; number: number }) {
  const shown = isOnBoard(run.seat);
  return (
    <div class="acts">
      {mayAct.value ? <Pill icon="board" strong={shown} onPress={() => showOnBoard(run)}>{t(shown ? "class_off_board" : "class_to_board")}</Pill> : null}
      {isUnderWay(run) ? <StopButton label={t("class_stop_one", { number })} onPress={() => stopRun(run)} class="mine" /> : null}
    </div>
  );
}

function LiveMat({ group }: { group: Group }) {
  const { run, robot, seat } = group;
  const stream = run ? streamOf(run.run).value : NO_STREAM;
  const moment = momentAt(stream.events, useLiveTime(stream));
  const mat = mission.value?.mat;
  if (!mat) return null;
  const [x, y] = cellCentre(mat.start_cell, mat);
  const pose = moment?.pose ?? { x, y, heading: mat.start_heading };
  const trails = moment ? [{ points: moment.points, stops: moment.stops }] : [];
  return <MatView mat={mat} robots={[{ pose, drawing: drawingOf(robot?.kind), soft: Boolean(robot?.real && moment) }]} trails={trails} flag={seat.flag} start bump={moment?.bump} label={t("class_mat")} />;
}

function Program({ group, current }: { group: Group; current: string | null }) {
  const pieces = piecesOf(group.run, group.seat);
  if (pieces === null) return <pre class="text" tabIndex={0}>{group.seat.program?.content}</pre>;
  if (pieces.length === 0) return <p class="soft empty"><Icon name="cards" />{t("class_empty")}</p>;
  return <div class="strip" tabIndex={0} role="group" aria-label={t("class_program")}><Chain pieces={pieces} current={current} nameOf={nameOf} /></div>;
}

function nameOf(piece: Piece): string {
  return wordText(piece.word);
}
