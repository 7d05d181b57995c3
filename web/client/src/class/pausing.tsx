/** The house is away for a moment: its sign, pale, and nothing to worry about. */
import { Logo } from "../look";
import { t } from "../strings";
import "./pausing.css";

/** Shown while the server is being restarted; everything is kept. */
export function Pausing() {
  return (
    <main class="screen pausing">
      <Logo />
      <div role="status">
        <h1>{t("pause_title")}</h1>
        <p class="soft">{t("pause_kept")}</p>
      </div>
    </main>
  );
}

/** The sign of the house, and what is waited for where that may take long. */
export function Waiting({ text = "" }: { text?: string }) {
  return (
    <main class="screen pausing first" aria-busy="true">
      <Logo />
      <p class="soft" role="status">{text}</p>
    </main>
  );
}
