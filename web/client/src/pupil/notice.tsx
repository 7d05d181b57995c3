/** One thing to tell, once: the robots are away, a card cannot be done, where the robot has arrived. */
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Animal, Bot, cellUnder, Icon, RingBot } from "../look";
import type { Fault } from "../generated/messages";
import { failureOf } from "../room/failure";
import { gatewayOnline, mySeat } from "../room/store";
import { streamOf } from "../room/streams";
import { say } from "../speech";
import { faultText, inSecond, pictureText, t } from "../strings";
import { faces, TOO_OLD, turnTo } from "./faces";
import { remark } from "./remarks";
import { forgetRun, run, running, runState } from "./running";
import { faults, flag, mat, program, screen } from "./session";
import { shownEnd } from "./stage";
import { target, targetDrawing } from "./target";

interface Telling {
  text: string;
  sign: "wait" | "lost" | "fault" | "flag" | "check" | "where" | "blocks";
  /** The card that it is about, where it is a hint. */
  where?: string;
  /** What a tap does; none where only time helps. */
  onTap: (() => void) | null;
}

/** What there is to tell now, the most urgent first; null for nothing. */
export function useNotice(): Telling | null {
  const text = telling.value?.text ?? "";
  useEffect(() => {
    if (text) say(text);
  }, [text]);
  return telling.value;
}

const telling = computed(tellingNow);

/** The same in a family's language; null without one. */
const tellingBeside = computed(() => inSecond(() => tellingNow()?.text ?? null));

/** The card or block that the hint is about; null without one. */
export const pointedAt = computed(() => telling.value?.where ?? null);

function tellingNow(): Telling | null {
  const { robot, closed } = target.value;
  if (!gatewayOnline.value && !closed) return { text: t("pupil_no_robots"), sign: "wait", onTap: null };
  if (robot?.state === "lost") return { text: t("pupil_lost"), sign: "lost", onTap: () => (screen.value = "robots") };
  const fault = faults.value.find((one) => !one.remark);
  if (fault && blocksCan(fault)) return { text: `${placed(fault)} ${t("pupil_blocks_can")}`, sign: "blocks", onTap: () => void turnTo("blocks") };
  if (fault) return { text: fault.code === TOO_OLD ? t("pupil_blocks_old") : placed(fault), sign: "fault", onTap: () => (faults.value = []) };
  return running.value ? null : outcome();
}

/** Whether a text that is no cards can be shown as blocks here. */
function blocksCan({ code }: Fault): boolean {
  return code === "not-shown" && program.value.face === "python" && faces.value.includes("blocks");
}

/** The sentence of a fault, with the line where it is one of Python's. */
function placed(fault: Fault): string {
  const text = faultText(fault);
  return program.value.face === "python" && /^\d+$/.test(fault.where) ? t("python_line", { line: fault.where, text }) : text;
}

/** Robot and flag are compared; nothing is ever called wrong. */
function outcome(): Telling | null {
  const end = shownEnd.value;
  if (!end) return null;
  const failed = failureOf(runState.value, run.value ? streamOf(run.value).value.events : []);
  if (failed) return { text: placed(failed), sign: "fault", onTap: forgetRun };
  if (runState.value?.state === "stopped") return hinted();
  const verdict = runState.value?.verdict;
  if (verdict?.program && verdict.floor !== false) return { text: t("pupil_done"), sign: "check", onTap: forgetRun };
  if (verdict?.mistake) return { text: verdict.mistake, sign: "where", onTap: forgetRun };
  const there = flag.value !== null && cellUnder([end.pose.x, end.pose.y], mat.value) === flag.value;
  const hint = there ? null : hinted();
  if (hint) return hint;
  if (flag.value === null) return { text: t("pupil_arrived"), sign: "where", onTap: forgetRun };
  return { text: t(there ? "pupil_flag_right" : "pupil_flag_elsewhere"), sign: there ? "check" : "flag", onTap: forgetRun };
}

/** What is remarked on the program, as a hint. */
function hinted(): Telling | null {
  return remark.value && { text: placed(remark.value), sign: "fault", where: remark.value.where, onTap: forgetRun };
}

/** A card with a picture and one sentence; a tap takes it away. */
export function Notice({ notice }: { notice: Telling }) {
  const inside = (
    <>
      <Sign sign={notice.sign} />
      <span class="text">{notice.text}{tellingBeside.value ? <small class="second">{tellingBeside.value}</small> : null}</span>
      {notice.sign === "check" ? <Team /> : null}
    </>
  );
  if (!notice.onTap) return <div class="notice" role="status">{inside}</div>;
  return (
    <div class="noticeholder" role="status">
      <button type="button" class={`notice is-${notice.sign}`} onClick={notice.onTap}>{inside}</button>
    </div>
  );
}

function Sign({ sign }: { sign: Telling["sign"] }) {
  if (sign === "lost") return <RingBot state="lost" drawing={targetDrawing(target.value)} />;
  if (sign === "where") return <Bot drawing={targetDrawing(target.value)} />;
  if (sign === "fault") return <span class="signplace"><Icon name="hint" /></span>;
  return <span class={`signplace ${sign === "check" ? "ok" : ""}`}><Icon name={sign} /></span>;
}

/** Those who did it, hand in hand. */
function Team() {
  const animals = mySeat.value?.animals ?? [];
  return (
    <span class="handinhand">
      {animals.map((name) => <Animal key={name} name={name} label={pictureText(name)} />)}
    </span>
  );
}
