/** The program as Python text, alone or with its blocks beside it; mat and GO keep their place at the right. */
import { t } from "../strings";
import { marks } from "../room/streams";
import { both, wide } from "./beside";
import { Beside } from "./beside_face";
import { checked, useChecked } from "./checking";
import { Coming } from "./coming";
import { Controls } from "./controls";
import { python, useEditors } from "./editors";
import { FaceSwitch, useCardsFault } from "./faces";
import { FileKey } from "./file_key";
import { run, running } from "./running";
import { faults, lesson, mat, program, write } from "./session";
import { RobotKey, TeamKey, WatchKey } from "./signs";
import { Stage } from "./stage";
import { stopAt, stops } from "./stops";
import { left, touched, useTyping } from "./typing";
import { ALL_WORDS } from "./words";
import "./python_face.css";

/** The whole page of a program written in Python. */
export function PythonFace({ onMission }: { onMission: () => void }) {
  const busy = running.value;
  const typing = left.value;
  const two = both.value && wide.value;
  useCardsFault();
  useChecked("python");
  useTyping();
  return (
    <main class={`screen blk pyt ${two ? "two" : ""} ${busy ? "busy" : ""} ${typing ? "typing" : ""}`} data-run={run.value} style={typing ? { height: `${typing.height}px`, top: `${typing.top}px` } : {}}>
      <h1 class="spoken">{lesson.value?.title ?? t("pupil_program")}</h1>
      <header>
        <TeamKey onPress={onMission} />
        <FaceSwitch off={busy} />
        <span class="grow" />
        <FileKey off={busy} />
        <WatchKey />
        <RobotKey off={busy} />
      </header>
      {two ? <Beside busy={busy} /> : <Alone busy={busy} />}
      <aside>
        <Stage />
        <Controls />
      </aside>
    </main>
  );
}

function Alone({ busy }: { busy: boolean }) {
  const { failed, load } = useEditors(["python"]);
  const module = python.value;
  if (!module) return <Coming text={t("pupil_python_wait")} failed={failed} onAgain={load} />;
  return (
    <section class="work code" aria-label={t("pupil_program")}>
      <module.PythonEditor
        program={program.value.content}
        words={lesson.value?.words ?? ALL_WORDS}
        places={Object.keys(mat.value.places)}
        current={busy && run.value ? (marks.value[run.value]?.block ?? null) : null}
        chosen={null}
        faults={faults.value.length > 0 ? faults.value : checked.value}
        readOnly={busy}
        stops={stops.value}
        onStops={stopAt}
        onChange={(content) => write({ face: "python", content })}
      />
      {touched ? <module.CodeKeys off={busy} /> : null}
    </section>
  );
}
