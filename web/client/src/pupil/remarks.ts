/** What is remarked on the program that ran: asked as it starts, told when it is over. */
import { effect, signal } from "@preact/signals";
import type { Fault } from "../generated/messages";
import { ask } from "../room/connection";
import { run } from "./running";
import { program } from "./session";
import { target } from "./target";

/** The first remark on the program of the last run; null for none, and while nobody knows. */
export const remark = signal<Fault | null>(null);

effect(() => {
  const name = run.value;
  remark.value = null;
  if (name) void look(name);
});

async function look(name: string): Promise<void> {
  const robot = target.peek().robot?.name ?? "simulated";
  const answer = await ask("check", { program: program.peek(), robot }).catch(() => null);
  if (answer && name === run.peek()) remark.value = answer.faults.find((fault) => fault.remark) ?? null;
}
