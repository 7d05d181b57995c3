/** One key to press on the robot: clear first, then each step, then GO. */
import { Card } from "../look";
import { t } from "../strings";
import { Back } from "./back";
import { cardOf, Frame, type StageProps } from "./frame";

/** The robot's back with one lit key, waiting for "I pressed" and nothing else. */
export function Pressing(props: StageProps & { wanted: string; onPressed: () => void }) {
  const { wanted, robot, held, sentence, onPressed } = props;
  const step = wanted !== "clear" && wanted !== "go";
  const done = held.steps?.length ?? 0;
  return (
    <Frame
      {...props}
      main={<Back robot={robot} lit={wanted} label={sentence} />}
      ask={step ? <StepAsk does={wanted} number={done + 1} /> : <span>{sentence}</span>}
      did={{ label: t("companion_pressed"), icon: "press", onPress: onPressed }}
      next={wanted === "clear" ? -1 : step ? done : null}
    />
  );
}

function StepAsk({ does, number }: { does: string; number: number }) {
  return (
    <>
      <Card word={cardOf(does)} />
      <span>{t("companion_key_number", { number })}</span>
    </>
  );
}
