/** What the program asks, large, and where the answer is written; STOP stays in reach. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { StopButton, TickButton } from "../look/controls";
import type { Asked } from "../generated/messages";
import { ask } from "../room/connection";
import { say } from "../speech";
import { t } from "../strings";

interface Props {
  asked: Asked;
  onStop: () => void;
  /** Where the answer goes; to the run in the room when nothing is said. */
  onAnswer?: ((value: string) => Promise<unknown>) | undefined;
}

const LONGEST = 500;
const LONGEST_QUESTION = 300;

/** The question that has been answered and is not asked again yet. */
const answered = signal<Asked | null>(null);

/** The sheet over the page; nothing once the answer is on its way. */
export function Answer({ asked, onStop, onAnswer }: Props) {
  return answered.value === asked ? null : <Sheet asked={asked} onStop={onStop} onAnswer={onAnswer} />;
}

function Sheet({ asked, onStop, onAnswer = (value) => ask("press", { run: asked.run, name: "input", value }) }: Props) {
  const [value, setValue] = useState("");
  const box = useRef<HTMLInputElement>(null);
  const question = (asked.question ?? "").trim().slice(0, LONGEST_QUESTION);
  useEffect(() => {
    box.current?.focus();
    if (question) say(question);
  }, [asked]);
  const send = (): void => {
    answered.value = asked;
    onAnswer(value).catch(() => (answered.value = null));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    send();
  };
  return (
    <div class="answersheet" role="dialog" aria-modal="true" aria-label={question || t("answer_write")} onKeyDown={(event) => event.stopPropagation()}>
      <form onSubmit={submit}>
        <label>
          <span>{question || t("answer_write")}</span>
          <input ref={box} value={value} maxLength={LONGEST} autocomplete="off" autocapitalize="off" spellcheck={false} onInput={(event) => setValue(event.currentTarget.value)} />
        </label>
        <p class="row">
          <StopButton label={t("answer_stop")} onPress={onStop} />
          <TickButton label={t("answer_ok")} onPress={send} />
        </p>
      </form>
    </div>
  );
}
