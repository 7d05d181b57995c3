/** One group on its tile, which never changes place: animals, robot, one large word, the program in small. */
import type { Seat } from "../generated/messages";
import { Animal, Battery, Icon, LastRuns, MiniChain, PictureName, RingBot, StopButton } from "../look";
import { drawingOf } from "../room/catalogue";
import { classState, isUnderWay } from "../room/store";
import { pictureText, t } from "../strings";
import { endsOf, lookOf, piecesOf, type Group, type GroupLook } from "./group_look";
import { bumped, groupOf, isOnBoard, panel, stopRun } from "./room";

/** The whole tile opens the group; STOP is a key of its own above it. */
export function Tile({ seat }: { seat: Seat }) {
  const group = groupOf(seat);
  const look = lookOf(group);
  const { run } = group;
  const needed = (classState.value?.asking ?? []).some((animal) => seat.animals.includes(animal));
  const label = t("class_open_group", { number: seat.number, word: look.word });
  return (
    <article class={`tile ${needed ? "need" : ""}`} data-seat={seat.number} data-run={run?.run}>
      <button type="button" class="whole" aria-label={label} onClick={() => (panel.value = { seat: seat.seat })} />
      <Top seat={seat} />
      <State group={group} look={look} />
      <Program group={group} look={look} />
      <Last group={group} />
      {run && isUnderWay(run) ? <StopButton label={t("class_stop_one", { number: seat.number })} onPress={() => stopRun(run)} class="one" /> : null}
    </article>
  );
}

/** Number and animals. */
export function Top({ seat }: { seat: Seat }) {
  return (
    <div class="top">
      <b class="n num">{seat.number}</b>
      {seat.animals.map((animal) => <Animal key={animal} name={animal} label={pictureText(animal)} grey={!seat.online} />)}
      {isOnBoard(seat.seat) ? <span class="more"><Icon name="board" label={t("class_on_board")} /></span> : null}
    </div>
  );
}

/** The robot in its ring and the one large word. */
export function State({ group, look }: { group: Group; look: GroupLook }) {
  const { robot } = group;
  return (
    <div class="mid">
      <div class="who">
        <RingBot state={look.ring} part={look.part} drawing={drawingOf(robot?.kind)} />
        {robot ? <PictureName name={robot.picture_name} label={pictureText(robot.picture_name)} /> : null}
      </div>
      <p class="st"><b>{look.word}</b>{look.detail ? <small>{look.detail}</small> : null}</p>
    </div>
  );
}

function Program({ group, look }: { group: Group; look: GroupLook }) {
  const pieces = piecesOf(group.run, group.seat);
  if (pieces === null) return <div class="mini text"><Icon name="python" /></div>;
  return <MiniChain pieces={pieces} current={look.current} most={7} />;
}

function Last({ group }: { group: Group }) {
  const { seat, robot } = group;
  const ends = endsOf(classState.value?.runs ?? [], seat, bumped);
  return (
    <div class="last">
      {ends.length > 0 ? <LastRuns ends={ends} label={t("class_last_runs")} /> : <span>{seat.run ? t("class_first_run") : ""}</span>}
      {robot?.battery != null ? <Battery percent={robot.battery} label={t("class_battery")} /> : null}
    </div>
  );
}
