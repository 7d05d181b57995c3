/** Blockly's own texts, in the language of the page. */
import * as Blockly from "blockly/core";
// Straight from the file: Blockly's own wrapper names each of its texts once more.
import * as fr from "../../node_modules/blockly/msg/fr.js";
import { blockText, language, t } from "../strings";
import { FRENCH } from "./messages_fr";

type Texts = Record<string, string>;

/** What a mouth of a block says in Blockly, and what we leave out. */
const UNSAID: Texts = {
  CONTROLS_FOREACH_INPUT_DO: "",
  CONTROLS_FOR_INPUT_DO: "",
  CONTROLS_IF_ELSEIF_MSG_THEN: "",
  CONTROLS_IF_MSG_ELSE: "",
  CONTROLS_IF_MSG_THEN: "",
  CONTROLS_REPEAT_INPUT_DO: "",
  CONTROLS_WHILEUNTIL_INPUT_DO: "",
  // Else each definition comes with a comment.
  PROCEDURES_DEFNORETURN_COMMENT: "",
  PROCEDURES_DEFRETURN_COMMENT: "",
};

/** Gives Blockly its texts, and what our strings say of the same blocks. */
export async function speakOurLanguage(): Promise<void> {
  const own = {
    PROCEDURES_DEFNORETURN_PROCEDURE: t("blocks_function_name"),
    CONTROLS_REPEAT_TITLE: blockText("repeat"),
    CONTROLS_IF_MSG_IF: blockText("if").replace("%1", "").trim(),
  };
  Blockly.setLocale({ ...(await textsOf(language.value)), ...UNSAID, ...own });
}

async function textsOf(wanted: string): Promise<Texts> {
  if (wanted !== "en") return { ...(fr as unknown as Texts), ...FRENCH };
  // A file that is no module of its own comes as the default of its chunk.
  const chunk = (await import("../../node_modules/blockly/msg/en.js")) as unknown as { default: Texts };
  return chunk.default;
}
