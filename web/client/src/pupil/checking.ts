/** What is to be mended in a text, asked a moment after each change. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Fault } from "../generated/messages";
import { ask } from "../room/connection";
import { program } from "./session";
import { target } from "./target";

/** What the server says of the text as it stands; empty while nobody has asked. */
export const checked = signal<readonly Fault[]>([]);

const QUIET = 300;

/** Asks about Python's text, a moment after each change, for the robot that is chosen. */
export function useChecked(): void {
  const written = program.value;
  const robot = target.value.robot?.name ?? "simulated";
  useEffect(() => {
    if (written.face !== "python" || written.content.trim() === "") return void (checked.value = []);
    const look = async (): Promise<void> => {
      const answer = await ask("check", { program: written, robot }).catch(() => null);
      if (answer && written === program.value) checked.value = answer.faults;
    };
    const timer = setTimeout(() => void look(), QUIET);
    return () => clearTimeout(timer);
  }, [written, robot]);
}
