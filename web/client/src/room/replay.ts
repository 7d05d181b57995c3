/** What a run looks like at a moment of its own time: where the robot is, its trail, its card. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { TraceEvent } from "../generated/messages";
import type { Point } from "../look/floor";
import type { Stream } from "./streams";

/** The picture of a run at one moment. */
export interface Moment {
  pose: { x: number; y: number; heading: number };
  points: Point[];
  stops: Point[];
  /** The card that runs, null before the first and after the last. */
  block: string | null;
  /** How many steps have begun. */
  steps: number;
  bump: Point | null;
  ended: boolean;
  light: string | null;
}

interface Goal {
  x: number;
  y: number;
  heading: number;
}

const ENDS = ["finished", "stopped", "error"];

/** The run at time `t` (seconds of program time); null before its first event. */
export function momentAt(events: readonly TraceEvent[], t: number): Moment | null {
  const first = events[0];
  if (!first) return null;
  const moment: Moment = { pose: poseOf(first), points: [[first.x, first.y]], stops: [[first.x, first.y]], block: null, steps: 0, bump: null, ended: false, light: null };
  for (const event of events) {
    if (event.t > t) break;
    take(event, t, moment);
  }
  return moment;
}

function take(event: TraceEvent, t: number, moment: Moment): void {
  if (event.type === "motion") return move(event, t, moment);
  if (event.type === "step") {
    moment.block = String(event["block"] ?? "");
    moment.steps += 1;
    moment.bump = null;
  }
  if (event.type === "bump") moment.bump = bumpOf(event);
  if (event.type === "light") moment.light = typeof event["colour"] === "string" ? event["colour"] : null;
  if (ENDS.includes(event.type)) {
    moment.ended = true;
    moment.block = null;
  }
  moment.pose = poseOf(event);
}

/** Adds a motion up to `t`; its end gets a white dot once it is reached. */
function move(event: TraceEvent, t: number, moment: Moment): void {
  const goal = event["to"] as Goal | null | undefined;
  const duration = typeof event["duration"] === "number" ? event["duration"] : 0;
  moment.pose = poseOf(event);
  if (!goal) return;
  const part = duration > 0 ? Math.min(1, (t - event.t) / duration) : 1;
  const turn = ((goal.heading - event.heading + 540) % 360) - 180;
  moment.pose = { x: mix(event.x, goal.x, part), y: mix(event.y, goal.y, part), heading: event.heading + turn * part };
  if (goal.x === event.x && goal.y === event.y) return;
  moment.points.push([moment.pose.x, moment.pose.y]);
  if (part === 1) moment.stops.push([goal.x, goal.y]);
}

function bumpOf(event: TraceEvent): Point {
  const angle = (event.heading * Math.PI) / 180;
  const side = event["side"] === "back" ? -1 : 1;
  return [event.x + Math.sin(angle) * 7 * side, event.y + Math.cos(angle) * 7 * side];
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}

function poseOf({ x, y, heading }: TraceEvent): Goal {
  return { x, y, heading };
}

/** The time at which what is known of a run is over. */
export function knownUntil(events: readonly TraceEvent[]): number {
  return events.reduce((last, event) => Math.max(last, event.t + (typeof event["duration"] === "number" ? event["duration"] : 0)), 0);
}

/** The time at which each step has been done: the beginnings of the following ones, then the end. */
export function stepEnds(events: readonly TraceEvent[]): number[] {
  const begins = events.filter((event) => event.type === "step").map((event) => event.t);
  return begins.map((_, index) => begins[index + 1] ?? knownUntil(events));
}

/** The time that a live run shows: it follows the events, and never runs ahead of what is known. */
export function useLiveTime(stream: Stream): number {
  const [time, setTime] = useState(0);
  const heard = useRef({ run: stream.epoch, count: 0, at: 0, t: 0 });
  const { events } = stream;
  const last = events[events.length - 1];
  if (last && heard.current.count !== events.length) heard.current = { run: stream.epoch, count: events.length, at: performance.now(), t: last.t };
  const limit = knownUntil(events);
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      const { at, t } = heard.current;
      setTime(Math.min(limit, t + (performance.now() - at) / 1000));
      frame = requestAnimationFrame(draw);
    };
    if (last && !ENDS.includes(last.type)) frame = requestAnimationFrame(draw);
    else setTime(limit);
    return () => cancelAnimationFrame(frame);
  }, [limit, last]);
  return time;
}
