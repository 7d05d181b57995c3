/** What keeps the board from going on, in one sentence: the robots restart, one is looked for, or why something was refused. */
import { refused } from "../class/asking";
import type { Fault } from "../generated/messages";
import { gatewayOnline } from "../room/store";
import { faultText, t } from "../strings";
import { held } from "./robot";

/** A fault's sentence; free Python runs nowhere but in the browser where it was written. */
export function boardText(fault: Fault): string {
  return fault.code === "not-taught" ? t("board_free_python") : faultText(fault);
}

/** Empty while all is well. */
export function Told() {
  const [fault] = refused.value;
  const sentence = fault ? boardText(fault) : !gatewayOnline.value ? t("pause_robots") : held.value?.state === "lost" ? t("board_lost") : "";
  return <p class="said" role="status">{sentence}</p>;
}
