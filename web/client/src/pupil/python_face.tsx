/** The program as Python text: the editor at the left, fetched late; mat and GO keep their place at the right. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Fault } from "../generated/messages";
import { Logo, Pill } from "../look";
import { marks } from "../room/streams";
import { t } from "../strings";
import { checked, useChecked } from "./checking";
import { Controls } from "./controls";
import { FaceSwitch, useCardsFault } from "./faces";
import { run, running } from "./running";
import { faults, lesson, mat, program, words, write } from "./session";
import { RobotKey, TeamKey } from "./signs";
import { Stage } from "./stage";
import { left, touched, useTyping } from "./typing";
import { ALL_WORDS } from "./words";
import "./python_face.css";

type PythonModule = typeof import("../python_face");

const editor = signal<PythonModule | null>(null);

/** The whole page of a program written in Python. */
export function PythonFace({ onMission }: { onMission: () => void }) {
  const busy = running.value;
  const typing = left.value;
  useCardsFault();
  useChecked();
  useTyping();
  return (
    <main class={`screen blk pyt ${busy ? "busy" : ""} ${typing ? "typing" : ""}`} data-run={run.value} style={typing ? { height: `${typing.height}px`, top: `${typing.top}px` } : {}}>
      <h1 class="spoken">{lesson.value?.title ?? t("pupil_program")}</h1>
      <header>
        <TeamKey onPress={onMission} />
        <FaceSwitch off={busy} />
        <span class="grow" />
        <RobotKey off={busy} />
      </header>
      <Work busy={busy} />
      <aside>
        <Stage />
        <Controls />
      </aside>
    </main>
  );
}

function Work({ busy }: { busy: boolean }) {
  const [failed, setFailed] = useState(false);
  const module = editor.value;
  const load = (): void => {
    setFailed(false);
    import("../python_face").then((loaded) => (editor.value = loaded)).catch(() => setFailed(true));
  };
  useEffect(() => (module ? undefined : load()), []);
  if (!module) return <Coming failed={failed} onAgain={load} />;
  return (
    <section class="work code" aria-label={t("pupil_program")}>
      <Text module={module} busy={busy} />
      {touched ? <module.CodeKeys off={busy} /> : null}
    </section>
  );
}

function Text({ module, busy }: { module: PythonModule; busy: boolean }) {
  const current = busy && run.value ? (marks.value[run.value]?.block ?? null) : null;
  const { face, content } = program.value;
  if (face !== "python") return null;
  return (
    <module.PythonEditor
      program={content}
      words={lesson.value ? words.value : ALL_WORDS}
      places={Object.keys(mat.value.places)}
      current={current}
      chosen={null}
      faults={toMend(faults.value, checked.value)}
      readOnly={busy}
      onChange={(changed) => write({ face: "python", content: changed })}
    />
  );
}

/** What GO was refused for comes before what was found while writing. */
function toMend(refused: readonly Fault[], found: readonly Fault[]): readonly Fault[] {
  return refused.length > 0 ? refused : found;
}

function Coming({ failed, onAgain }: { failed: boolean; onAgain: () => void }) {
  return (
    <section class="work coming" role="status">
      <Logo class="pale" />
      {failed ? <Pill onPress={onAgain}>{t("pupil_blocks_failed")}</Pill> : <p>{t("pupil_python_wait")}</p>}
    </section>
  );
}
