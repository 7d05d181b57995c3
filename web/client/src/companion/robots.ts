/** The closed robots that the server describes: their keys, their drawings, their memory. */
import { signal } from "@preact/signals";
import type { CompanionKey, CompanionView } from "../generated/messages";
import { drawingFrom } from "../room/catalogue";
import { keep, recall } from "../room/memory";
import { PLAIN_ROBOT, type Drawing } from "../look/drawing";
import { language } from "../strings";

export type { CompanionKey, CompanionView };

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
