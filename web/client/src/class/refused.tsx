/** Why the last thing was not done, in a sentence, until it is read. */
import { Icon } from "../look";
import { faultText, t } from "../strings";
import { refused } from "./asking";
import "./refused.css";

/** A strip at the bottom; a tap takes it away. */
export function Refused() {
  const [fault] = refused.value;
  return (
    <div class="refusals" role="alert">
      {fault ? (
        <button type="button" class="refusal" onClick={() => (refused.value = [])}>
          <span>{faultText(fault)}</span>
          <Icon name="cross" label={t("class_read")} />
        </button>
      ) : null}
    </div>
  );
}
