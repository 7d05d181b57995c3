/** What is opened in place of the tiles: a title, a way back, and STOP stays below it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { RoundButton } from "../look";
import { t } from "../strings";
import { panel } from "./room";

/** A panel; its title takes the focus, Escape and the cross go back to the tiles. */
export function Sheet({ title, children, class: extra = "" }: { title: ComponentChildren; children: ComponentChildren; class?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const back = (): void => void (panel.value = null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class={`sheet ${extra}`} onKeyDown={(event) => event.key === "Escape" && back()}>
      <div class="sheettop">
        <h2 ref={heading} tabIndex={-1}>{title}</h2>
        <RoundButton label={t("class_back")} icon="cross" onPress={back} />
      </div>
      {children}
    </section>
  );
}
