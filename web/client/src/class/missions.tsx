/** Another mission for the class, chosen by its picture. */
import { MatView } from "../look";
import { lessons } from "../room/catalogue";
import { t } from "../strings";
import { goToMission, mission } from "./room";
import { Sheet } from "./sheet";

/** Every mission, in the order they build on each other. */
export function Missions() {
  return (
    <Sheet title={t("class_choose")} class="choosing">
      <div class="pictures">
        {lessons.value.map((lesson) => (
          <button key={lesson.slug} type="button" class={`choice ${lesson === mission.value ? "on" : ""}`} aria-pressed={lesson === mission.value} onClick={() => void goToMission(lesson.slug)}>
            <span class="pict"><MatView mat={lesson.mat} labels={false} start label={lesson.mat.name} /></span>
            <b>{lesson.title}</b>
            <span class="soft">{lesson.aim}</span>
          </button>
        ))}
      </div>
    </Sheet>
  );
}
