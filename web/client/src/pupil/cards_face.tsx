/** The cards: mat, chain, keys, from top to bottom; GO alone at the side. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CardSheet } from "../cards/card_sheet";
import { hold, isCondition, settingsOf, spoken, type Values } from "../cards/card";
import * as composition from "../cards/composition";
import { Keys } from "../cards/keys";
import { readAloud, stopReading } from "../cards/reading";
import { Strip } from "../cards/strip";
import { WORDS } from "../generated/words";
import { RoundButton, type Piece } from "../look";
import { marks } from "../room/streams";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { Controls } from "./controls";
import { FaceKey } from "./faces";
import { pointedAt } from "./notice";
import { compass, keyPage, keyPages } from "./free_cards";
import { run, running } from "./running";
import { canRedo, canUndo, changeCards, chosen, faults, full, hole, lesson, mat, program, redo, size, stacks, undo, words } from "./session";
import { RobotKey, TeamKey, WatchKey, Who } from "./signs";
import { Stage } from "./stage";
import { target } from "./target";

/** The card whose settings are open, and the one that is read aloud. */
const open = signal<string | null>(null);
const read = signal<string | null>(null);

/** The whole page of a program written with cards. */
export function CardsFace({ onMission }: { onMission: () => void }) {
  const busy = running.value;
  useEffect(() => stopReading, []);
  useEffect(() => {
    if (busy) putDown();
  }, [busy]);
  return (
    <main class={`screen cards ${sizeClass()} ${busy ? "busy" : ""}`} data-run={run.value}>
      <h1 class="spoken">{lesson.value?.title ?? t("pupil_program")}</h1>
      <Stage />
      <aside class="side">
        <Who>
          <TeamKey onPress={onMission} />
          <RobotKey off={busy} />
          <FaceKey off={busy} />
          <WatchKey />
          <RoundButton label={t("pupil_listen")} icon="speaker" off={busy} onPress={listen} />
        </Who>
        <Controls />
      </aside>
      <Line busy={busy} />
      <Board busy={busy} />
      {open.value ? <Settings path={open.value} /> : null}
    </main>
  );
}

/** GO takes everything out of the hand. */
function putDown(): void {
  stopReading();
  read.value = null;
  open.value = null;
  chosen.value = null;
}

/** Keys of 20 mm for the youngest, 14 and 10 for the older ones. */
function sizeClass(): string {
  const youngest = lesson.value?.ages[0] ?? 6;
  return youngest < 6 ? "small-hands" : youngest < 9 ? "middle-hands" : "large-hands";
}

function listen(): void {
  const pieces = stacks.value.reduce<Piece[]>((all, stack) => all.concat(stack), []);
  readAloud(pieces, (path) => (read.value = path));
}

function Line({ busy }: { busy: boolean }) {
  const current = busy && run.value ? (marks.value[run.value]?.block ?? null) : null;
  useEffect(() => {
    const piece = current ? find(current) : null;
    if (piece) say(spoken(piece));
  }, [current]);
  return (
    <Strip
      stacks={stacks.value}
      hats={hats()}
      hole={busy || full.value ? null : hole.value}
      chosen={busy ? null : chosen.value}
      current={busy ? current : (read.value ?? pointedAt.value)}
      faulty={faults.value.filter((one) => !one.remark).map((one) => one.where)}
      size={size.value}
      limit={lesson.value?.limit ?? null}
      onPick={busy ? undefined : pick}
      onNumber={(path) => moveHole(composition.holeBefore(program.value.content, path))}
      onHole={moveHole}
    />
  );
}

function hats(): string[] {
  const parsed = JSON.parse(program.value.content) as { stacks: { when?: { word?: string } }[] };
  return parsed.stacks.map((stack) => stack.when?.word ?? "when_started");
}

/** The first tap chooses a card: the next key takes its place. A second tap opens its settings. */
function pick(path: string): void {
  stopReading();
  read.value = null;
  const card = composition.cardAt(program.value.content, path);
  if (chosen.value !== path) {
    chosen.value = path;
    if (hold(card)) hole.value = composition.holeInside(program.value.content, path);
  } else if (card && settings(path).length > 0) open.value = path;
  else moveHole(composition.endOf(program.value.content, composition.stackOf(path)));
}

