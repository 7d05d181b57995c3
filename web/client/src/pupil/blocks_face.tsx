/** The blocks: the editor at the left, fetched late; mat and GO keep their place at the right. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { FlatKey, Icon, Logo, Pill } from "../look";
import { marks } from "../room/streams";
import { t } from "../strings";
import { Controls } from "./controls";
import { FaceSwitch, useCardsFault } from "./faces";
import { run, running } from "./running";
import { faults, lesson, program, write } from "./session";
import { RobotKey, TeamKey } from "./signs";
import { Stage } from "./stage";
import { target } from "./target";
import "./blocks_face.css";

type BlocksModule = typeof import("../blocks");

const editor = signal<BlocksModule | null>(null);

/** The whole page of a program written with blocks. */
export function BlocksFace({ onMission }: { onMission: () => void }) {
  const busy = running.value;
  useCardsFault();
  return (
    <main class={`screen blk ${busy ? "busy" : ""}`} data-run={run.value}>
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
    import("../blocks").then((loaded) => (editor.value = loaded)).catch(() => setFailed(true));
  };
  useEffect(() => (module ? undefined : load()), []);
  if (!module) return <Coming failed={failed} onAgain={load} />;
  return <Editor module={module} busy={busy} />;
}

function Editor({ module, busy }: { module: BlocksModule; busy: boolean }) {
  const { ALL_WORDS, BlocksEditor, undo, redo, canUndo, canRedo } = module;
  const current = busy && run.value ? (marks.value[run.value]?.block ?? null) : null;
  const { face, content } = program.value;
  if (face !== "blocks") return null;
  return (
    <section class="work" aria-label={t("pupil_program")}>
      <BlocksEditor
        program={content}
        words={lesson.value?.words ?? ALL_WORDS}
        abilities={target.value.robot?.abilities ?? null}
        current={current}
        faults={faults.value}
        readOnly={busy}
        onChange={(changed) => write({ face: "blocks", content: changed })}
      />
      <div class="worktools">
        <FlatKey icon="undo" label={t("pupil_undo")} off={busy || !canUndo.value} onPress={undo} />
        <button type="button" class={`flat redo ${busy || !canRedo.value ? "off" : ""}`} aria-label={t("pupil_redo")} disabled={busy || !canRedo.value} onClick={redo}><Icon name="undo" /></button>
      </div>
    </section>
  );
}

function Coming({ failed, onAgain }: { failed: boolean; onAgain: () => void }) {
  return (
    <section class="work coming" role="status">
      <Logo class="pale" />
      {failed ? <Pill onPress={onAgain}>{t("pupil_blocks_failed")}</Pill> : <p>{t("pupil_blocks_wait")}</p>}
    </section>
  );
}
