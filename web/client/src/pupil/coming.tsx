/** An editor that is on its way. */
import { Logo, Pill } from "../look";
import { t } from "../strings";

/** The sign of the house, pale, until the editor is there. */
export function Coming({ text, failed, onAgain }: { text: string; failed: boolean; onAgain: () => void }) {
  return (
    <section class="work coming" role="status">
      <Logo class="pale" />
      {failed ? <Pill onPress={onAgain}>{t("pupil_blocks_failed")}</Pill> : <p>{text}</p>}
    </section>
  );
}
