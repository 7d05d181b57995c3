/** Helps a hand press a closed robot's keys: one at a time, and only the child's "pressed" goes on. */
import { useEffect, useMemo, useState } from "preact/hooks";
import type { MatView as MatShape } from "../generated/messages";
import { say } from "../speech";
import { t, wordText } from "../strings";
import { Lacking } from "./lacking";
import { nextKey, press, UNKNOWN, type Held } from "./memory";
import { fits, planOf, type Plan } from "./presses";
import { companionDrawing, type CompanionView } from "./robots";
import { Pressing } from "./pressing";
import { Rolling } from "./rolling";
import { Where } from "./where";
import "./companion.css";

interface CompanionProps {
  /** The JSON text of a program of cards. */
  program: string;
  companion: CompanionView;
  mat: MatShape;
  /** Which way the robot looks at the start; the mat's own when left out. */
  start?: { cell: string; heading: number } | undefined;
  flag?: string | null | undefined;
  /** The cell that the child tapped, once the robot has stopped. */
  onLanded: (cell: string) => void;
  /** Back to the cards, from any stage. */
  onBack: () => void;
  /** On the whiteboard: larger keys, and arrows for the rows that an arm does not reach. */
  board?: boolean | undefined;
}

type Stage = "pressing" | "rolling" | "where";

/** From "clear everything" to the tap where the robot stands. */
export function Companion(props: CompanionProps) {
  const { program, companion, board = false } = props;
  const plan = useMemo(() => planOf({ face: "cards", content: program }, companion), [program, companion]);
  if (!fits(plan, companion) || plan.count === 0) {
    return <Lacking plan={plan} robot={companion} board={board} onBack={props.onBack} />;
  }
  return <Walk {...props} plan={plan} key={program} />;
}

function Walk(props: CompanionProps & { plan: Plan }) {
  const { plan, companion, board = false, flag } = props;
  const mat = props.start ? { ...props.mat, start_cell: props.start.cell, start_heading: props.start.heading } : props.mat;
  const [held, setHeld] = useState<Held>(UNKNOWN);
  const [stage, setStage] = useState<Stage>("pressing");
  const keys = useMemo(() => plan.presses.map((one) => one.does), [plan]);
  const wanted = nextKey(held, keys);
  const sentence = sentenceOf(stage, wanted);
  useEffect(() => say(sentence), [sentence, held]);
  const drawing = companionDrawing(companion);
  const pressed = (): void => {
    setHeld(press(held, wanted, companion));
    if (wanted === "go") setStage("rolling");
  };
  const wrong = (): void => {
    if (stage === "pressing" && held === UNKNOWN) return props.onBack();
    setHeld(UNKNOWN);
    setStage("pressing");
  };
  if (stage === "where") {
    return <Where mat={mat} drawing={drawing} flag={flag} heading={headingAfter(keys, mat.start_heading, companion)} board={board} onLanded={props.onLanded} />;
  }
  const shared = { plan, held, robot: companion, board, onWrong: wrong, onSay: () => say(sentence), sentence };
  if (stage === "rolling") return <Rolling {...shared} mat={mat} drawing={drawing} flag={flag} onStopped={() => setStage("where")} />;
  return <Pressing {...shared} wanted={wanted} onPressed={pressed} />;
}

function sentenceOf(stage: Stage, wanted: string): string {
  if (stage === "where") return t("companion_where");
  if (stage === "rolling") return t("companion_rolling");
  if (wanted === "clear") return t("companion_clear");
  if (wanted === "go") return t("companion_go");
  return wanted === "pause" ? wordText("wait") : wordText(wanted);
}

/** Which way the robot looks after its turns, to draw it so where the child puts it. */
function headingAfter(keys: readonly string[], start: number, robot: CompanionView): number {
  const turns = keys.filter((key) => key === "turn_right").length - keys.filter((key) => key === "turn_left").length;
  return start + turns * robot.turn_degrees;
}
