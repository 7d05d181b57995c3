/** The teacher's printed card: a credit card's size, with a QR code that lets her other screens in. */
import { signal } from "@preact/signals";
import { attempt } from "../class/asking";
import { Refused } from "../class/refused";
import type { CardMade } from "../generated/messages";
import { Logo, Pill, RoundButton } from "../look";
import { ask } from "../room/connection";
import { t } from "../strings";
import "./card.css";

/** The card as it was made by this page, told once: whoever comes back makes another one. */
const made = signal<CardMade | null>(null);

/** Says what a card is, makes one, prints it. */
export function CardPage() {
  const card = made.value;
  return (
    <main class="screen cardpage">
      <header>
        <Logo />
        <h1>{t("card_title")}</h1>
        <span class="grow" />
        <RoundButton label={t("card_back")} icon="cross" onPress={back} />
      </header>
      <section>
        {card ? <Printed qr={card.qr} /> : <p class="says">{t("card_what")}</p>}
        <p class="says soft">{t(card ? "card_keep" : "card_cancels")}</p>
        <div class="choices">
          {card ? <Pill strong icon="print" onPress={() => window.print()}>{t("card_print")}</Pill> : null}
          {card ? null : <Pill strong onPress={() => void make()}>{t("card_make")}</Pill>}
        </div>
      </section>
      <Refused />
    </main>
  );
}

function Printed({ qr }: { qr: string }) {
  return (
    <article class="waycard">
      <div>
        <Logo />
        <p>{t("card_words")}</p>
      </div>
      <div class="qr" role="img" aria-label={t("card_qr")} dangerouslySetInnerHTML={{ __html: qr }} />
    </article>
  );
}

async function make(): Promise<void> {
  const answer = await attempt(ask("make_card", {}));
  if (answer) made.value = answer;
}

/** Back to the class, which leads on to "today" when none is open; nothing of the card stays. */
function back(): void {
  made.value = null;
  location.assign("/class");
}
