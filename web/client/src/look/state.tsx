/** What a robot's or a group's state looks like: rings, badges, battery, last runs. */
import { Bot, iconShapes, type Drawing } from "./drawing";
import "./state.css";

/** The states that have a ring and a badge of their own: shape says it before colour. */
export type RobotLook = "ready" | "running" | "waiting" | "stuck" | "arrived" | "lost" | "busy";

interface Arc {
  colour: string;
  width: number;
  radius?: number;
  dash?: string;
  turn?: number;
}

const RINGS: Record<RobotLook, Arc[]> = {
  ready: [{ colour: "part", width: 3 }],
  running: [{ colour: "line", width: 5 }],
  waiting: [{ colour: "part", width: 7, dash: "1 13.45" }],
  stuck: [{ colour: "warn-d", width: 12 }, { colour: "warn", width: 7 }],
  arrived: [{ colour: "done", width: 5 }, { colour: "done", width: 3, radius: 38.5 }],
  lost: [{ colour: "part", width: 5, dash: "60 36.3", turn: -20 }],
  busy: [{ colour: "line", width: 5 }, { colour: "run", width: 7, dash: "120 400", turn: -90 }],
};

const FULL_TURN = 289;

function arcsOf(state: RobotLook, part: number): Arc[] {
  const arcs = RINGS[state];
  if (state !== "running") return arcs;
  return [...arcs, { colour: "run", width: 7, dash: `${FULL_TURN * part} 400`, turn: -90 }];
}

interface BadgeLook {
  icon: string;
  ground: string;
  ink: string;
  shape: "circle" | "square" | "diamond";
  edge?: string;
}

const BADGES: Partial<Record<RobotLook, BadgeLook>> = {
  running: { icon: "go", ground: "run", ink: "#fff", shape: "circle" },
  waiting: { icon: "wait", ground: "soft", ink: "#fff", shape: "square" },
  stuck: { icon: "hand", ground: "warn", ink: "#26231F", shape: "diamond", edge: "warn-d" },
  arrived: { icon: "check", ground: "done", ink: "#fff", shape: "circle" },
  lost: { icon: "lost", ground: "card", ink: "var(--ink)", shape: "square", edge: "part" },
  busy: { icon: "group", ground: "card", ink: "var(--ink)", shape: "circle", edge: "part" },
};

/** The badge of a state, on its own shape. */
export function Badge({ state }: { state: RobotLook }) {
  const look = BADGES[state];
  if (!look) return null;
  const paint = { fill: `var(--${look.ground})`, stroke: look.edge ? `var(--${look.edge})` : "none", "stroke-width": 3 };
  return (
    <svg class="badge" viewBox="0 0 48 48" aria-hidden="true">
      {look.shape === "circle" ? <circle cx="24" cy="24" r="22" {...paint} /> : null}
      {look.shape === "square" ? <rect x="3" y="3" width="42" height="42" rx="8" {...paint} /> : null}
      {look.shape === "diamond" ? <path d="M24 2L46 24L24 46L2 24Z" {...paint} /> : null}
      <svg x="13" y="13" width="22" height="22" viewBox="0 0 48 48" style={{ color: look.ink }} dangerouslySetInnerHTML={{ __html: iconShapes(look.icon) }} />
    </svg>
  );
}

interface RingBotProps {
  state: RobotLook;
  drawing?: Drawing | undefined;
  /** How much of the program is done, 0 to 1, for the running ring. */
  part?: number;
  label?: string | undefined;
  class?: string;
}

/** A robot inside the ring of its state, with the state's badge. */
export function RingBot({ state, drawing, part = 0.66, label, class: extra = "" }: RingBotProps) {
  return (
    <div class={`ringbot ${extra}`}>
      <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
        {arcsOf(state, part).map((arc, index) => (
          <circle key={index} cx="50" cy="50" r={arc.radius ?? 46} fill="none" stroke={`var(--${arc.colour})`} stroke-width={arc.width} stroke-linecap="round" stroke-dasharray={arc.dash} transform={arc.turn === undefined ? undefined : `rotate(${arc.turn} 50 50)`} />
        ))}
      </svg>
      <Bot drawing={drawing} grey={state === "lost"} label={label} />
      <Badge state={state} />
    </div>
  );
}

/** A battery with its number; red and nearly empty under 20 %. */
export function Battery({ percent, label }: { percent: number; label: string }) {
  return (
    <span class="bat" role="img" aria-label={`${label} ${percent} %`}>
      <svg viewBox="0 0 34 18" aria-hidden="true">
        <rect x="1.5" y="1.5" width="27" height="15" rx="3.5" fill="none" stroke="currentColor" stroke-width="3" />
        <rect x="30" y="5.5" width="4" height="7" rx="1.5" fill="currentColor" />
        <rect x="5" y="5" width={percent / 5} height="8" rx="1" fill={percent < 20 ? "var(--stop)" : "currentColor"} />
      </svg>
      <span class="num">{percent}</span>
    </span>
  );
}

/** How a run ended, for a row of small signs. */
export type RunEnd = "arrived" | "elsewhere" | "bump";

/** The last runs of a group, oldest first: a tick, a ring, a star. */
export function LastRuns({ ends, label }: { ends: readonly RunEnd[]; label: string }) {
  return (
    <span class="runs" role="img" aria-label={label}>
      {ends.map((end, index) => <RunSign key={index} end={end} />)}
    </span>
  );
}

function RunSign({ end }: { end: RunEnd }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      {end === "arrived" ? <circle cx="10" cy="10" r="9" fill="var(--done)" /> : null}
      {end === "arrived" ? <path d="M5.5 10.5L9 14L15 6.5" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" /> : null}
      {end === "elsewhere" ? <circle cx="10" cy="10" r="7.5" fill="none" stroke="var(--part)" stroke-width="3" /> : null}
      {end === "bump" ? <path d="M10 1L12.5 6L18 4.5L15.5 10L18 15.5L12.5 14L10 19L7.5 14L2 15.5L4.5 10L2 4.5L7.5 6Z" fill="var(--part)" /> : null}
    </svg>
  );
}
