/** Lets a teacher's second device in: the code that the first one shows for 60 seconds, on big keys. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon, Logo } from "../look";
import { t, type ScreenText } from "../strings";
import "./enter.css";

/** How many digits a code has. */
const LENGTH = 6;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

const typed = signal("");
const trying = signal(false);
const told = signal<ScreenText | null>(ofCard());

/** A card that lets in never shows this page: this one does not, and stands in no address any more. */
function ofCard(): ScreenText | null {
  if (!new URLSearchParams(location.search).has("card")) return null;
  history.replaceState(null, "", "/enter");
  return "enter_card";
}

/** Big digit keys; the last digit sends the code. `then` is called once this device is let in. */
export function Enter({ then }: { then: () => void }) {
  useEffect(() => listenToKeys(then), [then]);
  const tap = (digit: string): void => void type(digit, then);
  return (
    <main class="screen enter">
      <header><Logo /></header>
      <section class="asking">
        <h1>{t("enter_question")}</h1>
        <p class="soft">{t("enter_where")}</p>
        <Digits />
        <p class="told" role="alert">{told.value ? t(told.value) : ""}</p>
      </section>
      <div class="digits" role="group" aria-label={t("enter_keys")} dir="ltr">
        {DIGITS.map((digit) => <Digit key={digit} digit={digit} onTap={tap} />)}
        <span />
        <Digit digit="0" onTap={tap} />
        <button type="button" class="digit bare" aria-label={t("enter_back")} disabled={trying.value || typed.value === ""} onClick={takeBack}><Icon name="undo" /></button>
      </div>
    </main>
  );
}

function Digits() {
  const shown = typed.value;
  return (
    <div class="boxes" role="img" aria-label={t("enter_typed", { count: shown.length, length: LENGTH })}>
      {Array.from({ length: LENGTH }, (_, index) => (
        <span key={index} class={`box num ${index === shown.length ? "here" : ""}`}>{shown[index] ?? ""}</span>
      ))}
    </div>
  );
}

function Digit({ digit, onTap }: { digit: string; onTap: (digit: string) => void }) {
  return <button type="button" class="digit num" disabled={trying.value} onClick={() => onTap(digit)}>{digit}</button>;
}

async function type(digit: string, then: () => void): Promise<void> {
  if (trying.value || typed.value.length >= LENGTH) return;
  told.value = null;
  typed.value += digit;
  if (typed.value.length === LENGTH) await send(then);
}

function takeBack(): void {
  typed.value = typed.value.slice(0, -1);
}

async function send(then: () => void): Promise<void> {
  trying.value = true;
  told.value = await problemWith(typed.value);
  trying.value = false;
  typed.value = "";
  if (told.value === null) then();
}

/** What is wrong with a code, null when the server lets this device in. */
async function problemWith(code: string): Promise<ScreenText | null> {
  try {
    const answer = await fetch("/enter", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }) });
    if (answer.ok) return null;
    return answer.status === 429 ? "enter_slowly" : "enter_wrong";
  } catch {
    return "enter_no_answer";
  }
}

/** A real keyboard's digits do the same. */
function listenToKeys(then: () => void): () => void {
  const press = (event: KeyboardEvent): void => {
    if (/^[0-9]$/.test(event.key)) void type(event.key, then);
    if (event.key === "Backspace") takeBack();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}
