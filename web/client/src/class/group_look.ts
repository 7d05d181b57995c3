/** What a group's tile says: the robot's ring, one large word, where the program is. */
import type { Mark, RobotState, RunState, Seat } from "../generated/messages";
import { flatPieces, outline, type Piece, type RobotLook, type RunEnd } from "../look";
import { t } from "../strings";
import { isUnderWay } from "../room/store";

/** A tile in words and rings. */
export interface GroupLook {
  ring: RobotLook;
  word: string;
  detail: string;
  /** How much of the program is done, 0 to 1. */
  part: number;
  /** The block that runs now. */
  current: string | null;
}

/** What there is to know of a group. */
export interface Group {
  seat: Seat;
  robot: RobotState | null;
  run: RunState | null;
  mark: Mark | undefined;
}

/** The tile's look: what is lost comes first, then what runs, then how the last run ended, then the program. */
export function lookOf({ seat, robot, run, mark }: Group): GroupLook {
  const still = { part: 0, current: null };
  if (robot?.state === "lost") return { ring: "lost", word: t("class_lost"), detail: t("class_lost_sub"), ...still };
  if (run && isUnderWay(run)) return runningLook(run, mark);
  if (!seat.online) return { ring: "lost", word: t("class_away"), detail: t("class_away_sub"), ...still };
  if (run && !changedSince(seat, run)) return { ...endedLook(run), ...still };
  return { ...writingLook(seat), ...still };
}

/** Every piece of a program, stack after stack, in reading order; null for a text. */
export function piecesOf(run: RunState | null, seat: Seat): Piece[] | null {
  const program = run && isUnderWay(run) ? run.program : (seat.program ?? run?.program ?? null);
  const stacks = outline(program);
  if (!program) return [];
  return stacks ? stacks.reduce<Piece[]>((all, stack) => all.concat(stack), []) : null;
}

function runningLook(run: RunState, mark: Mark | undefined): GroupLook {
  const current = mark?.block || run.block || null;
  const steps = (outline(run.program) ?? []).reduce<Piece[]>((all, stack) => all.concat(flatPieces(stack)), []);
  const number = steps.findIndex((piece) => piece.path === current) + 1;
  const paused = run.state === "paused";
  const detail = number > 0 ? t("class_step", { number, count: steps.length }) : lineOf(run, current);
  return {
    ring: paused ? "waiting" : "running",
    word: t(paused ? "class_paused" : "class_running"),
    detail,
    part: steps.length > 0 ? number / steps.length : 0.5,
    current,
  };
}

function lineOf(run: RunState, current: string | null): string {
  return run.program.face === "python" && current ? t("class_line", { line: current }) : "";
}

function endedLook(run: RunState): Pick<GroupLook, "ring" | "word" | "detail"> {
  const { verdict } = run;
  if (run.state === "stopped") return { ring: "ready", word: t("class_stopped"), detail: "" };
  if (run.state !== "finished") return { ring: "ready", word: t("class_not_run"), detail: "" };
  if (verdict?.slid) return { ring: "arrived", word: t("class_slid"), detail: t("class_slid_sub") };
  if (verdict?.program && verdict.floor !== false) return { ring: "arrived", word: t("class_arrived"), detail: "" };
  if (!verdict || verdict.program === null) return { ring: "ready", word: t("class_finished"), detail: "" };
  return { ring: "ready", word: t("class_elsewhere"), detail: verdict.arrived ? t("class_in_cell", { cell: verdict.arrived }) : "" };
}

function writingLook(seat: Seat): Pick<GroupLook, "ring" | "word" | "detail"> {
  const stacks = outline(seat.program);
  const count = (stacks ?? []).reduce((sum, stack) => sum + flatPieces(stack).length, 0);
  if (seat.flag && count > 0) return { ring: "waiting", word: t("class_thinking"), detail: t("class_flag") };
  if (count === 0 && seat.program?.face !== "python") return { ring: "ready", word: t("class_beginning"), detail: "" };
  const face = seat.program?.face ?? "cards";
  if (face === "python") return { ring: "ready", word: t("class_writing"), detail: "Python" };
  const detail = face === "blocks" ? t(count > 1 ? "class_blocks" : "class_block", { count }) : t(count > 1 ? "class_cards" : "class_card", { count });
  return { ring: "ready", word: t("class_writing"), detail };
}

function changedSince(seat: Seat, run: RunState): boolean {
  return seat.program !== null && (seat.program.content !== run.program.content || seat.program.face !== run.program.face);
}

/** How a group's runs ended, the oldest first, no more than `most`. */
export function endsOf(runs: readonly RunState[], seat: Seat, bumped: (run: string) => boolean, most = 4): RunEnd[] {
  const done = runs.filter((run) => run.seat === seat.seat && !isUnderWay(run) && run.state !== "refused");
  return done.slice(-most).map((run) => {
    if (run.verdict?.program && run.verdict.floor !== false) return "arrived";
    return bumped(run.run) ? "bump" : "elsewhere";
  });
}
