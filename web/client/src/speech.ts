/** Says texts aloud where the tablet has a voice of its own; silence elsewhere. */
import { signal } from "@preact/signals";
import { keep, recall } from "./room/memory";
import { language } from "./strings";

/** Whether this device keeps quiet (the class is in silence). */
export const silent = signal(recall("silent") === "yes");

/** Turns the voice off or on, and remembers it. */
export function setSilent(value: boolean): void {
  silent.value = value;
  keep("silent", value ? "yes" : null);
  if (value) hush();
}

/** Whether there is a voice on this device for the language in use: no text ever leaves it. */
export function hasVoice(): boolean {
  return voice() !== undefined;
}

/** Says a text, after stopping what was being said; does nothing without a local voice. */
export function say(text: string, whenSaid?: () => void): void {
  const chosen = voice();
  if (silent.value || !chosen) {
    whenSaid?.();
    return;
  }
  hush();
  const words = new SpeechSynthesisUtterance(text);
  words.voice = chosen;
  words.lang = chosen.lang;
  words.rate = 0.9;
  if (whenSaid) words.onend = whenSaid;
  speechSynthesis.speak(words);
}

/** Stops speaking. */
export function hush(): void {
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}

function voice(): SpeechSynthesisVoice | undefined {
  if (!("speechSynthesis" in window)) return undefined;
  const mine = speechSynthesis.getVoices().filter((one) => one.localService);
  return mine.find((one) => one.lang.toLowerCase().startsWith(language.value));
}
