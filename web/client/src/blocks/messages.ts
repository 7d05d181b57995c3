/** Blockly's own texts, in the language of the page. */
import * as Blockly from "blockly/core";
// Straight from the file: Blockly's own wrapper names each of its texts once more.
import * as fr from "../../node_modules/blockly/msg/fr.js";
import { blockText } from "../strings";
import { FRENCH } from "./messages_fr";

/** Gives Blockly its texts: French, and what our strings say of the same blocks. */
export function speakOurLanguage(): void {
  const own = {
    CONTROLS_REPEAT_TITLE: blockText("repeat"),
    CONTROLS_IF_MSG_IF: blockText("if").replace("%1", "").trim(),
    // "Sinon" has a row of its own.
    CONTROLS_IF_MSG_ELSE: "",
  };
  Blockly.setLocale({ ...(fr as unknown as Record<string, string>), ...FRENCH, ...own });
}
