/** Keep and open, in the place of the robot's key; and the hint that nothing is kept by itself. */
import { useRef } from "preact/hooks";
import { Icon, addIcons } from "../look/drawing";
import { RoundButton } from "../look/controls";
import { inSecond, t } from "../strings";
import { changed } from "./journal";
import { hush, open, OPENED, save, toBeKept } from "./keeping";
import { waking } from "./robot";

addIcons({
  save: '<path d="M24 4V28" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round"/><path d="M12 19L24 32L36 19Z" fill="currentColor"/><path d="M6 32V42H42V32" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>',
  open: '<path d="M4 40V10H18L23 16H40V22" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/><path d="M12 24H46L39 42H4Z" fill="currentColor"/>',
});

/** Both keys; files are opened once Python is there to read them. */
export function HomeKeys({ off }: { off: boolean }) {
  const picker = useRef<HTMLInputElement>(null);
  const pick = (): void => {
    const file = picker.current?.files?.[0];
    if (file) void open(file);
    if (picker.current) picker.current.value = "";
  };
  return (
    <>
      <span class="keepplace">
        <RoundButton label={t("home_save")} class={`keepkey ${changed.value ? "fresh" : ""}`} off={off} onPress={save}><Icon name="save" /></RoundButton>
      </span>
      <RoundButton label={t("home_open")} class="openkey" off={off || waking.value !== "there"} onPress={() => picker.current?.click()}><Icon name="open" /></RoundButton>
      <input ref={picker} class="spoken" type="file" accept={OPENED} aria-label={t("home_open")} tabIndex={-1} onChange={pick} />
    </>
  );
}

/** "Nothing is kept by itself here": until it is put away, or the program is in a file. */
export function KeepHint() {
  if (!toBeKept.value) return null;
  const beside = inSecond(() => t("home_keep"));
  return (
    <div class="keephint" role="status">
      <button type="button" class="keepnow" onClick={save}>
        <Icon name="save" />
        <span>{t("home_keep")}{beside ? <small class="second">{beside}</small> : null}</span>
      </button>
      <RoundButton label={t("home_later")} icon="cross" onPress={hush} />
    </div>
  );
}
