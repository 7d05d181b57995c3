/** A key that opens a program's file from this device. */
import { useRef } from "preact/hooks";
import { RoundButton } from "../look";
import { ask } from "../room/connection";
import { language, t } from "../strings";
import { blocksWork, TOO_OLD } from "./faces";
import { attempt, faults, program, turnFace } from "./session";

/** A folder; the device then asks for a file. */
export function FileKey({ off }: { off: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const take = async (): Promise<void> => {
    const file = input.current?.files?.[0];
    if (file) await open(file);
    if (input.current) input.current.value = "";
  };
  return (
    <RoundButton label={t("pupil_open_file")} icon="open" class="filekey" off={off} onPress={() => input.current?.click()}>
      <input ref={input} type="file" accept=".json,.py,.sb3" hidden onClick={(event) => event.stopPropagation()} onChange={() => void take()} />
    </RoundButton>
  );
}

/** Shows the program of a file in its own face, with what of it did not come over; or says why not. */
async function open(file: File): Promise<void> {
  const before = program.value;
  const data = await (await import("./opening")).carried(file);
  if (data === null) return refuse("too-big");
  const opened = await attempt(ask("open_file", { name: file.name, data, language: language.value }));
  if (!opened || before !== program.value) return;
  if (opened.program && opened.program.face !== "cards" && !blocksWork) return refuse(TOO_OLD);
  if (opened.program) turnFace(opened.program);
  // What is wrong with a file is not wrong with the line or block of that name which is shown.
  faults.value = opened.program ? opened.faults : opened.faults.map((fault) => ({ ...fault, where: "" }));
}

function refuse(code: string): void {
  faults.value = [{ code, where: "", details: {}, remark: false }];
}
