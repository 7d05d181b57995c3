/** The teacher's first page: one question, answered with pictures, and the missions that fit. */
import { computed, signal } from "@preact/signals";
import { ask } from "../room/connection";
import { Logo } from "../look";
import { kinds, lessons } from "../room/catalogue";
import { classState } from "../room/store";
import { t, type ScreenText } from "../strings";
import { attempt } from "../class/asking";
import { openClass } from "../class/opened";
import { Refused } from "../class/refused";
import { go } from "../class/route";
import { answers } from "./answers";
import { answerToChange, fitting, type Hindrance } from "./fitting";
import { Free, Mission } from "./missions";
import { Shelf } from "./shelf";
import { Beads, Clocks } from "./when";
import "./today.css";

const CHANGE: Record<Hindrance, ScreenText> = {
  minutes: "today_change_minutes",
  classes: "today_change_classes",
  devices: "today_change_devices",
};

/** What stands for "no mission" among the missions' names. */
const FREE = "";

const chosen = signal<string | null>(null);
const starting = signal(false);

/** The mission of the class that is open, null without one. */
const current = computed(() => lessons.value.find((lesson) => lesson.slug === classState.value?.lesson) ?? null);

/** The missions that fit, without the one that is going on. */
const offered = computed(() => fitting(lessons.value, answers.value, kinds.value).filter((lesson) => lesson !== current.value));

/** Whether a class without a mission is open. */
const free = computed(() => classState.value !== null && classState.value.lesson === null);

/** Question, shelf, missions. */
export function Today() {
  return (
    <main class="screen home">
      <header>
        <Logo />
        <h1>{t("today_question")}</h1>
      </header>
      <section class="have">
        <Shelf />
        <div class="asks"><Beads /><Clocks /></div>
      </section>
      <Offers />
      <Refused />
    </main>
  );
}

function Offers() {
  const list = offered.value;
  const going = free.value || current.value !== null;
  const wanted = list.find((lesson) => lesson.slug === chosen.value) ?? (going || chosen.value === FREE ? undefined : list[0]);
  const goOn = { current: true, busy: false, onChoose: () => go("/class"), onStart: () => go("/class") };
  return (
    <section class={`offers ${going ? "going" : ""}`}>
      <div class="fits">
        {going ? <h2>{t("today_now")}</h2> : null}
        <div role="status"><h2>{sentence(list.length)}</h2></div>
      </div>
      <div class="missions">
        {current.value ? <Mission lesson={current.value} {...goOn} /> : free.value ? <Free {...goOn} /> : null}
        {list.map((lesson) => (
          <Mission key={lesson.slug} lesson={lesson} chosen={lesson === wanted} busy={starting.value} onChoose={() => (chosen.value = lesson.slug)} onStart={() => void start(lesson.slug)} />
        ))}
        {free.value || answers.value.tablets === 0 ? null : <Free chosen={chosen.value === FREE} busy={starting.value} onChoose={() => (chosen.value = FREE)} onStart={() => void start(null)} />}
      </div>
    </section>
  );
}

function sentence(count: number): string {
  if (count > 1) return t("today_fit_many", { count });
  if (count === 1) return t("today_fit_one");
  const change = answerToChange(lessons.value, answers.value, kinds.value);
  return change && !current.value ? t(CHANGE[change]) : "";
}

/** Opens the class with a mission or without, or takes the open class there. */
async function start(slug: string | null): Promise<void> {
  if (starting.value) return;
  starting.value = true;
  const done = classState.value ? await attempt(ask("choose_lesson", { lesson: slug, step: 1 })) : await openClass(slug);
  starting.value = false;
  if (done) go("/class");
}
