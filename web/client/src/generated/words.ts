/** One argument of a word; null: no default (it must be given), no bound. */
export interface WordArgument {
  name: string;
  kind: "number" | "whole" | "text" | "choice" | "colour" | "pitch" | "place" | "boolean";
  default: number | string | null;
  choices: readonly string[];
  least: number | null;
  most: number | null;
  unit: string;
}

/** One word of the language, as `robots/abilities.py` declares it. */
export interface Word {
  family: "move" | "light" | "sound" | "sense" | "control" | "event" | "calc";
  role: "doing" | "sensing" | "event";
  ability: string;
  arguments: readonly WordArgument[];
  gives: WordArgument["kind"] | null;
  card: boolean;
  grid: boolean;
  continuous: boolean;
  unit: string;
}

/** Every word by its canonical name, in the order of the toolbox. */
export const WORDS: Record<string, Word> = {
  forward: { family: "move", role: "doing", ability: "move", arguments: [{ name: "steps", kind: "number", default: 1, choices: [], least: null, most: null, unit: "cells" }], gives: null, card: true, grid: true, continuous: false, unit: "" },
  backward: { family: "move", role: "doing", ability: "move", arguments: [{ name: "steps", kind: "number", default: 1, choices: [], least: null, most: null, unit: "cells" }], gives: null, card: true, grid: true, continuous: false, unit: "" },
  turn_left: { family: "move", role: "doing", ability: "move", arguments: [], gives: null, card: true, grid: true, continuous: false, unit: "" },
  turn_right: { family: "move", role: "doing", ability: "move", arguments: [], gives: null, card: true, grid: true, continuous: false, unit: "" },
  go_north: { family: "move", role: "doing", ability: "move", arguments: [{ name: "steps", kind: "number", default: 1, choices: [], least: null, most: null, unit: "cells" }], gives: null, card: true, grid: true, continuous: false, unit: "" },
  go_east: { family: "move", role: "doing", ability: "move", arguments: [{ name: "steps", kind: "number", default: 1, choices: [], least: null, most: null, unit: "cells" }], gives: null, card: true, grid: true, continuous: false, unit: "" },
  go_south: { family: "move", role: "doing", ability: "move", arguments: [{ name: "steps", kind: "number", default: 1, choices: [], least: null, most: null, unit: "cells" }], gives: null, card: true, grid: true, continuous: false, unit: "" },
  go_west: { family: "move", role: "doing", ability: "move", arguments: [{ name: "steps", kind: "number", default: 1, choices: [], least: null, most: null, unit: "cells" }], gives: null, card: true, grid: true, continuous: false, unit: "" },
  drive: { family: "move", role: "doing", ability: "move", arguments: [{ name: "cm", kind: "number", default: null, choices: [], least: null, most: null, unit: "cm" }], gives: null, card: true, grid: false, continuous: true, unit: "" },
  turn: { family: "move", role: "doing", ability: "move", arguments: [{ name: "degrees", kind: "number", default: null, choices: [], least: null, most: null, unit: "degrees" }], gives: null, card: true, grid: false, continuous: true, unit: "" },
  speed: { family: "move", role: "doing", ability: "move", arguments: [{ name: "percent", kind: "number", default: null, choices: [], least: 1, most: 100, unit: "%" }], gives: null, card: true, grid: false, continuous: true, unit: "" },
  wheels: { family: "move", role: "doing", ability: "move", arguments: [{ name: "left", kind: "number", default: null, choices: [], least: -100, most: 100, unit: "%" }, { name: "right", kind: "number", default: null, choices: [], least: -100, most: 100, unit: "%" }], gives: null, card: false, grid: false, continuous: true, unit: "" },
  stop: { family: "move", role: "doing", ability: "move", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  pen_down: { family: "light", role: "doing", ability: "", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  pen_up: { family: "light", role: "doing", ability: "", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  pen_colour: { family: "light", role: "doing", ability: "", arguments: [{ name: "colour", kind: "colour", default: null, choices: [], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  light: { family: "light", role: "doing", ability: "light", arguments: [{ name: "colour", kind: "colour", default: null, choices: [], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  light_off: { family: "light", role: "doing", ability: "light", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  note: { family: "sound", role: "doing", ability: "note", arguments: [{ name: "pitch", kind: "pitch", default: null, choices: [], least: null, most: null, unit: "" }, { name: "beats", kind: "number", default: null, choices: [], least: 0, most: 64, unit: "beats" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  play: { family: "sound", role: "doing", ability: "play", arguments: [{ name: "sound", kind: "choice", default: null, choices: ["beep", "happy", "sad", "yes", "no", "horn"], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  say: { family: "sound", role: "doing", ability: "", arguments: [{ name: "text", kind: "text", default: null, choices: [], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  wait: { family: "control", role: "doing", ability: "", arguments: [{ name: "seconds", kind: "number", default: null, choices: [], least: 0, most: 3600, unit: "s" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  distance: { family: "sense", role: "sensing", ability: "distance", arguments: [], gives: "number", card: true, grid: false, continuous: false, unit: "cm" },
  obstacle: { family: "sense", role: "sensing", ability: "obstacle", arguments: [{ name: "side", kind: "choice", default: "front", choices: ["front", "left", "right", "back"], least: null, most: null, unit: "" }], gives: "boolean", card: true, grid: false, continuous: false, unit: "" },
  on_line: { family: "sense", role: "sensing", ability: "ground", arguments: [], gives: "boolean", card: true, grid: false, continuous: false, unit: "" },
  ground: { family: "sense", role: "sensing", ability: "ground", arguments: [], gives: "number", card: true, grid: false, continuous: false, unit: "0..100" },
  colour: { family: "sense", role: "sensing", ability: "colour", arguments: [], gives: "colour", card: true, grid: false, continuous: false, unit: "" },
  button: { family: "sense", role: "sensing", ability: "button", arguments: [{ name: "name", kind: "choice", default: null, choices: ["up", "down", "left", "right", "centre"], least: null, most: null, unit: "" }], gives: "boolean", card: true, grid: false, continuous: false, unit: "" },
  bumped: { family: "sense", role: "sensing", ability: "bumped", arguments: [], gives: "boolean", card: true, grid: false, continuous: false, unit: "" },
  sound_level: { family: "sense", role: "sensing", ability: "sound_level", arguments: [], gives: "number", card: true, grid: false, continuous: false, unit: "0..100" },
  light_level: { family: "sense", role: "sensing", ability: "light_level", arguments: [], gives: "number", card: true, grid: false, continuous: false, unit: "0..100" },
  tilt: { family: "sense", role: "sensing", ability: "tilt", arguments: [], gives: "choice", card: true, grid: false, continuous: false, unit: "" },
  heading: { family: "sense", role: "sensing", ability: "move", arguments: [], gives: "number", card: true, grid: false, continuous: false, unit: "degrees" },
  at: { family: "sense", role: "sensing", ability: "move", arguments: [{ name: "place", kind: "place", default: null, choices: [], least: null, most: null, unit: "" }], gives: "boolean", card: true, grid: false, continuous: false, unit: "" },
  send: { family: "control", role: "doing", ability: "", arguments: [{ name: "message", kind: "text", default: null, choices: [], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  when_started: { family: "event", role: "event", ability: "", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  when_button: { family: "event", role: "event", ability: "button", arguments: [{ name: "name", kind: "choice", default: null, choices: ["up", "down", "left", "right", "centre"], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  when_obstacle: { family: "event", role: "event", ability: "obstacle", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  when_line: { family: "event", role: "event", ability: "ground", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
  when_message: { family: "event", role: "event", ability: "", arguments: [{ name: "message", kind: "text", default: null, choices: [], least: null, most: null, unit: "" }], gives: null, card: true, grid: false, continuous: false, unit: "" },
  when_loud: { family: "event", role: "event", ability: "sound_level", arguments: [], gives: null, card: true, grid: false, continuous: false, unit: "" },
};

/** The colours that words name, as screens draw them. */
export const COLOURS: Record<string, string> = {
  red: "#dc4632",
  orange: "#f08a2c",
  yellow: "#f7bd36",
  green: "#4a9d6a",
  cyan: "#35b6c4",
  blue: "#2f6bd0",
  purple: "#7d5bbe",
  pink: "#eb9fb1",
  white: "#ffffff",
  black: "#26231f",
};

/** Each word's family alone, for pages that only draw programs. */
export const FAMILIES: Record<string, Word["family"]> = {
  forward: "move",
  backward: "move",
  turn_left: "move",
  turn_right: "move",
  go_north: "move",
  go_east: "move",
  go_south: "move",
  go_west: "move",
  drive: "move",
  turn: "move",
  speed: "move",
  wheels: "move",
  stop: "move",
  pen_down: "light",
  pen_up: "light",
  pen_colour: "light",
  light: "light",
  light_off: "light",
  note: "sound",
  play: "sound",
  say: "sound",
  wait: "control",
  distance: "sense",
  obstacle: "sense",
  on_line: "sense",
  ground: "sense",
  colour: "sense",
  button: "sense",
  bumped: "sense",
  sound_level: "sense",
  light_level: "sense",
  tilt: "sense",
  heading: "sense",
  at: "sense",
  send: "control",
  when_started: "event",
  when_button: "event",
  when_obstacle: "event",
  when_line: "event",
  when_message: "event",
  when_loud: "event",
};
