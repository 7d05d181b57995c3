/** Two waits, each a picture: the class is not open yet, and the teacher's tap for a taken animal. */
import { useEffect } from "preact/hooks";
import { RoundButton } from "../look/controls";
import { Animal, Icon, Logo } from "../look/drawing";
import { classState } from "../room/store";
import { say } from "../speech";
import { pictureText, t } from "../strings";
import { asking, giveUp, mine, sit } from "./seat";
import "./join.css";

const AGAIN_AFTER = 3000;

/** The sign of the house alone, for the moment in which something comes. */
export function Opening() {
  return (
    <main class="screen waiting">
      <div class="mid"><Logo class="large pale" /></div>
    </main>
  );
}

/** The sign of the house; the page goes on by itself when a class opens. */
export function ClassClosed() {
  return (
    <main class="screen waiting">
      <div class="mid">
        <Logo class="large pale" />
        <h1>{t("join_wait")}</h1>
        <p class="sub">{t("join_wait_sub")}</p>
      </div>
    </main>
  );
}

/** The animal, a hand, and the question sent again until the teacher has let it go. */
export function AskingTeacher() {
  const animal = asking.value;
  const sentence = t("join_asking");
  const listed = animal !== null && (classState.value?.asking ?? []).includes(animal);
  useEffect(() => say(sentence), [sentence]);
  useEffect(() => {
    const timer = setInterval(() => void sit(), AGAIN_AFTER);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => (listed ? () => void sit() : undefined), [listed]);
  if (animal === null) return null;
  return (
    <main class="screen waiting asking">
      <div class="mid" role="status">
        <span class="wanted">
          <Animal name={animal} label={pictureText(animal)} />
          <span class="callhand"><Icon name="hand" /></span>
        </span>
        <h1 class="big">{sentence}</h1>
        <span class="team">
          {mine.value.length > 1 ? mine.value.map((name) => <Animal key={name} name={name} label={pictureText(name)} />) : null}
        </span>
      </div>
      <div class="ways">
        <RoundButton label={t("join_other")} icon="undo" onPress={giveUp} />
        <RoundButton label={t("join_listen")} icon="speaker" onPress={() => say(sentence)} />
      </div>
    </main>
  );
}
