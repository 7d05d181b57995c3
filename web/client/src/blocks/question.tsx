/**
 * Blockly's questions (a variable's name...) and ours, in the page: a browser's own window would stop everything.
 * Its keys have the page's own styles, which a late part must not bring a second time.
 */
import { signal } from "@preact/signals";
import * as Blockly from "blockly/core";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../look/drawing";
import { t } from "../strings";

/** What is asked. */
export interface Asked {
  text: string;
  /** What is written at first; null where nothing is to be written. */
  value: string | null;
  /** Code is written in letters of one width: one line of it, or several. */
  code?: "line" | "lines";
  answer(value: string | null): void;
  /** Takes away what the question is about. */
  remove?(): void;
}

const LONGEST = 40;
const LONGEST_CODE = 4000;
const STEP = "    ";

const asked = signal<Asked | null>(null);

/** Asks in the page. */
export function ask(question: Asked): void {
  Blockly.hideChaff();
  asked.value = question;
}

/** Makes Blockly ask here. */
export function askHere(): void {
  Blockly.dialog.setPrompt((text, value, answer) => ask({ text, value, answer }));
  Blockly.dialog.setConfirm((text, answer) => ask({ text, value: null, answer: (value) => answer(value !== null) }));
  Blockly.dialog.setAlert((text, done) => ask({ text, value: null, answer: () => done?.() }));
}

/** The question that stands open, if any. */
export function Question() {
  const question = asked.value;
  return question ? <Sheet key={question.text} question={question} /> : null;
}

type Box = HTMLInputElement | HTMLTextAreaElement;

function Sheet({ question }: { question: Asked }) {
  const [value, setValue] = useState(question.value ?? "");
  const place = useRef<HTMLFormElement>(null);
  const reached = useRef(false);
  useEffect(() => place.current?.querySelector<Box>("input, textarea")?.focus(), []);
  const close = (then: () => void): void => {
    asked.value = null;
    then();
  };
  const answer = (given: string | null): void => close(() => question.answer(given));
  const send = (event: Event): void => {
    event.preventDefault();
    answer(value);
  };
  /** The tap that opened the question ends in a click, which would press the key that lies there now. */
  const ward = (event: MouseEvent): void => {
    if (reached.current || event.detail === 0) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { remove, code } = question;
  const written = { value, spellcheck: false, autocapitalize: "off" as const, autocomplete: "off" as const, onInput: (event: Event) => setValue((event.currentTarget as Box).value) };
  return (
    <div class={`blockquestion ${code ? "codequestion" : ""}`} role="dialog" aria-modal="true" aria-label={question.text} onPointerDownCapture={() => (reached.current = true)} onClickCapture={ward} onKeyDown={(event) => keyed(event, () => answer(null))}>
      <form ref={place} onSubmit={send}>
        <label>
          <span>{question.text}</span>
          {question.value === null ? null : code === "lines" ? <textarea {...written} rows={7} maxLength={LONGEST_CODE} onKeyDown={indent} /> : <input {...written} maxLength={code ? LONGEST_CODE : LONGEST} />}
        </label>
        <p class="row">
          {remove ? <button type="button" class="flat binkey" aria-label={t("blocks_remove")} onClick={() => close(remove)}><Icon name="bin" /></button> : null}
          <button type="button" class="flat" aria-label={t("blocks_cancel")} onClick={() => answer(null)}><Icon name="cross" /></button>
          <button type="submit" class="go tick" aria-label={t("blocks_ok")}><Icon name="check" /></button>
        </p>
      </form>
    </div>
  );
}

/** Blockly's shortcuts sleep while something is written. */
function keyed(event: KeyboardEvent, leave: () => void): void {
  event.stopPropagation();
  if (event.key === "Escape") leave();
}

/** A new line of code begins where the one before does, or one step further after a colon. */
function indent(event: KeyboardEvent): void {
  if (event.key !== "Enter" || event.ctrlKey) return;
  const box = event.currentTarget as HTMLTextAreaElement;
  const line = box.value.slice(0, box.selectionStart).split("\n").pop() ?? "";
  const spaces = (/^ */.exec(line)?.[0] ?? "") + (/:\s*$/.test(line) ? STEP : "");
  if (!spaces) return;
  event.preventDefault();
  box.setRangeText(`\n${spaces}`, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
