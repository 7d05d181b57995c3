/** The class's runs on the board: one very large, another beside it, both on one ribbon. */
import { useEffect, useState } from "preact/hooks";
import type { RunState } from "../generated/messages";
import { Card, flatPieces, GoButton, StopButton } from "../look";
import { cellUnder } from "../look";
import { momentAt } from "../room/replay";
import { boardRuns, isUnderWay, welcome } from "../room/store";
import { follow, streamOf, type Stream } from "../room/streams";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { ToolKey } from "./deck";
import { differenceOf, type Difference } from "./difference";
import { PickRuns } from "./pick_runs";
import { blockAt, endsOfSteps, useMoment, usePlayer, type Player } from "./player";
import { Ribbon } from "./ribbon";
import { matOfRun, piecesOfRun, RunFace } from "./shown_run";
import { showRuns, slow, stopAll, view } from "./session";
import { Sign } from "./signs";
import { Told } from "./told";

const NO_STREAM: Stream = { epoch: 0, seq: 0, events: [] };

/** The chosen runs, or the choice. */
export function ClassView() {
  const [picking, setPicking] = useState(false);
  const runs = boardRuns();
  const names = runs.map((run) => run.run);
  useEffect(() => follow(names), [names.join(" ")]);
  const [first, second] = runs;
  if (!first || picking) return <PickRuns onDone={() => setPicking(false)} />;
  return <Comparison key={`${first.run} ${second?.run ?? ""}`} first={first} second={second ?? null} onPick={() => setPicking(true)} />;
}

function Comparison({ first, second, onPick }: { first: RunState; second: RunState | null; onPick: () => void }) {
  const streams = [streamOf(first.run).value, second ? streamOf(second.run).value : NO_STREAM] as const;
  const ends = [endsOfSteps(streams[0]), endsOfSteps(streams[1])] as const;
  const player = usePlayer(ends, isUnderWay(first) || isUnderWay(second), slow.value);
  const moments = [useMoment(streams[0], ends[0], player), useMoment(streams[1], ends[1], player)] as const;
  const lit = streams.map((stream, index) => (player.live ? (moments[index]?.block ?? null) : blockAt(stream.events, player.position)));
  const difference = second ? differenceOf(piecesOfRun(first) ?? [], piecesOfRun(second) ?? []) : null;
  useSpeech(first, second, lit, player);
  return (
    <main class={`screen classboard ${second ? "two-runs" : "one-run"}`}>
      <h1 class="spoken">{t("board_title")}</h1>
      <section class="big" data-run={first.run}><RunFace run={first} moment={moments[0]} tint="run" lit={lit[0] ?? null} /></section>
      {second ? (
        <section class="two" data-run={second.run}>
          <RunFace run={second} moment={moments[1]} tint="run2" lit={lit[1] ?? null} part={partOf(difference, second, streams[1], player)} />
          <Differ difference={difference} />
        </section>
      ) : null}
      <Controls player={player} onPick={onPick} swap={second ? () => void showRuns([second.run, first.run]) : null}>
        <Ribbon run={ends[1].length > ends[0].length && second ? second : first} events={ends[1].length > ends[0].length ? streams[1].events : streams[0].events} player={player} />
      </Controls>
      <Told />
    </main>
  );
}

/** Each step's word, once for both while they agree, then each in turn. */
function useSpeech(first: RunState, second: RunState | null, lit: readonly (string | null)[], player: Player): void {
  const words = [wordAt(first, lit[0]), second ? wordAt(second, lit[1]) : null].filter((word): word is string => word !== null);
  const said = words.filter((word, index) => words.indexOf(word) === index).join(". ");
  const moving = player.playing || player.live;
  useEffect(() => {
    if (moving && said) say(said);
  }, [lit.join(" "), said, moving]);
}

function wordAt(run: RunState, path: string | null | undefined): string | null {
  const piece = path ? flatPieces(piecesOfRun(run) ?? []).find((one) => one.path === path) : undefined;
  return piece ? wordText(piece.word) : null;
}

/** The second run's card where they part; its cell once the replay has come there. */
function partOf(difference: Difference | null, run: RunState, stream: Stream, player: Player): { path: string | null; cell: string | null } | undefined {
  const path = difference?.second?.path ?? null;
  if (!difference || !path) return undefined;
  const steps = stream.events.filter((event) => event.type === "step");
  const index = steps.findIndex((event) => event["block"] === path);
  const passed = index >= 0 && (player.live ? steps.length > index : player.position > index);
  const moment = passed ? momentAt(stream.events, (steps[index + 1]?.t ?? Number.MAX_VALUE) - 1e-6) : null;
  return { path, cell: moment ? cellUnder([moment.pose.x, moment.pose.y], matOfRun(run)) : null };
}

/** The first place where they part: its number, the two cards, "is not the same". */
function Differ({ difference }: { difference: Difference | null }) {
  if (!difference) return <div class="diff same"><p>{t("board_same")}</p></div>;
  return (
    <div class="diff" role="img" aria-label={t("board_differ", { number: difference.number })}>
      <b class="num">{difference.number}</b>
      <DifferCard piece={difference.first} />
      <Sign name="unequal" />
      <DifferCard piece={difference.second} />
    </div>
  );
}

function DifferCard({ piece }: { piece: Difference["first"] }) {
  return piece ? <Card word={piece.word} count={piece.count} colour={piece.colour} inner={piece.inner} /> : <span class="nothing" />;
}

interface ControlsProps {
  player: Player;
  onPick: () => void;
  swap: (() => void) | null;
  children: preact.ComponentChildren;
}

/** Every key, in the lowest part of the screen. */
function Controls({ player, onPick, swap, children }: ControlsProps) {
  const { position, playing, live } = player;
  const leading = welcome.value?.role === "board";
  return (
    <footer class="replaying">
      <ToolKey icon="back_step" label={t("board_back_step")} off={position <= 0} onPress={() => player.toStep(Math.ceil(position) - 1)} />
      {playing ? <ToolKey icon="pause" label={t("board_pause")} onPress={player.pause} /> : <GoButton label={t("board_replay")} off={live || player.last === 0} onPress={player.play} />}
      <ToolKey icon="step" label={t("board_fore_step")} off={position >= player.last} onPress={() => player.toStep(Math.floor(position) + 1)} />
      {children}
      <ToolKey icon="slow" label={t(slow.value ? "board_normal" : "board_slow")} on={slow.value} onPress={() => (slow.value = !slow.value)} />
      {swap && leading ? <ToolKey icon="swap" label={t("board_swap")} onPress={swap} /> : null}
      {leading ? <ToolKey icon="compare" label={t("board_choose_runs")} onPress={onPick} /> : null}
      {leading ? <button type="button" class="bkey" aria-label={t("board_solo")} onClick={() => (view.value = "solo")}><Sign name="missions" /></button> : null}
      <StopButton label={t("board_stop_all")} onPress={() => void stopAll()} />
    </footer>
  );
}
