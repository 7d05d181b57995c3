/** The missions as pictures of their mats: one tap begins. */
import type { LessonView } from "../generated/messages";
import { MatView, Shapes } from "../look";
import { lessons } from "../room/catalogue";
import { t } from "../strings";
import { sceneOf } from "./scenes";
import { Told } from "./told";
import { choose, lesson, view } from "./session";
import { Sign } from "./signs";

/** Every mission that a board can play, in the order they build on each other. */
export function Choose() {
  const playable = lessons.value.filter((one) => one.devices.includes("board") && one.faces.includes("cards"));
  return (
    <main class="screen choosing">
      <div class="above" aria-hidden="true"><Shapes drawing={sceneOf("abeille-fleur")} class="picture" /></div>
      <h1 class="spoken">{t("board_choose")}</h1>
      <div class="missions">{playable.map((one) => <Mission key={one.slug} mission={one} />)}</div>
      <nav class="ways">
        <Told />
        <button type="button" class="bkey" aria-label={t("board_class")} onClick={() => (view.value = "class")}><Sign name="class" /></button>
        <a class="bkey" href="/today" aria-label={t("board_today")}><Sign name="home" /></a>
      </nav>
    </main>
  );
}

function Mission({ mission }: { mission: LessonView }) {
  const chosen = lesson.value?.slug === mission.slug;
  return (
    <button type="button" class={`mission ${chosen ? "chosen" : ""}`} aria-label={t("board_open", { title: mission.title })} onClick={() => void choose(mission.slug)}>
      <span class="pict"><MatView mat={mission.mat} labels={false} start label={mission.title} /></span>
      <span class="name">{mission.title}</span>
    </button>
  );
}
