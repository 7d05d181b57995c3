/** The keys that every page shares: GO, STOP, step, round and flat keys, pills. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./drawing";
import "./controls.css";

interface KeyProps {
  label: string;
  onPress: () => void;
  off?: boolean | undefined;
  class?: string;
}

/** GO: the green round key, the largest thing before a run; hollow when it may not be pressed yet. */
export function GoButton({ label, onPress, off = false, class: extra = "" }: KeyProps) {
  return (
    <button type="button" class={`go ${off ? "off" : ""} ${extra}`} aria-label={label} disabled={off} onClick={onPress}>
      <Icon name="go" />
    </button>
  );
}

/** The tick that says "ready" or "it's me", in GO's shape. */
export function TickButton({ label, onPress, off = false, class: extra = "" }: KeyProps) {
  return (
    <button type="button" class={`go tick ${off ? "off" : ""} ${extra}`} aria-label={label} disabled={off} onClick={onPress}>
      <Icon name="check" />
    </button>
  );
}

/** The red octagon with a white square. */
export function Octagon({ class: extra = "" }: { class?: string }) {
  return (
    <svg class={`oct ${extra}`} viewBox="5 0 90 100" aria-hidden="true">
      <path d="M29 5H71L95 29V76L71 100H29L5 76V29Z" fill="var(--stop-e)" />
      <path d="M29 0H71L95 24V71L71 95H29L5 71V24Z" fill="var(--stop)" />
      <rect x="33" y="31" width="34" height="34" rx="3" fill="#fff" />
    </svg>
  );
}

/** STOP: the red octagon, in GO's place while something runs. */
export function StopButton({ label, onPress, class: extra = "", children }: KeyProps & { children?: ComponentChildren }) {
  return (
    <button type="button" class={`stop ${extra}`} aria-label={label} onClick={onPress}>
      <Octagon />
      {children}
    </button>
  );
}

/** One step: beside GO, hollow while the program runs by itself. */
export function StepButton({ label, onPress, off = false, class: extra = "" }: KeyProps) {
  return (
    <button type="button" class={`stepk ${off ? "off" : ""} ${extra}`} aria-label={label} disabled={off} onClick={onPress}>
      <Icon name="step" />
    </button>
  );
}

/** A quiet round key: speaker, settings, back, or what is given as its child (an animal, a picture). */
export function RoundButton({ label, onPress, icon, off = false, class: extra = "", children }: KeyProps & { icon?: IconName; children?: ComponentChildren }) {
  return (
    <button type="button" class={`quiet ${extra}`} aria-label={label} disabled={off} onClick={onPress}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/** A flat key with an outline: undo, bin, flag, and other tools beside the words. */
export function FlatKey({ label, onPress, icon, off = false, class: extra = "" }: KeyProps & { icon: IconName }) {
  return (
    <button type="button" class={`flat ${off ? "off" : ""} ${extra}`} aria-label={label} disabled={off} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}

/** A key with words, ink on paper by default, paper on ink when it is the one thing to do. */
export function Pill({ children, onPress, icon, strong = false, off = false, class: extra = "" }: { children: ComponentChildren; onPress: () => void; icon?: IconName; strong?: boolean; off?: boolean; class?: string }) {
  return (
    <button type="button" class={`pill ${strong ? "strong" : ""} ${extra}`} disabled={off} onClick={onPress}>
      <span>{children}</span>
      {icon ? <Icon name={icon} /> : null}
    </button>
  );
}
