/** The blocks: the editor at the left, fetched late; mat and GO keep their place at the right. */
import { useState } from "preact/hooks";
import { FlatKey, Icon } from "../look";
import { marks } from "../room/streams";
import { t } from "../strings";
import { checked, useChecked } from "./checking";
import { Coming } from "./coming";
import { Controls } from "./controls";
import { blocks, useEditors } from "./editors";
import { FaceSwitch, useCardsFault } from "./faces";
import { FileKey } from "./file_key";
import { isFree } from "./here";
import { run, running } from "./running";
import { faults, lesson, program, write } from "./session";
import { RobotKey, TeamKey, WatchKey } from "./signs";
import { Stage } from "./stage";
import { stops, toggleStop } from "./stops";
import { target } from "./target";
import "./blocks_face.css";

type BlocksModule = typeof import("../blocks");

/** The whole page of a program written with blocks. */
export function BlocksFace({ onMission }: { onMission: () => void }) {
  const busy = running.value;
  useCardsFault();
  useChecked("blocks");
  return (
    <main class={`screen blk ${busy ? "busy" : ""}`} data-run={run.value}>
      <h1 class="spoken">{lesson.value?.title ?? t("pupil_program")}</h1>
      <header>
        <TeamKey onPress={onMission} />
        <FaceSwitch off={busy} />
        <span class="grow" />
        <FileKey off={busy} />
        <WatchKey />
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
  const { failed, load } = useEditors(["blocks"]);
  const module = blocks.value;
  if (!module) return <Coming text={t("pupil_blocks_wait")} failed={failed} onAgain={load} />;
  return <Editor module={module} busy={busy} />;
}

function Editor({ module, busy }: { module: BlocksModule; busy: boolean }) {
  const { ALL_WORDS, BlocksEditor, undo, redo, canUndo, canRedo } = module;
  const [picked, setPicked] = useState<string | null>(null);
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
        faults={[...faults.value, ...checked.value.filter(isFree)]}
        readOnly={busy}
        stops={stops.value}
        onPick={setPicked}
        onChange={(changed) => write({ face: "blocks", content: changed })}
      />
      <div class="worktools">
        <FlatKey icon="undo" label={t("pupil_undo")} off={busy || !canUndo.value} onPress={undo} />
        <button type="button" class={`flat redo ${busy || !canRedo.value ? "off" : ""}`} aria-label={t("pupil_redo")} disabled={busy || !canRedo.value} onClick={redo}><Icon name="undo" /></button>
        <FlatKey icon="pause" label={t("pupil_wait_here")} class={picked && stops.value.includes(picked) ? "on" : ""} off={busy || !picked} onPress={() => picked && toggleStop(picked)} />
      </div>
    </section>
  );
}
