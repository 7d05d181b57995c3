/** Which family a word or a control card belongs to: its silhouette and its colours. */
import { FAMILIES } from "../generated/words";

/** The seven families of words. */
export type Family = "move" | "light" | "sound" | "sense" | "control" | "event" | "calc";

const CONTROL = new Set(["repeat", "forever", "while", "if", "wait_for"]);

/** The family of a word's or a control card's name; calculation for what is no word. */
export function familyOf(name: string): Family {
  if (CONTROL.has(name)) return "control";
  return FAMILIES[name] ?? "calc";
}

/** The pictogram of a word's or a control card's name. */
export function iconOf(name: string): string {
  return name === "wait_for" ? "wait" : name;
}
