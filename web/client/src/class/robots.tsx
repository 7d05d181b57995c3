/** The robots that were found: touch one and it shows itself, touch a group and it is theirs. */
import { useState } from "preact/hooks";
import type { RobotState, Seat } from "../generated/messages";
import { Animal, Bot, Icon, RoundButton } from "../look";
import { drawingOf, kinds } from "../room/catalogue";
import { RoomCard } from "../robots/cards";
import { ask } from "../room/connection";
import { classState, robotOf, seatOf } from "../room/store";
import { pictureText, t } from "../strings";
import { attempt } from "./asking";
import { NoRobot } from "./nobody";
import { mayAct, seats } from "./room";
import { Sheet } from "./sheet";
import { Stickers } from "./stickers";
import "./robots.css";

/** Every robot of the room with those who have it; below, the groups that may have the chosen one. */
export function RobotsPanel() {
  const [chosen, setChosen] = useState<string | null>(null);
  const robots = classState.value?.robots ?? [];
  const robot = robotOf(chosen);
  const touch = (touched: RobotState): void => {
    setChosen(touched.name);
    if (touched.state === "ready") showItself(touched);
  };
  return (
    <Sheet title={<Title />} class="allrobots">
      {robots.length === 0 ? <NoRobot /> : null}
      <div class="robotshelf">
        {robots.map((one) => one.state === "new" ? <Newcomer key={one.name} robot={one} /> : <Owned key={one.name} robot={one} chosen={one.name === chosen} onTouch={() => touch(one)} />)}
      </div>
      <Stickers robots={robots.filter((one) => one.real && one.state !== "new")} />
      {robot && mayAct.value ? <Groups robot={robot} onGiven={() => setChosen(null)} /> : null}
    </Sheet>
  );
}

/** The name of the screen, and the key that prints the stickers. */
function Title() {
  return (
    <>
      {t("class_robots")}
      <RoundButton label={t("class_stickers")} icon="print" onPress={() => window.print()} />
    </>
  );
}

function Owned({ robot, chosen, onTouch }: { robot: RobotState; chosen: boolean; onTouch: () => void }) {
  const animals = seatOf(robot.holder)?.animals ?? [];
  return (
    <div class="owned">
      <RoomCard robot={robot} standing={robot.state === "lost" ? "lost" : chosen ? "mine" : "free"} onTake={onTouch} />
      <p class="owners">{animals.map((animal) => <Animal key={animal} name={animal} label={pictureText(animal)} />)}</p>
    </div>
  );
}

/** A robot that was heard on the air, perhaps the neighbours': a touch says that it is ours. */
function Newcomer({ robot }: { robot: RobotState }) {
  const label = t("class_adopt", { kind: kinds.value.find((kind) => kind.kind === robot.kind)?.name ?? robot.kind });
  return (
    <div class="owned">
      <button type="button" class="newcomer" disabled={!mayAct.value} aria-label={label} onClick={() => void attempt(ask("adopt_robot", { robot: robot.name }))}>
        <Bot drawing={drawingOf(robot.kind)} />
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** One key a group, and one to take the robot back. */
function Groups({ robot, onGiven }: { robot: RobotState; onGiven: () => void }) {
  const give = async (seat: string | null): Promise<void> => {
    if (await attempt(ask("give_robot", { robot: robot.name, seat }))) onGiven();
  };
  const name = pictureText(robot.picture_name);
  return (
    <div class="givento" role="group" aria-label={t("class_give", { robot: name })}>
      {seats.value.map((seat) => <GroupKey key={seat.seat} seat={seat} robot={name} on={robot.holder === seat.seat} onPress={() => void give(seat.seat)} />)}
      {robot.holder ? <button type="button" class="grp" aria-label={t("class_take_back", { robot: name })} onClick={() => void give(null)}><Icon name="cross" /></button> : null}
    </div>
  );
}

function GroupKey({ seat, robot, on, onPress }: { seat: Seat; robot: string; on: boolean; onPress: () => void }) {
  return (
    <button type="button" class={`grp ${on ? "on" : ""}`} aria-pressed={on} aria-label={t("class_give_to", { robot, number: seat.number })} onClick={onPress}>
      <b class="n num">{seat.number}</b>
      {seat.animals.map((animal) => <Animal key={animal} name={animal} label="" />)}
    </button>
  );
}

function showItself(robot: RobotState): void {
  void attempt(ask("identify", { robot: robot.name }));
}