function moveHole(place: string): void {
  chosen.value = null;
  hole.value = place;
}

function settings(path: string): ReturnType<typeof settingsOf> {
  const card = composition.cardAt(program.value.content, path);
  return card ? settingsOf(card, conditions(), Object.keys(mat.value.places)) : [];
}

/** The sensing words that conditions can use here. */
function conditions(): string[] {
  const known = words.value.filter((word) => isCondition(word) && !lacks(word));
  return known.length > 0 ? known : ["obstacle"];
}

function values(): Values {
  return { condition: conditions()[0] ?? "obstacle", place: Object.keys(mat.value.places)[0] ?? mat.value.start_cell, text: t("pupil_hello"), message: "1" };
}

/** Whether the chosen robot cannot do a word. */
function lacks(word: string): boolean {
  const abilities = target.value.robot?.abilities ?? null;
  const needed = WORDS[word]?.ability ?? "";
  return abilities !== null && needed !== "" && !abilities.includes(needed);
}

function Board({ busy }: { busy: boolean }) {
  const replacing = chosen.value !== null && !hold(composition.cardAt(program.value.content, chosen.value));
  return (
    <Keys
      {...offered()}
      off={(word) => busy || lacks(word) || (full.value && !replacing)}
      onWord={layWord}
      canUndo={!busy && canUndo.value}
      canRedo={!busy && canRedo.value}
      canEmpty={!busy && size.value > 0}
      binLabel={t(chosen.value ? "pupil_bin_card" : "pupil_bin")}
      onUndo={undo}
      onRedo={redo}
      onBin={bin}
    />
  );
}

/** The mission's words; without one, a page of the free ones and the keys to the others. */
function offered(): Pick<Parameters<typeof Keys>[0], "words" | "page" | "compass"> {
  if (lesson.value) return { words: words.value.filter((word) => WORDS[word]?.role !== "sensing") };
  const [shown, of] = [keyPage.value, keyPages.value.length];
  return {
    words: keyPages.value[shown] ?? [],
    page: { shown, of, onTurn: () => (keyPage.value = (shown + 1) % of) },
    compass: shown === 0 ? { on: compass.value, onTurn: () => (compass.value = !compass.value) } : undefined,
  };
}

function layWord(word: string): void {
  stopReading();
  read.value = null;
  say(wordText(word));
  const { content } = program.value;
  const path = chosen.value;
  const replaced = path !== null && !hold(composition.cardAt(content, path));
  changeCards(replaced ? composition.replace(content, path, word, values()) : composition.lay(content, hole.value, word, values()));
}

/** The chosen card goes; without one, all of them. Undo gives back what was taken. */
function bin(): void {
  if (chosen.value) changeCards(composition.take(program.value.content, chosen.value));
  else changeCards({ content: composition.NOTHING, hole: "1.1" });
}

function Settings({ path }: { path: string }) {
  const card = composition.cardAt(program.value.content, path);
  const piece = find(path);
  if (!card || !piece) return null;
  const close = (): void => {
    open.value = null;
    moveHole(composition.endOf(program.value.content, composition.stackOf(path)));
  };
  const take = (): void => {
    open.value = null;
    changeCards(composition.take(program.value.content, path));
  };
  const change = (changed: typeof card): void => changeCards({ content: composition.change(program.value.content, path, changed), hole: hole.value });
  return <CardSheet card={card} piece={piece} settings={settings(path)} values={values()} onSet={change} onTake={take} onClose={close} />;
}

function find(path: string): Piece | null {
  const search = (pieces: readonly Piece[]): Piece | null => {
    for (const piece of pieces) {
      const found = piece.path === path ? piece : (search(piece.inside ?? []) ?? search(piece.otherwise ?? []));
      if (found) return found;
    }
    return null;
  };
  for (const stack of stacks.value) {
    const found = search(stack);
    if (found) return found;
  }
  return null;
}
