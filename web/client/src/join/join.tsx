/** Who are you? Animals on shelves: a tap lifts one into the chain, the tick sits down. No typing. */
import { RoundButton, TickButton } from "../look/controls";
import { Animal, ANIMAL_NAMES, Logo } from "../look/drawing";
import { say } from "../speech";
import { pictureText, t } from "../strings";
import { lift, mine, MOST, seated, sit, sitting } from "./seat";
import "./join.css";

/** The shelves, and below them the chain of those who are here with these children at its end. */
export function Join() {
  return (
    <main class="screen join">
      <h1 class="spoken">{t("join_choose")}</h1>
      <header>
        <Logo />
        <RoundButton label={t("join_listen")} icon="speaker" onPress={() => say(t("join_choose"))} />
      </header>
      <section class="shelves" aria-label={t("join_choose")}>
        {ANIMAL_NAMES.map((name) => <Toy key={name} name={name} />)}
      </section>
      <footer class="joined">
        <Garland />
        <TickButton label={t("join_ready")} off={mine.value.length === 0 || sitting.value} onPress={() => void sit()} />
      </footer>
    </main>
  );
}

function Toy({ name }: { name: string }) {
  const held = mine.value.includes(name);
  const taken = !held && seated.value.includes(name);
  const full = !held && mine.value.length >= MOST;
  const called = pictureText(name);
  const press = (): void => {
    say(called);
    lift(name);
  };
  return (
    <button type="button" class={`toyplace ${held ? "mine" : ""}`} aria-pressed={held} aria-label={taken ? t("join_taken", { animal: called }) : called} disabled={full} onClick={press}>
      <Animal name={name} grey={taken} />
    </button>
  );
}

const SHOWN = 6;

/** Those who sit already are small; these children stand at the end, larger: a tap puts one back. */
function Garland() {
  const team = mine.value;
  const others = seated.value.slice(-Math.max(0, SHOWN - Math.max(0, team.length - 1)));
  const free = team.length === 0 ? 1 : 0;
  return (
    <div class={`garland ${team.length > 2 ? "many" : ""}`} role="group" aria-label={t("join_seated")}>
      {others.map((name) => <span class="g" key={`other ${name}`}><Animal name={name} label={pictureText(name)} /></span>)}
      {team.map((name) => (
        <button type="button" class="g me" key={name} aria-label={t("join_put_back", { animal: pictureText(name) })} onClick={() => lift(name)}>
          <Animal name={name} />
        </button>
      ))}
      {free > 0 ? <span class="g free"><i /></span> : null}
    </div>
  );
}
