/** Asks the server, and keeps why it said no so that the page can show the sentence. */
import { signal } from "@preact/signals";
import type { Fault } from "../generated/messages";
import { Refusal } from "../room/connection";

/** Why the server would not do the last thing; empty when it did. */
export const refused = signal<Fault[]>([]);

/** The answer, or null after a refusal (which `refused` then says). */
export async function attempt<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    const answer = await asked;
    refused.value = [];
    return answer;
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    refused.value = problem.faults;
    return null;
  }
}
