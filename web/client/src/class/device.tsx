/** A code with which another device of the teacher's comes in; it lives a minute. A printed card lives on. */
import { useEffect, useState } from "preact/hooks";
import type { CodeShown } from "../generated/messages";
import { Icon, Pill } from "../look";
import { ask } from "../room/connection";
import { t } from "../strings";
import { attempt } from "./asking";
import { short } from "./header";
import { opened } from "./opened";
import { Sheet } from "./sheet";

/** Asks for a code when it is opened, and counts it down. */
export function Device() {
  const [code, setCode] = useState<CodeShown | null>(null);
  const [left, setLeft] = useState(0);
  const fetchCode = async (): Promise<void> => {
    const shown = await attempt(ask("teacher_code", {}));
    setCode(shown);
    setLeft(shown?.seconds ?? 0);
  };
  useEffect(() => void fetchCode(), []);
  useEffect(() => {
    const timer = setTimeout(() => setLeft(Math.max(0, left - 1)), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Sheet title={t("class_device_title")} class="device">
      <p class="where">{t("class_device_where", { address: `${short(opened.value?.permanent ?? location.origin)}/enter` })}</p>
      {code && left > 0 ? <Living code={code} left={left} /> : <Pill strong onPress={() => void fetchCode()}>{t("class_device_again")}</Pill>}
      <p class="oncard">
        <span>{t("class_card_or")}</span>
        <a class="pill" href="/card"><span>{t("class_card_mine")}</span><Icon name="print" /></a>
      </p>
    </Sheet>
  );
}

function Living({ code, left }: { code: CodeShown; left: number }) {
  const part = left / Math.max(1, code.seconds);
  return (
    <>
      <p class="bigcode num">{code.code}</p>
      <div class="fuse" role="img" aria-label={t("class_device_left", { seconds: left })}><i style={{ transform: `scaleX(${part})` }} /></div>
    </>
  );
}
