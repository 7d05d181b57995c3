/** A tablet asks for an animal that another one holds: only the teacher's tap gives it. */
import { Animal, Pill } from "../look";
import { classState } from "../room/store";
import { pictureText, t } from "../strings";
import { letGo, mayAct, seats } from "./room";

/** One amber strip an animal. */
export function Asking() {
  const asking = mayAct.value ? (classState.value?.asking ?? []) : [];
  return (
    <div class="askings" role="status">
      {asking.map((animal) => (
        <div class="wants" key={animal}>
          <Animal name={animal} />
          <span>{t("class_asked", { animal: pictureText(animal), number: numberOf(animal) })}</span>
          <Pill strong onPress={() => letGo(animal)}>{t("class_give")}</Pill>
        </div>
      ))}
    </div>
  );
}

function numberOf(animal: string): number | string {
  return seats.value.find((seat) => seat.animals.includes(animal))?.number ?? "?";
}
