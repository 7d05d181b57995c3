/** The mission's story, page by page, read aloud: behind the team's key. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Animal, Logo, RoundButton, Shapes, Steps, TickButton, type Drawing } from "../look";
import { mySeat } from "../room/store";
import { say } from "../speech";
import { pictureText, t } from "../strings";
import { lesson } from "./session";
import "./mission.css";

/** Whether the story is shown. */
export const missionOpen = signal(false);

type SceneOf = (picture: string) => Drawing;
const sceneOf = signal<SceneOf | null>(null);

/** The pages of the mission, and the team that plays it. */
export function MissionSheet() {
  const pages = lesson.value?.pages ?? [];
  const [page, setPage] = useState(1);
  const shown = pages[page - 1];
  const text = shown?.text ?? lesson.value?.aim ?? t("pupil_no_lesson");
  useEffect(() => {
    import("../board/scenes").then((module) => (sceneOf.value = module.sceneOf)).catch(() => undefined);
  }, []);
  useEffect(() => say(text), [text]);
  const scene = shown && sceneOf.value ? sceneOf.value(shown.picture) : null;
  return (
    <main class="screen mission">
      <header>
        <span class="handinhand">{(mySeat.value?.animals ?? []).map((name) => <Animal key={name} name={name} label={pictureText(name)} />)}</span>
        <h1>{lesson.value?.title ?? ""}</h1>
        <RoundButton label={t("pupil_listen_here")} icon="speaker" onPress={() => say(text)} />
      </header>
      <div class="scene">{scene ? <Shapes drawing={scene} class="picture" /> : <Logo class="large pale" />}</div>
      <p class="telling" aria-live="polite">{text}</p>
      <footer>
        <span class="turning">
          <RoundButton label={t("pupil_mission_before")} icon="prev" off={page <= 1} onPress={() => setPage(page - 1)} />
          {pages.length > 0 ? <Steps count={pages.length} current={page} label={t("pupil_mission")} /> : null}
          <RoundButton label={t("pupil_mission_next")} icon="next" off={page >= pages.length} onPress={() => setPage(page + 1)} />
        </span>
        <TickButton label={t("pupil_back")} onPress={() => (missionOpen.value = false)} />
      </footer>
    </main>
  );
}
