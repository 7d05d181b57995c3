/** The faces of one program: cards, blocks and Python, changed without loss; a face that cannot show it says why. */
import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Fault } from "../generated/messages";
import { Icon, RoundButton } from "../look";
import { ask } from "../room/connection";
import { faultText, language, t } from "../strings";
import { both, wide } from "./beside";
import { attempt, faults, lesson, program, turnFace } from "./session";

/** The faces that this page can write. */
export type WrittenFace = "cards" | "blocks" | "python";

const WRITTEN: readonly WrittenFace[] = ["cards", "blocks", "python"];
const NAMES = { cards: "pupil_face_cards", blocks: "pupil_face_blocks", python: "pupil_face_python" } as const;

/** Why the program cannot be cards; null when it can, or when nobody has asked. */
export const cardsFault = signal<Fault | null>(null);

/** The code that this page alone uses: its browser is too old for blocks. */
export const TOO_OLD = "blocks-too-old";

/** Whether a face is on its way. */
const turning = signal(false);

/** Blocks and Python need a browser of 2021; an older tablet writes with cards and is told so. */
export const blocksWork = hasModernBrowser();

/** The faces that the mission offers, those that this page can write. */
export const faces = computed<readonly WrittenFace[]>(() => {
  const offered = lesson.value?.faces ?? WRITTEN;
  return WRITTEN.filter((face) => offered.includes(face) || face === program.value.face);
});

function hasModernBrowser(): boolean {
  const can = "at" in Array.prototype && "replaceAll" in String.prototype && "WeakRef" in window;
  return can && typeof CSS !== "undefined" && CSS.supports("inset", "0") && CSS.supports("gap", "1px");
}

/** Shows the program in another face; what cannot be shown stays as it is. */
export async function turnTo(face: WrittenFace): Promise<void> {
  if (turning.value || face === program.value.face) return;
  if (face !== "cards" && !blocksWork) {
    faults.value = [{ code: TOO_OLD, where: "", details: {}, remark: false }];
    return;
  }
  turning.value = true;
  const before = program.value;
  const converted = await attempt(ask("convert", { program: before, to: face, language: language.value, beside: false }));
  turning.value = false;
  if (!converted || before !== program.value) return;
  if (converted.program) turnFace(converted.program);
  else faults.value = converted.faults;
  if (face === "cards") cardsFault.value = converted.program ? null : (converted.faults[0] ?? null);
}

const QUIET = 800;

/** Asks, a moment after each change of the program, whether cards could still show it. */
export function useCardsFault(): void {
  const written = program.value;
  useEffect(() => {
    if (written.face === "cards") return void (cardsFault.value = null);
    const look = async (): Promise<void> => {
      const converted = await ask("convert", { program: written, to: "cards", language: language.value, beside: false }).catch(() => null);
      if (converted && written === program.value) cardsFault.value = converted.program ? null : (converted.faults[0] ?? null);
    };
    const timer = setTimeout(() => void look(), QUIET);
    return () => clearTimeout(timer);
  }, [written]);
}

/** One key to the next face, beside the cards. */
export function FaceKey({ off }: { off: boolean }) {
  const next = faces.value.find((face) => face !== "cards");
  if (!next) return null;
  return <RoundButton label={t(NAMES[next])} icon={next} class={blocksWork ? "" : "weak"} off={off || turning.value} onPress={() => void turnTo(next)} />;
}

/** The switch above blocks and text. */
export function FaceSwitch({ off }: { off: boolean }) {
  if (faces.value.length < 2) return null;
  return (
    <div class="face" role="group" aria-label={t("pupil_face")}>
      {faces.value.map((face) => <FaceChoice key={face} face={face} off={off} />)}
      {besidePossible() ? <BesideChoice off={off} /> : null}
    </div>
  );
}

/** Blocks and Python at once, where there is room for them and the mission has both. */
function besidePossible(): boolean {
  return wide.value && faces.value.includes("blocks") && faces.value.includes("python");
}

function BesideChoice({ off }: { off: boolean }) {
  const on = both.value;
  return (
    <button type="button" class={`besidekey ${on ? "on" : ""}`} aria-pressed={on} aria-label={t("pupil_face_both")} disabled={off && !on} onClick={() => (both.value = true)}>
      <Icon name="compare" />
    </button>
  );
}

function FaceChoice({ face, off }: { face: WrittenFace; off: boolean }) {
  const two = both.value && besidePossible();
  const on = !two && program.value.face === face;
  const fault = face === "cards" ? cardsFault.value : null;
  const name = t(NAMES[face]);
  const press = (): void => {
    if (fault) return void (faults.value = [fault]);
    if (face !== "cards") both.value = false;
    void turnTo(face);
  };
  return (
    <button type="button" class={`${on ? "on" : ""} ${fault ? "pale" : ""}`} aria-pressed={on} aria-disabled={fault !== null} aria-label={fault ? `${name} : ${faultText(fault)}` : name} disabled={off && !on} onClick={press}>
      <Icon name={face} />
      <span>{name}</span>
    </button>
  );
}
