/** For whom and for how long: eight classes as beads on a chain, four clocks. */
import { Clock } from "../look";
import { t } from "../strings";
import { answer, answers, CLASSES, MINUTES, tapped } from "./answers";

/** The beads; one class or several neighbours are on. */
export function Beads() {
  const { classes } = answers.value;
  const isOn = (index: number): boolean => classes !== null && index >= classes[0] && index <= classes[1];
  return (
    <div class="beads" role="group" aria-label={t("today_classes")}>
      {CLASSES.map((name, index) => (
        <span class="bead" key={name}>
          {index > 0 ? <u class={isOn(index) && isOn(index - 1) ? "on" : ""} /> : null}
          <button type="button" class={isOn(index) ? "on" : ""} aria-pressed={isOn(index)} onClick={() => answer({ classes: tapped(classes, index) })}>{name}</button>
        </span>
      ))}
    </div>
  );
}

/** The clocks; one or none is on. */
export function Clocks() {
  const { minutes } = answers.value;
  return (
    <div class="mins" role="group" aria-label={t("today_minutes")}>
      {MINUTES.map((length) => (
        <button key={length} type="button" class={minutes === length ? "on" : ""} aria-pressed={minutes === length} onClick={() => answer({ minutes: minutes === length ? null : length })}>
          <Clock minutes={length} />
          <span>{t("today_min", { minutes: length })}</span>
        </button>
      ))}
    </div>
  );
}
