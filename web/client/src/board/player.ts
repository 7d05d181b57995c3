/** Where a replay of one or two runs stands: counted in steps, so that both follow the same ribbon. */
import { useEffect, useState } from "preact/hooks";
import type { TraceEvent } from "../generated/messages";
import { momentAt, stepEnds, useLiveTime, type Moment } from "../room/replay";
import type { Stream } from "../room/streams";

/** A replay, or the live runs while nobody has turned back. */
export interface Player {
  /** How many steps are over, with the part of the one under way. */
  position: number;
  /** How many steps there are. */
  last: number;
  playing: boolean;
  live: boolean;
  play: () => void;
  pause: () => void;
  /** Stands still after a step; back to the live runs when they are beyond it. */
  toStep: (step: number) => void;
  goLive: () => void;
}

const STEPS_A_SECOND = 1;
const SLOWLY = 0.4;
const JUST_BEFORE = 1e-6;

/** Follows live runs until somebody turns back; then plays step by step, both runs alike. */
export function usePlayer(ends: readonly (readonly number[])[], live: boolean, slow: boolean): Player {
  const [turned, setTurned] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const last = ends.reduce((most, one) => Math.max(most, one.length), 0);
  const pace = slow ? STEPS_A_SECOND * SLOWLY : STEPS_A_SECOND;
  useEffect(() => {
    if (!playing) return undefined;
    let before = performance.now();
    let frame = requestAnimationFrame(function draw(now: number) {
      const passed = ((now - before) / 1000) * pace;
      before = now;
      setAt((position) => Math.min(last, position + passed));
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, pace, last]);
  useEffect(() => {
    if (playing && at >= last) setPlaying(false);
  }, [playing, at, last]);
  const position = turned ? Math.min(at, last) : last;
  const stand = (step: number): void => {
    setTurned(true);
    setPlaying(false);
    setAt(Math.max(0, Math.min(last, step)));
  };
  const play = (): void => {
    setAt(position >= last ? 0 : position);
    setTurned(true);
    setPlaying(true);
  };
  return { position, last, playing, live: live && !turned, play, pause: () => stand(position), toStep: stand, goLive: () => setTurned(false) };
}

/** One run at the player's position, or as it goes when it is live. */
export function useMoment(stream: Stream, ends: readonly number[], player: Player): Moment | null {
  const time = useLiveTime(stream);
  return momentAt(stream.events, player.live ? time : timeAt(ends, player.position));
}

/** The time of a run at a position; after its last step, its end. */
function timeAt(ends: readonly number[], position: number): number {
  const over = Math.floor(position);
  const part = position - over;
  const begin = over === 0 ? 0 : (ends[over - 1] ?? Number.MAX_VALUE);
  const end = ends[over];
  if (over >= ends.length) return over === 0 ? 0 : Number.MAX_VALUE;
  return part > 0 && end !== undefined ? begin + (end - begin) * part : Math.max(0, begin - JUST_BEFORE);
}

/** The block of the step that the position is in; null before the first and for a shorter run. */
export function blockAt(events: readonly TraceEvent[], position: number): string | null {
  const step = events.filter((event) => event.type === "step")[Math.ceil(position) - 1];
  return step ? String(step["block"] ?? "") : null;
}

/** When each step of a run is over. */
export function endsOfSteps(stream: Stream): number[] {
  return stepEnds(stream.events);
}
