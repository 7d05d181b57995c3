/** One page for a tablet: the class is waited for, joined, played in, and left with nothing kept. */
import { useEffect, useRef } from "preact/hooks";
import { Companion } from "../companion/companion";
import { Where } from "../companion/where";
import { AskingTeacher, ClassClosed } from "../join/waiting";
import { Join } from "../join/join";
import { asking, forgetHand } from "../join/seat";
import { RoundButton } from "../look";
import { momentAt } from "../room/replay";
import { classState, closings, mySeat, welcome } from "../room/store";
import { streamOf } from "../room/streams";
import { t } from "../strings";
import { BlocksFace } from "./blocks_face";
import { CardsFace } from "./cards_face";
import { blocksWork, turnTo } from "./faces";
import { MissionSheet, missionOpen } from "./mission";
import { PutBack } from "./put_back";
import { Busy, Robots } from "./robots";
import { forgetRun, land, landClosed, leaveUntold, resumeRun, run } from "./running";
import { faults, flag, forgetMission, lesson, mat, program, screen, startMission } from "./session";
import { Pausing, usePause } from "./signs";
import { forgetTarget, target, targetDrawing } from "./target";
import { VerdictScreen } from "./verdict";
import "./pupil.css";

/** What is shown follows the class: closed, joining, playing; a pause stands above all. */
export function Pupil() {
  const pause = usePause();
  useForgetting();
  if (pause) return <Pausing />;
  if (mySeat.value) return <Seated key={mySeat.value.seat} />;
  if (asking.value !== null) return <AskingTeacher />;
  const isOpen = classState.value !== null || Boolean(welcome.value?.code);
  return isOpen ? <Join /> : <ClassClosed />;
}

/** When a class closes nothing of it stays on the tablet. */
function useForgetting(): void {
  const seen = useRef(closings.value);
  useEffect(() => {
    if (closings.value === seen.current) return;
    seen.current = closings.value;
    forgetMission();
    forgetRun();
    forgetTarget();
    forgetHand();
  }, [closings.value]);
}

function Seated() {
  const slug = lesson.value?.slug ?? "";
  const known = classState.value?.lesson ?? null;
  const loading = known !== null && slug === "";
  useEffect(() => {
    if (loading) return;
    forgetRun();
    void startMission().then(resumeRun);
  }, [slug, loading]);
  if (loading) return <ClassClosed />;
  if (missionOpen.value) return <MissionSheet />;
  return <Playing />;
}

function Playing() {
  switch (screen.value) {
    case "robots":
      return <Robots />;
    case "busy":
      return <Busy />;
    case "putback":
      return <PutBack />;
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
  if (program.value.face === "blocks" && blocksWork) return <BlocksFace onMission={openMission} />;
  return <Unwritable />;
}

/** Blocks on a tablet that is too old, or Python: cards are asked for. */
function Unwritable() {
  useEffect(() => void turnTo("cards"), []);
  return <ClassClosed />;
}

/** A closed robot: its keys are pressed by hand; the same program is then run here and compared. */
function ByHand() {
  const { closed } = target.value;
  if (!closed) return null;
  return (
    <main class="screen">
      <Companion program={program.value.content} companion={closed} mat={mat.value} flag={flag.value} onLanded={(cell) => void landClosed(cell)} onBack={() => (screen.value = "work")} />
    </main>
  );
}

function WhereIsIt() {
  const events = run.value ? streamOf(run.value).value.events : [];
  const heading = momentAt(events, Infinity)?.pose.heading ?? mat.value.start_heading;
  useEffect(() => void (faults.value = []), []);
  return (
    <main class="screen asking-where">
      <RoundButton label={t("pupil_back")} icon="cross" onPress={leaveUntold} />
      <Where mat={mat.value} drawing={targetDrawing(target.value)} flag={flag.value} heading={heading} onLanded={(cell) => void land(run.value, cell)} />
    </main>
  );
}
