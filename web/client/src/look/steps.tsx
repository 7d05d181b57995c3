/** Where a lesson is: its steps on a thread. */
import "./state.css";

/** The steps of a lesson as beads on a thread: done, current, to come. */
export function Steps({ count, current, label, onStep }: { count: number; current: number; label: string; onStep?: ((step: number) => void) | undefined }) {
  const steps = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <div class="steps" role="group" aria-label={`${label} ${current} / ${count}`}>
      {steps.map((step) => (
        <span class="bead" key={step}>
          {step > 1 ? <u class={step <= current ? "ok" : ""} /> : null}
          <StepBead step={step} current={current} onStep={onStep} />
        </span>
      ))}
    </div>
  );
}

function StepBead({ step, current, onStep }: { step: number; current: number; onStep?: ((step: number) => void) | undefined }) {
  const state = step < current ? "ok" : step === current ? "cur" : "";
  if (!onStep) return <i class={`num ${state}`}>{step}</i>;
  return (
    <button type="button" class={`num ${state}`} aria-current={step === current ? "step" : undefined} onClick={() => onStep(step)}>
      {step}
    </button>
  );
}
