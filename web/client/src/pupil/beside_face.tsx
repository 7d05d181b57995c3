/** Blocks and Python side by side on a wide screen: what is changed in one is seen in the other. */
import { computed } from "@preact/signals";
import { marks } from "../room/streams";
import { t } from "../strings";
import { behind, blockAt, bothMarked, chooseBlock, chooseLine, chosenBlock, chosenLines, shownBlocks, shownPython, twins, useTwins } from "./beside";
import { checked } from "./checking";
import { Coming } from "./coming";
import { blocks, python, useEditors } from "./editors";
import { run } from "./running";
import { faults, lesson, mat, program, write } from "./session";
import { stopAt, stops } from "./stops";
import { target } from "./target";
import { touched } from "./typing";
import { ALL_WORDS } from "./words";

const isPython = (): boolean => program.value.face === "python";
const lineOf = (block: string): string => String(twins.value.spans.get(block)?.[0] ?? 0);
const blockOf = (line: string): string => blockAt(Number(line)) ?? "";

/** Where a run waits, as lines and as blocks. */
const stopLines = computed(() => (isPython() ? stops.value : stops.value.map(lineOf)));
const stopBlocks = computed(() => (isPython() ? stops.value.map(blockOf) : stops.value));

/** Takes a change of either; where a run waits comes along. */
function carried(face: "blocks" | "python", content: string): void {
  const of = face === "python" ? stopLines.value : stopBlocks.value;
  write({ face, content });
  stopAt(of);
}

/** The two editors beside each other. */
export function Beside({ busy }: { busy: boolean }) {
  const { failed, load } = useEditors(["blocks", "python"]);
  useTwins(blocks.value?.adopt ?? null);
  if (!blocks.value || !python.value) return <Coming text={t("pupil_python_wait")} failed={failed} onAgain={load} />;
  const marked = bothMarked(busy && run.value ? (marks.value[run.value]?.block ?? null) : null);
  const { CodeKeys, PythonEditor } = python.value;
  const { BlocksEditor } = blocks.value;
  return (
    <section class={`work beside ${behind.value ? "behind" : ""}`} aria-label={t("pupil_program")}>
      <PythonEditor
        program={shownPython.value}
        words={lesson.value?.words ?? ALL_WORDS}
        places={Object.keys(mat.value.places)}
        current={marked.line}
        chosen={chosenLines.value}
        faults={faults.value.length > 0 ? faults.value : checked.value}
        readOnly={busy}
        stops={stopLines.value}
        onStops={(lines) => stopAt(isPython() ? lines : lines.map(blockOf))}
        onChange={(content) => carried("python", content)}
        onLine={chooseLine}
      />
      <BlocksEditor
        program={shownBlocks.value}
        words={lesson.value?.words ?? blocks.value.ALL_WORDS}
        abilities={target.value.robot?.abilities ?? null}
        current={marked.block}
        chosen={chosenBlock.value}
        faults={[]}
        readOnly={busy || behind.value}
        stops={stopBlocks.value}
        onChange={(content) => carried("blocks", content)}
        onPick={chooseBlock}
      />
      {touched ? <CodeKeys off={busy} /> : null}
    </section>
  );
}
