/** The mission's story: a picture to look at above, below it the pen's keys to hear and to turn pages. */
import { useEffect, useState } from "preact/hooks";
import type { LessonView } from "../generated/messages";
import { Icon, Shapes, Steps } from "../look";
import { say } from "../speech";
import { t } from "../strings";
import { classState } from "../room/store";
import { sceneOf } from "./scenes";
import { goToStep } from "./session";

/** The picture of the page and its keys; a page is a step of the mission, read aloud when it is turned to. */
export function Story({ lesson }: { lesson: LessonView }) {
  const pages = lesson.pages.length > 0 ? lesson.pages : [{ picture: "", text: lesson.aim }];
  const step = classState.value?.step ?? 1;
  const [page, setPage] = useState(step);
  const current = Math.max(1, Math.min(page, pages.length));
  const { picture, text } = pages[current - 1] ?? { picture: "", text: "" };
  useEffect(() => setPage(step), [step]);
  const turn = (to: number): void => {
    setPage(to);
    goToStep(to);
    say(pages[to - 1]?.text ?? "");
  };
  return (
    <section class="story" aria-label={t("board_story")}>
      <div class="scene"><Shapes drawing={sceneOf(picture)} class="picture" label={text} /></div>
      <div class="telling">
        <button type="button" class="bkey round" aria-label={t("board_listen")} onClick={() => say(text)}><Icon name="speaker" /></button>
        <span class="grow" />
        <button type="button" class="bkey bare" aria-label={t("board_page_before")} disabled={current <= 1} onClick={() => turn(current - 1)}><Icon name="prev" /></button>
        <Steps count={pages.length} current={current} label={t("board_page")} />
        <button type="button" class="bkey bare" aria-label={t("board_page_next")} disabled={current >= pages.length} onClick={() => turn(current + 1)}><Icon name="next" /></button>
      </div>
    </section>
  );
}
