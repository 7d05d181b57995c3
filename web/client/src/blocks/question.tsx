/**
 * What Blockly asks (a variable's name, "really?"), in our page: a kiosk opens no windows.
 * Its keys have the page's own styles, which a late part must not bring a second time.
 */
import { signal } from "@preact/signals";
import * as Blockly from "blockly/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/drawing";
import { t } from "../strings";

interface Asked {
  text: string;
  /** What is written at first; null where nothing is to be written. */
  value: string | null;
  answer(value: string | null): void;
}

const asked = signal<Asked | null>(null);

/** Makes Blockly ask here. */
export function askHere(): void {
  const ask = (question: Asked): void => void (asked.value = question);
  Blockly.dialog.setPrompt((text, value, answer) => ask({ text, value, answer }));
  Blockly.dialog.setConfirm((text, answer) => ask({ text, value: null, answer: (value) => answer(value !== null) }));
  Blockly.dialog.setAlert((text, done) => ask({ text, value: null, answer: () => done?.() }));
}

/** The question that stands open, if any. */
export function Question() {
  const question = asked.value;
  return question ? <Sheet key={question.text} question={question} /> : null;
}

function Sheet({ question }: { question: Asked }) {
  const [value, setValue] = useState(question.value ?? "");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const answer = (given: string | null): void => {
    asked.value = null;
    question.answer(given);
  };
  const send = (event: Event): void => {
    event.preventDefault();
    answer(value);
  };
  return (
    <div class="blockquestion" role="dialog" aria-modal="true" aria-label={question.text} onKeyDown={(event) => event.key === "Escape" && answer(null)}>
      <form onSubmit={send}>
        <label>
          <span>{question.text}</span>
          {question.value === null ? null : <input ref={input} value={value} maxLength={40} onInput={(event) => setValue(event.currentTarget.value)} />}
        </label>
        <p class="row">
          <button type="button" class="flat" aria-label={t("blocks_cancel")} onClick={() => answer(null)}><Icon name="cross" /></button>
          <button type="submit" class="go tick" aria-label={t("blocks_ok")}><Icon name="check" /></button>
        </p>
      </form>
    </div>
  );
}
