/** The closed robots that the server describes: their keys, their drawings, their memory. */
import { signal } from "@preact/signals";
import { drawingFrom } from "../room/catalogue";
import { keep, recall } from "../room/memory";
import { PLAIN_ROBOT, type Drawing } from "../look/drawing";
import { language } from "../strings";

/** One key on a closed robot's back; places and sizes on a box of 100 by 100. */
export interface CompanionKey {
  id: string;
  does: string;
  x: number;
  y: number;
  radius: number;
  colour: string;
  edge: string;
  icon: string;
  shape: "round" | "square";
}

/** A closed floor robot as the server describes it (`CompanionView`). */
export interface CompanionView {
  kind: string;
  names: Record<string, string>;
  picture: string;
  back: string;
  keys: CompanionKey[];
  step_cm: number;
  turn_degrees: number;
  pause_seconds: number;
  memory: number;
  appends: boolean;
}

/** Every closed robot, empty until they have arrived. */
export const companions = signal<readonly CompanionView[]>([]);

/** Fetches the closed robots; throws when the server does not answer. */
export async function loadCompanions(): Promise<void> {
  const answer = await fetch("/api/companions");
  if (!answer.ok) throw new Error(`/api/companions: ${answer.status}`);
  companions.value = (await answer.json()) as CompanionView[];
}

/** The closed robot of a kind, else the one this screen used last, else the first. */
export function companionOf(kind: string | null = recall("companion")): CompanionView | null {
  return companions.value.find((robot) => robot.kind === kind) ?? companions.value[0] ?? null;
}

/** Remembers on this screen which closed robot the class has. */
export function preferCompanion(kind: string): void {
  keep("companion", kind);
}

/** What the robot is called in the language of the screen. */
export function companionName(robot: CompanionView): string {
  return robot.names[language.value] ?? robot.names["fr"] ?? robot.kind;
}

/** The robot from above, front up. */
export function companionDrawing(robot: CompanionView): Drawing {
  return drawingFrom(robot.picture) ?? PLAIN_ROBOT;
}
