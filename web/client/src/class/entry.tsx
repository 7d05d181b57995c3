/** How tablets come in, so large that the last row reads it. */
import { t } from "../strings";
import { classState } from "../room/store";
import { short } from "./header";
import { opened } from "./opened";
import { Sheet } from "./sheet";

/** The panel with code, address and QR code. */
export function Entry() {
  return (
    <Sheet title={t("class_come")} class="entry">
      <WayIn />
    </Sheet>
  );
}

/** Scan this, or type that. */
export function WayIn() {
  const entry = opened.value;
  return (
    <div class="wayin">
      {entry ? <div class="qr" role="img" aria-label={t("class_qr")} dangerouslySetInnerHTML={{ __html: entry.qr }} /> : null}
      <dl>
        <dt>{t("class_address")}</dt>
        <dd class="address">{entry ? short(entry.address) : ""}</dd>
        <dt>{t("class_code")}</dt>
        <dd class="bigcode num">{classState.value?.code}</dd>
        {entry && entry.permanent !== entry.address ? <dt>{t("class_permanent")}</dt> : null}
        {entry && entry.permanent !== entry.address ? <dd class="always">{short(entry.permanent)}</dd> : null}
      </dl>
    </div>
  );
}
