/** The board alone: one mission from its story to the run, with no pupil's tablet. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { LessonView } from "../generated/messages";
import { Chain } from "../look";
import { marks, questions, streamOf } from "../room/streams";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { cardAt, take } from "../cards/composition";
import { late } from "../room/late";
import { Deck } from "./deck";
import { momentAt, useLiveTime, type Moment } from "../room/replay";
import { change, flag, forgetRun, hole, pieces, plant, program, run, running, steer, view } from "./session";
import { robotDrawing } from "./robot";
import { BoardMat } from "./stage";
import { Outcome } from "./outcome";
import { Story } from "./story";
import { Sign } from "./signs";
import { Told } from "./told";

const FlagDeck = late(async () => (await import("./later")).FlagDeck);
const Answer = late(async () => (await import("./later")).Answer);
const CountDeck = late(async () => (await import("./later")).CountDeck);

const NO_STREAM = { epoch: 0, seq: 0, events: [] };

/** Whether the flag is being moved with the four keys. */
const planting = signal(false);

/** The loop whose number is being chosen. */
const counted = signal<string | null>(null);

/** Story and mat above, the chain, then every key. */
export function Solo({ mission }: { mission: LessonView }) {
  const stream = run.value ? streamOf(run.value).value : NO_STREAM;
  const time = useLiveTime(stream);
  const moment = momentAt(stream.events, time);
  const drawing = robotDrawing();
  const asked = run.value && running.value ? questions.value[run.value] : null;
  const plantAt = (cell: string): void => plant(cell === flag.value && !planting.value ? null : cell);
  return (
    <main class="screen solo" data-run={run.value}>
      <h1 class="spoken">{mission.title}</h1>
      <Story lesson={mission} />
      <div class="onmat">
        <BoardMat mission={mission} moment={moment} drawing={drawing} onCell={running.value || !mission.flag ? undefined : plantAt} />
        <Outcome moment={moment} mission={mission} />
      </div>
      <Line moment={moment} />
      <Keys mission={mission} />
      {asked ? <Answer asked={asked} onStop={() => steer("stop")} /> : null}
    </main>
  );
}

function Keys({ mission }: { mission: LessonView }) {
  if (planting.value) return <FlagDeck mission={mission} onDone={() => (planting.value = false)} />;
  if (counted.value && !running.value) return <CountDeck path={counted.value} onDone={() => (counted.value = null)} />;
  return <Deck words={mission.words} limit={mission.limit} onFlag={mission.flag ? () => (planting.value = true) : null} />;
}

function Line({ moment }: { moment: Moment | null }) {
  const busy = running.value;
  const current = busy ? (moment?.block ?? (run.value ? marks.value[run.value]?.block : null)) : null;
  useEffect(() => {
    const word = current ? wordAt(current) : null;
    if (word) say(wordText(word));
  }, [current]);
  const bumped = busy && moment?.bump != null;
  useEffect(() => {
    if (bumped) say(t("board_bump"));
  }, [bumped]);
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    strip.current?.querySelector(".link.now, .holder")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current, hole.value, program.value]);
  return (
    <section class={`line ${pieces.value.some((piece) => piece.inside) ? "loops" : ""}`} aria-label={t("board_program")}>
      <div class="strip" ref={strip}>
        <Chain pieces={pieces.value} hole={busy ? null : hole.value} current={current} holeLabel={t("board_hole")} onPick={busy ? undefined : takeAway} onHole={(path) => (hole.value = path)} nameOf={(piece) => wordText(piece.word)} />
      </div>
      <Told />
      <nav class="ways">
        <button type="button" class="bkey" aria-label={t("board_missions")} disabled={busy} onClick={() => (view.value = "choose")}><Sign name="missions" /></button>
        <button type="button" class="bkey" aria-label={t("board_class")} onClick={() => (view.value = "class")}><Sign name="class" /></button>
        <a class="bkey" href="/class" aria-label={t("board_home")}><Sign name="home" /></a>
      </nav>
    </section>
  );
}

/** A tap on a card takes it away; the hole stays there for another one. A loop is asked its number first. */
function takeAway(path: string): void {
  if (cardAt(program.value, path)?.["repeat"] !== undefined) return void (counted.value = path);
  forgetRun();
  change(take(program.value, path));
}

function wordAt(path: string): string | null {
  const found = pieces.value.find((piece) => piece.path === path);
  return found?.word ?? null;
}
