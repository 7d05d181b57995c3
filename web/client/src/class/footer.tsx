/** The teacher's keys; STOP to all is the largest, always there, under the thumb. */
import { Icon, Octagon, type IconName } from "../look";
import { t } from "../strings";
import { mayAct, mission, panel, stopAll, type Panel } from "./room";

/** The bar at the bottom. */
export function Footer() {
  return (
    <footer>
      {mayAct.value ? <Keys /> : <p class="soft looking">{t("class_watching")}</p>}
      <span class="grow" />
      <button type="button" class="stopall" onClick={stopAll}>
        <Octagon />
        <span>{t("class_stop_all")}</span>
      </button>
    </footer>
  );
}

function Keys() {
  const sheet = mission.value?.teacher_sheet;
  return (
    <>
      <Key icon="cards" text={t("class_missions")} opens="missions" />
      {sheet ? <a class="cmd" href={sheet} hreflang="fr"><Icon name="print" /><span>{t("class_sheet")}</span></a> : null}
      <Key icon="group" text={t("class_device")} opens="device" />
      <Key icon="cross" text={t("class_close")} opens="closing" />
    </>
  );
}

function Key({ icon, text, opens }: { icon: IconName; text: string; opens: Panel }) {
  const on = panel.value === opens;
  return (
    <button type="button" class={`cmd ${on ? "on" : ""}`} aria-expanded={on} onClick={() => (panel.value = on ? null : opens)}>
      <Icon name={icon} />
      <span>{text}</span>
    </button>
  );
}
