/** The white shelf: the robots and tablets of the school, their number beneath; what it lacks is grey wood. */
import type { ComponentChildren } from "preact";
import { Bot, Icon, Tablet } from "../look";
import { kinds, type KindView } from "../room/catalogue";
import { keep } from "../room/memory";
import { t } from "../strings";
import { answers, countRobot, countTablets } from "./answers";

/** The kind that lives on the screen and stands on no shelf. */
const ON_SCREEN = "simulated";

/** The kinds that can stand on a shelf, closed robots first. */
export function shelved(all: readonly KindView[]): KindView[] {
  const real = all.filter((kind) => kind.kind !== ON_SCREEN);
  return real.filter((kind) => kind.closed).concat(real.filter((kind) => !kind.closed));
}

/** Every kind, then the tablets. */
export function Shelf() {
  const { robots, tablets } = answers.value;
  return (
    <div class="rshelf" role="group" aria-label={t("today_robots")}>
      {shelved(kinds.value).map((kind) => (
        <Place key={kind.kind} name={kind.name} count={robots[kind.kind] ?? 0} onCount={(by) => count(kind, by)}>
          <Bot drawing={kind.picture ?? undefined} />
        </Place>
      ))}
      <Place name={t("today_tablets")} count={tablets} onCount={countTablets} class="tablets">
        <Tablet />
      </Place>
    </div>
  );
}

/** The closed robot that was counted last is the one that the board shows how to press. */
function count(kind: KindView, by: 1 | -1): void {
  if (kind.closed && by > 0) keep("companion", kind.kind);
  countRobot(kind.kind, by);
}

interface PlaceProps {
  name: string;
  count: number;
  onCount: (by: 1 | -1) => void;
  children: ComponentChildren;
  class?: string;
}

/** A toy and its number; a tap on a grey toy is the first one. */
function Place({ name, count, onCount, children, class: extra = "" }: PlaceProps) {
  return (
    <div class={`rs ${count > 0 ? "" : "none"} ${extra}`}>
      <button type="button" class="toybox" aria-label={t("today_one_more", { name })} onClick={() => onCount(1)}>
        {children}
        {count > 0 ? null : <Icon name="zoom_in" class="first" />}
      </button>
      <span class="nm">{name}</span>
      {count > 0 ? (
        <div class="cnt" role="group" aria-label={`${name} : ${count}`}>
          <button type="button" aria-label={t("today_one_less", { name })} onClick={() => onCount(-1)}><Icon name="zoom_out" /></button>
          <b class="num">{count}</b>
          <button type="button" aria-label={t("today_one_more", { name })} onClick={() => onCount(1)}><Icon name="zoom_in" /></button>
        </div>
      ) : null}
    </div>
  );
}
