/** The mission's story: a picture to look at above, below it the pen's keys to hear and to turn pages. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { LessonView } from "../generated/messages";
import { Icon, Shapes, Steps } from "../look";
import { say } from "../speech";
import { t } from "../strings";
import { sceneOf } from "./scenes";

/** The page that is shown, from 1. */
export const page = signal(1);

/** The picture of the page and its keys; each page is read aloud when it is turned to. */
export function Story({ lesson }: { lesson: LessonView }) {
  const pages = lesson.pages.length > 0 ? lesson.pages : [{ picture: "", text: lesson.aim }];
  const current = Math.min(page.value, pages.length);
  const { picture, text } = pages[current - 1] ?? { picture: "", text: "" };
  useEffect(() => void (page.value = 1), [lesson.slug]);
  const turn = (to: number): void => {
    page.value = to;
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
