/** Blocks and Python side by side on a wide screen: what is changed in one is seen in the other. */
import { marks } from "../room/streams";
import { t } from "../strings";
import { behind, bothMarked, chooseBlock, chooseLine, chosenBlock, chosenLines, shownBlocks, shownPython, useTwins } from "./beside";
import { checked } from "./checking";
import { Coming } from "./coming";
import { blocks, python, useEditors } from "./editors";
import { run } from "./running";
import { faults, lesson, mat, write } from "./session";
import { target } from "./target";
import { touched } from "./typing";
import { ALL_WORDS } from "./words";

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
        onChange={(content) => write({ face: "python", content })}
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
        onChange={(content) => write({ face: "blocks", content })}
        onPick={chooseBlock}
      />
      {touched ? <CodeKeys off={busy} /> : null}
    </section>
  );
}
