/** The class from a seat: write, run, compare. Fetched while the children choose their animals. */
import { useEffect } from "preact/hooks";
import { signal, type Signal } from "@preact/signals";
import rest from "../../../../robots/strings/fr.json?rest";
import { Opening } from "../join/waiting";
import { drawAllIcons } from "../look/all_icons";
import { RoundButton } from "../look/controls";
import { momentAt } from "../room/replay";
import { classState } from "../room/store";
import { late } from "../room/late";
import { questions, streamOf } from "../room/streams";
import { addTexts, faultText, t } from "../strings";
import { mustAim } from "./aiming";
import { both, wide } from "./beside";
import { BlocksFace } from "./blocks_face";
import { CardsFace } from "./cards_face";
import { blocksWork, turnTo } from "./faces";
import { answerHere, closeHere, isHere } from "./here";
import { MissionSheet, missionOpen } from "./mission";
import { PutBack } from "./put_back";
import { PythonFace } from "./python_face";
import { Busy, Robots } from "./robots";
import { forgetRun, land, landClosed, leaveUntold, resumeRun, run, running, steer } from "./running";
import { faults, flag, forgetMission, lesson, mat, program, screen, startMission } from "./session";
import { forgetTarget, target, targetDrawing } from "./target";
import { VerdictScreen } from "./verdict";

export { watchRuns } from "./running";

addTexts(rest);
drawAllIcons();

/** Forgets all that was written, run and chosen: the class is over. */
export function forgetPlay(): void {
  forgetMission();
  forgetRun();
  forgetTarget();
  both.value = false;
  closeHere();
  missionOpen.value = false;
}

/** What is shown from a seat. */
export function Seated() {
  const slug = lesson.value?.slug ?? "";
  const known = classState.value?.lesson ?? null;
  const loading = known !== null && slug === "";
  useEffect(() => {
    if (loading) return;
    forgetRun();
    void startMission().then(resumeRun);
  }, [slug, loading]);
  if (loading) return <Opening />;
  if (missionOpen.value) return <MissionSheet />;
  return (
    <>
      <Playing />
      <Questions />
    </>
  );
}

const Answer = late(async () => (await import("../robots/answer")).Answer);

/** What this tablet's program asks for. */
function Questions() {
  const asked = run.value && running.value ? questions.value[run.value] : null;
  return asked ? <Answer asked={asked} onStop={() => steer("stop")} onAnswer={isHere(run.value) ? answerHere : undefined} /> : null;
}

function Playing() {
  switch (screen.value) {
    case "robots":
      return <Robots />;
    case "busy":
      return <Busy />;
    case "watch":
      return <Watch />;
    case "putback":
      return mustAim.value ? <Aiming /> : <PutBack />;
    case "companion":
      return <ByHand />;
    case "where":
      return <WhereIsIt />;
    case "verdict":
      return <VerdictScreen />;
    default:
      return <Work />;
  }
}

const openMission = (): void => void (missionOpen.value = true);

function Work() {
  if (program.value.face === "cards") return <CardsFace onMission={openMission} />;
  if (!blocksWork) return <Unwritable />;
  const text = program.value.face === "python" || (both.value && wide.value);
  return text ? <PythonFace onMission={openMission} /> : <BlocksFace onMission={openMission} />;
}

/** Blocks or Python on a tablet that is too old: cards are asked for, and told where they cannot show it. */
function Unwritable() {
  useEffect(() => void turnTo("cards"), []);
  const fault = faults.value[0];
  if (!fault) return <Opening />;
  return (
    <main class="screen waiting">
      <div class="mid" role="status">
        <h1>{t("pupil_blocks_old")}</h1>
        <p class="sub">{faultText(fault)}</p>
      </div>
    </main>
  );
}

/** A closed robot: its keys are pressed by hand; the same program is then run here and compared. */
type ByHandModule = typeof import("../companion");

const byHand = signal<ByHandModule | null>(null);

/** What presses and asks for a robot's place, fetched when it is first needed. */
function useByHand(): ByHandModule | null {
  return usePart(byHand, () => import("../companion"));
}

/** A part that is fetched when it is first needed; where it does not come the child is back at her work. */
function usePart<Part>(part: Signal<Part | null>, fetchIt: () => Promise<Part>): Part | null {
  useEffect(() => {
    if (!part.value) fetchIt().then((module) => (part.value = module)).catch(() => (screen.value = "work"));
  }, []);
  return part.value;
}

const aiming = signal<typeof import("./aim") | null>(null);

function Aiming() {
  const module = usePart(aiming, () => import("./aim"));
  return module ? <module.Aiming /> : <Opening />;
}

const watching = signal<typeof import("./watch") | null>(null);

function Watch() {
  const module = usePart(watching, () => import("./watch"));
  return module ? <module.Watching /> : <Opening />;
}

function ByHand() {
  const { closed } = target.value;
  const module = useByHand();
  if (!closed || !module) return <Opening />;
  return (
    <main class="screen">
      <h1 class="spoken">{t("pupil_press_keys")}</h1>
      <module.Companion program={program.value.content} companion={closed} mat={mat.value} flag={flag.value} onLanded={(cell) => void landClosed(cell)} onBack={() => (screen.value = "work")} />
    </main>
  );
}

function WhereIsIt() {
  const events = run.value ? streamOf(run.value).value.events : [];
  const heading = momentAt(events, Infinity)?.pose.heading ?? mat.value.start_heading;
  const module = useByHand();
  useEffect(() => void (faults.value = []), []);
  if (!module) return <Opening />;
  return (
    <main class="screen asking-where">
      <h1 class="spoken">{t("companion_where")}</h1>
      <RoundButton label={t("pupil_back")} icon="cross" onPress={leaveUntold} />
      <module.Where mat={mat.value} drawing={targetDrawing(target.value)} flag={flag.value} heading={heading} onLanded={(cell) => void land(run.value, cell)} />
    </main>
  );
}
