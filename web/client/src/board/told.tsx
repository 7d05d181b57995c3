/** What keeps the board from going on, in one sentence: the robots restart, one is looked for, or why something was refused. */
import { refused } from "../class/asking";
import { gatewayOnline } from "../room/store";
import { faultText, t } from "../strings";
import { held } from "./robot";

/** Empty while all is well. */
export function Told() {
  const [fault] = refused.value;
  const sentence = fault ? faultText(fault) : !gatewayOnline.value ? t("pause_robots") : held.value?.state === "lost" ? t("board_lost") : "";
  return <p class="said" role="status">{sentence}</p>;
}
