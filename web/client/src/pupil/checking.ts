/** What is to be mended in a text, asked a moment after each change. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Fault, ProgramText } from "../generated/messages";
import { ask } from "../room/connection";
import { isFree } from "./here";
import { program } from "./session";
import { target } from "./target";

/** What the server says of the text as it stands; empty while nobody has asked. */
export const checked = signal<readonly Fault[]>([]);

const QUIET = 300;

/** The program that `checked` is about. */
let about: ProgramText | null = null;

/** Whether a program is Python that only this tablet can run; asked anew where the last answer is of an older text. */
export async function isFreePython(written: ProgramText): Promise<boolean> {
  if (written.face !== "python" && !written.content.includes("robot_python")) return false;
  const found = about === written ? checked.value : await ask("check", { program: written, robot: "simulated" }).then(({ faults }) => faults, () => []);
  const serious = found.filter((fault) => !fault.remark);
  return serious.length > 0 && serious.every(isFree);
}

/** Asks about the program, a moment after each change, for the robot that is chosen: Python's text, or blocks with Python among them. */
export function useChecked(face: "python" | "blocks"): void {
  const written = program.value;
  const robot = target.value.robot?.name ?? "simulated";
  useEffect(() => {
    const worth = face === "python" ? written.content.trim() !== "" : written.content.includes("robot_python");
    if (written.face !== face || !worth) return forget();
    const look = async (): Promise<void> => {
      const answer = await ask("check", { program: written, robot }).catch(() => null);
      if (!answer || written !== program.value) return;
      about = written;
      checked.value = answer.faults;
    };
    const timer = setTimeout(() => void look(), QUIET);
    return () => clearTimeout(timer);
  }, [written, robot, face]);
}

function forget(): void {
  about = null;
  checked.value = [];
}
