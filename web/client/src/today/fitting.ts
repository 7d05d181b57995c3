/** Which missions fit what the teacher has, and which answer to change when none does. */
import type { LessonView } from "../generated/messages";
import type { KindView } from "../room/catalogue";
import { agesOf, type Answers } from "./answers";

/** The answers that keep a mission out. */
export type Hindrance = "minutes" | "classes" | "devices";

/** The missions that fit, in the order they build on each other. */
export function fitting(lessons: readonly LessonView[], answers: Answers, kinds: readonly KindView[]): LessonView[] {
  return lessons.filter((lesson) => hindrances(lesson, answers, kinds).length === 0);
}

/** The one answer to change so that something fits; null when something does, or none alone helps. */
export function answerToChange(lessons: readonly LessonView[], answers: Answers, kinds: readonly KindView[]): Hindrance | null {
  const lists = lessons.map((lesson) => hindrances(lesson, answers, kinds));
  if (lists.some((list) => list.length === 0)) return null;
  return lists.find((list) => list.length === 1)?.[0] ?? lists[0]?.[0] ?? null;
}

/** The kind that a mission would be played with: what the school has first, null for the screen's own. */
export function robotFor(lesson: LessonView, answers: Answers, kinds: readonly KindView[]): KindView | null {
  return kinds.find((kind) => (answers.robots[kind.kind] ?? 0) > 0 && lesson.devices.includes(kind.closed ? "closed" : "real")) ?? null;
}

/** Whether the pupils' tablets would be used. */
export function usesTablets(lesson: LessonView, answers: Answers): boolean {
  return answers.tablets > 0 && lesson.devices.includes("tablet");
}

function hindrances(lesson: LessonView, answers: Answers, kinds: readonly KindView[]): Hindrance[] {
  const found: Hindrance[] = [];
  if (answers.minutes !== null && lesson.minutes > answers.minutes) found.push("minutes");
  if (answers.classes && !overlap(agesOf(answers.classes), lesson.ages)) found.push("classes");
  const screen = lesson.devices.includes("board") || usesTablets(lesson, answers);
  const robot = lesson.devices.includes("screen") || robotFor(lesson, answers, kinds) !== null;
  if (!screen || !robot) found.push("devices");
  return found;
}

function overlap([low, high]: readonly [number, number], [from, to]: readonly [number, number]): boolean {
  return low <= to && from <= high;
}
