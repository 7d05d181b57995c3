/** A program as the keys to press on a closed robot: loops unrolled, one press a step. */
import type { ProgramText } from "../generated/messages";
import { outline, type Piece } from "../look/outline";
import type { CompanionView } from "./robots";

/** One press: what its key does, and the card it comes from. */
export interface Press {
  does: string;
  path: string;
}

/** What a hand must press; `lacking` are the cards the robot has no key for, in their order. */
export interface Plan {
  presses: Press[];
  lacking: Piece[];
  /** How many presses there are, also where there are too many to list. */
  count: number;
}

const OPPOSITE: Record<string, string> = {
  forward: "backward",
  backward: "forward",
  turn_left: "turn_right",
  turn_right: "turn_left",
};

/** The presses of a program of cards; what the robot has no key for is told, never left out. */
export function planOf(program: ProgramText, robot: CompanionView): Plan {
  const plan: Plan = { presses: [], lacking: [], count: 0 };
  (outline(program) ?? []).forEach((pieces, index) => {
    const hat = hatOf(program, index);
    if (hat !== "when_started") {
      plan.lacking.push({ path: `${index + 1}`, word: hat });
      return;
    }
    plan.lacking.push(...lackingIn(pieces, robot));
    plan.count += countIn(pieces, robot);
    unroll(pieces, robot, plan.presses);
  });
  return plan;
}

/** Whether the robot can keep the whole plan. */
export function fits(plan: Plan, robot: CompanionView): boolean {
  return plan.lacking.length === 0 && plan.count <= robot.memory;
}

function lackingIn(pieces: readonly Piece[], robot: CompanionView): Piece[] {
  return pieces.reduce<Piece[]>((all, piece) => {
    if (isLoop(piece)) return all.concat(lackingIn(piece.inside ?? [], robot));
    return pressesOf(piece, robot) === null ? all.concat(piece) : all;
  }, []);
}

function countIn(pieces: readonly Piece[], robot: CompanionView): number {
  return pieces.reduce((sum, piece) => sum + countOf(piece, robot), 0);
}

function countOf(piece: Piece, robot: CompanionView): number {
  if (isLoop(piece)) return rounds(piece) * countIn(piece.inside ?? [], robot);
  return Math.abs(pressesOf(piece, robot)?.times ?? 0);
}

/** Adds the presses one by one; stops one beyond what the robot can keep. */
function unroll(pieces: readonly Piece[], robot: CompanionView, into: Press[]): void {
  for (const piece of pieces) {
    const times = isLoop(piece) ? rounds(piece) : Math.abs(pressesOf(piece, robot)?.times ?? 0);
    const worth = countOf(piece, robot) > 0;
    for (let done = 0; worth && done < times && into.length <= robot.memory; done += 1) {
      if (isLoop(piece)) unroll(piece.inside ?? [], robot, into);
      else into.push({ does: pressesOf(piece, robot)?.does ?? "", path: piece.path });
    }
  }
}

function isLoop(piece: Piece): boolean {
  return piece.word === "repeat" && typeof piece.count === "number";
}

function rounds(piece: Piece): number {
  return Math.max(0, Math.floor(Number(piece.count)));
}

/** Which key a card is, and how often; null when the robot has no way to do it. */
function pressesOf(piece: Piece, robot: CompanionView): { does: string; times: number } | null {
  const does = piece.word === "wait" ? "pause" : piece.word;
  const amount = typeof piece.count === "number" ? piece.count : 1;
  const times = piece.word === "wait" ? amount / robot.pause_seconds : amount;
  const key = times < 0 ? (OPPOSITE[does] ?? does) : does;
  const known = robot.keys.some((one) => one.does === key);
  return known && Number.isInteger(times) ? { does: key, times } : null;
}

function hatOf(program: ProgramText, stack: number): string {
  const stacks = (JSON.parse(program.content) as { stacks?: { when?: { word?: string } }[] }).stacks;
  return stacks?.[stack]?.when?.word ?? "when_started";
}
