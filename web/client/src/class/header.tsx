/** The mission and its steps, how tablets come in, the way to the board. */
import { Bot, Icon, Logo, Steps } from "../look";
import { drawingOf } from "../room/catalogue";
import { slowRoad } from "../room/connection";
import { classState, gatewayOnline } from "../room/store";
import { t } from "../strings";
import { opened } from "./opened";
import { goToMission, mayAct, mission, panel } from "./room";

/** One line above the tiles. */
export function Header() {
  const lesson = mission.value;
  const state = classState.value;
  const steps = lesson?.pages.length ?? 0;
  return (
    <header>
      <Logo />
      <h1>{lesson?.title ?? t("class_no_mission")}</h1>
      <Signs />
      <span class="grow" />
      {lesson && steps > 1 ? (
        <Steps count={steps} current={state?.step ?? 1} label={t("class_steps")} onStep={mayAct.value ? (step) => void goToMission(lesson.slug, step) : undefined} />
      ) : null}
      <Code />
      <RobotsKey />
      {mayAct.value ? <a class="flatkey" href="/board" aria-label={t("class_board")}><Icon name="board" /></a> : null}
    </header>
  );
}

/** The code and the address; a tap shows them so large that the whole class can read them. */
function Code() {
  const entry = opened.value;
  const state = classState.value;
  return (
    <button type="button" class="code" aria-expanded={panel.value === "entry"} onClick={() => (panel.value = panel.value === "entry" ? null : "entry")}>
      <b class="num">{state?.code}</b>
      <span>{entry ? short(entry.address) : ""}</span>
      <i class="spoken">{t("class_entry")}</i>
    </button>
  );
}

function RobotsKey() {
  const open = panel.value === "robots";
  return (
    <button type="button" class="flatkey" aria-label={t("class_robots")} aria-expanded={open} onClick={() => (panel.value = open ? null : "robots")}>
      <Bot drawing={drawingOf("simulated")} />
    </button>
  );
}

/** The robots' part or the network: said once, small, only to the teacher. */
function Signs() {
  if (!gatewayOnline.value) return <p class="net" role="status"><Icon name="lost" /><span>{t("pause_robots")}</span></p>;
  if (!classState.value?.slow_network && !slowRoad.value) return null;
  return <p class="net" role="status" title={t("class_slow_sub")}><Icon name="slow_net" /><span>{t("class_slow")}</span></p>;
}

/** An address without what nobody types. */
export function short(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
