/** Ends the class after one question that says what will be forgotten. */
import { Pill } from "../look";
import { ask } from "../room/connection";
import { t } from "../strings";
import { attempt } from "./asking";
import { opened } from "./opened";
import { panel, seats } from "./room";
import { go } from "./route";
import { Sheet } from "./sheet";

/** The question, asked once. */
export function Closing() {
  return (
    <Sheet title={t("class_close_title")} class="closing">
      <ul>
        <li>{t("class_close_tablets", { count: seats.value.length })}</li>
        <li>{t("class_close_forget")}</li>
        <li>{t("class_close_names")}</li>
      </ul>
      <div class="choices">
        <Pill onPress={() => (panel.value = null)}>{t("class_close_no")}</Pill>
        <Pill strong onPress={() => void close()}>{t("class_close_yes")}</Pill>
      </div>
    </Sheet>
  );
}

async function close(): Promise<void> {
  if (!(await attempt(ask("close_class", {})))) return;
  panel.value = null;
  opened.value = null;
  go("/today");
}
