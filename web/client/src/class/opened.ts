/** The class's code, address and QR code, which a page that was loaded again asks for anew. */
import { signal } from "@preact/signals";
import type { ClassOpened } from "../generated/messages";
import { ask } from "../room/connection";
import { classState } from "../room/store";
import { attempt } from "./asking";

/** What tablets need to come in, null while this page has not been told. */
export const opened = signal<ClassOpened | null>(null);

/** Opens a class with a mission; an open class is kept. Whether it stands. */
export async function openClass(lesson: string | null): Promise<boolean> {
  const answer = await attempt(ask("open_class", { lesson }));
  if (answer) opened.value = answer;
  return answer !== null;
}

/** Asks for the open class's address when this page does not have it. */
export async function rememberEntry(): Promise<void> {
  const state = classState.value;
  if (state && opened.value?.code !== state.code) await openClass(state.lesson);
}
