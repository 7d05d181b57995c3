/** The sign of the house while the server is away: everything is kept, it comes back by itself. */
import { useEffect, useState } from "preact/hooks";
import { Logo } from "../look/drawing";
import { pausing } from "../room/store";
import { t } from "../strings";

const UNNOTICED = 350;

/** Whether the server has been away for long enough to say so: a new line is no pause. */
export function usePause(): boolean {
  const [told, setTold] = useState(false);
  const away = pausing.value;
  useEffect(() => {
    if (!away) return setTold(false);
    const timer = setTimeout(() => setTold(true), UNNOTICED);
    return () => clearTimeout(timer);
  }, [away]);
  return told && away;
}

/** The sign of the house, pale: everything is kept. */
export function Pausing() {
  return (
    <main class="screen waiting">
      <div class="mid" role="status">
        <Logo class="large pale" />
        <h1>{t("pupil_pause")}</h1>
        <p class="sub">{t("pupil_pause_sub")}</p>
      </div>
    </main>
  );
}
