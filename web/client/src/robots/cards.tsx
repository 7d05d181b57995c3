/** The robots as pictures, one card each: the one on the screen, closed ones, and those of the room. */
import type { RobotState } from "../generated/messages";
import { Battery, Bot, Icon, PictureName, RingBot } from "../look";
import { companionDrawing, companionName, type CompanionView } from "../companion/robots";
import { drawingOf } from "../room/catalogue";
import { mySeat } from "../room/store";
import { pictureText, t, type ScreenText } from "../strings";
import "./cards.css";

/** How a robot of the room stands to this screen. */
export type Standing = "lost" | "mine" | "free" | "busy";

const SAID: Record<Standing, ScreenText> = { lost: "robots_lost", busy: "robots_taken", mine: "robots_mine", free: "robots_free" };

/** Whether this screen holds the robot, can take it, or neither. */
export function standingOf(robot: RobotState, mine: boolean): Standing {
  if (robot.state === "lost") return "lost";
  if (mine) return "mine";
  const held = robot.holder !== null && robot.holder !== mySeat.value?.seat;
  return held || robot.state === "busy" ? "busy" : "free";
}

function spoken(name: string, mine: boolean): string {
  return t(mine ? "robots_mine" : "robots_free", { robot: name });
}

/** The robot that stands on the screen: there is always one. */
export function ScreenCard({ mine, onTake }: { mine: boolean; onTake: () => void }) {
  return (
    <div class={`robot ${mine ? "mine" : ""}`}>
      <button type="button" class="take" aria-pressed={mine} aria-label={spoken(t("robots_screen"), mine)} onClick={onTake}>
        <span class="onscreen"><Icon name="board" /><Bot drawing={drawingOf("simulated")} /></span>
      </button>
    </div>
  );
}

/** A closed robot: its keys are pressed by hand. */
export function ClosedCard({ robot, mine, onTake }: { robot: CompanionView; mine: boolean; onTake: () => void }) {
  const name = companionName(robot);
  return (
    <div class={`robot ${mine ? "mine" : ""}`}>
      <button type="button" class="take" aria-pressed={mine} aria-label={spoken(name, mine)} onClick={onTake}>
        <span class="byhand"><Icon name="press" /></span>
        <Bot drawing={companionDrawing(robot)} />
        <span class="called">{name}</span>
      </button>
    </div>
  );
}

interface RoomCardProps {
  robot: RobotState;
  standing: Standing;
  onTake: () => void;
  /** It lights up and sings, so that it is found on the floor; left out where taking it does that. */
  onIdentify?: () => void;
}

/** A robot of the room in the ring of its state; one that is lost cannot be taken. */
export function RoomCard({ robot, standing, onTake, onIdentify }: RoomCardProps) {
  const name = pictureText(robot.picture_name);
  const mine = standing === "mine";
  return (
    <div class={`robot ${mine ? "mine" : ""}`} data-robot={robot.name}>
      <button type="button" class="take" aria-pressed={mine} aria-label={[t(SAID[standing], { robot: name }), ...factsOf(robot)].join(", ")} disabled={standing === "lost"} onClick={onTake}>
        <PictureName name={robot.picture_name} />
        <RingBot state={standing === "lost" || standing === "busy" ? standing : "ready"} drawing={drawingOf(robot.kind)} />
        <span class="facts" aria-hidden="true">
          <StopSign robot={robot} />
          {robot.link !== null ? <Bars bars={robot.link} /> : null}
          {robot.battery !== null ? <Battery percent={robot.battery} label={t("robots_battery")} /> : null}
        </span>
      </button>
      {onIdentify && (standing === "free" || mine) ? <ShowYourself name={name} onPress={onIdentify} /> : null}
    </div>
  );
}

function factsOf(robot: RobotState): string[] {
  const battery = robot.battery === null ? [] : [`${t("robots_battery")} ${robot.battery} %`];
  const link = robot.link === null ? [] : [t("robots_link", { bars: robot.link })];
  const stop = robot.stop_guarantee ? [t(needsHand(robot) ? "robots_hand" : "robots_stops")] : [];
  return [...stop, ...link, ...battery];
}

/** Whether nothing but a hand surely stops it when everything else has failed. */
function needsHand(robot: RobotState): boolean {
  return robot.stop_guarantee === "reconnect";
}

/** How it comes to rest when all else fails: by itself, or by a hand that stays near. */
function StopSign({ robot }: { robot: RobotState }) {
  if (!robot.stop_guarantee) return null;
  if (needsHand(robot)) return <span class="stopsign near"><Icon name="hand" /></span>;
  return (
    <svg class="stopsign" viewBox="0 0 24 24">
      <path d="M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8z" fill="var(--go)" />
      <path d="m7 12.5 3.5 3.5L17.5 8.5" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

function ShowYourself({ name, onPress }: { name: string; onPress: () => void }) {
  return (
    <button type="button" class="itsme" aria-label={t("robots_identify_of", { robot: name })} onClick={onPress}>
      <Icon name="hand" />
      <span>{t("robots_identify")}</span>
    </button>
  );
}

/** Four bars of the link. */
function Bars({ bars }: { bars: number }) {
  return (
    <svg class="bars" viewBox="0 0 30 20" role="img" aria-label={t("robots_link", { bars })}>
      {[1, 2, 3, 4].map((bar) => (
        <rect key={bar} x={bar * 7 - 6} y={20 - bar * 4.6} width="5" height={bar * 4.6} rx="1.5" fill={bar <= bars ? "currentColor" : "var(--line)"} />
      ))}
    </svg>
  );
}
