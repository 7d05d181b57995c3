/** GO, the largest thing before a run; STOP in its place while one goes; and what is to be told. */
import { FlatKey, GoButton, StepButton, StopButton } from "../look";
import { gatewayOnline } from "../room/store";
import { t } from "../strings";
import { Notice, useNotice } from "./notice";
import { go, run, running, runState, slow, steer, stopping, toggleSlow } from "./running";
import { size } from "./session";
import { target } from "./target";

/** The keys of a run; a notice takes the place of the smaller ones until it is tapped away. */
export function Controls() {
  const notice = useNotice();
  return (
    <div class={`ctl ${notice ? "telling" : ""}`}>
      {running.value ? <Running /> : <Before />}
      {notice ? <Notice notice={notice} /> : null}
    </div>
  );
}

function Before() {
  const { robot, closed } = target.value;
  const off = size.value === 0 || (!closed && !gatewayOnline.value) || robot?.state === "lost";
  return (
    <>
      <GoButton label={t("pupil_go")} class="gobig" off={off} onPress={() => go(false)} />
      <SlowKey />
      <StepButton label={t("pupil_step")} off={off || closed !== null} onPress={() => go(true)} />
    </>
  );
}

function Running() {
  const paused = runState.value?.state === "paused";
  return (
    <>
      <StopButton label={t("pupil_stop")} class={`stopbig ${stopping.value ? "pressed" : ""}`} onPress={() => steer("stop")} />
      {paused ? <GoButton label={t("pupil_resume")} onPress={() => steer("resume")} /> : <SlowKey />}
      {paused ? <StepButton label={t("pupil_step_next")} onPress={() => steer("step")} /> : <FlatKey icon="pause" label={t("pupil_pause_run")} off={run.value === null} onPress={() => steer("pause")} />}
    </>
  );
}

function SlowKey() {
  const on = slow.value;
  return <FlatKey icon="slow" label={t(on ? "pupil_normal" : "pupil_slow")} class={`slowkey ${on ? "on" : ""}`} onPress={toggleSlow} />;
}
