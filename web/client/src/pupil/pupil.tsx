/** One page for a tablet: the class is waited for, joined, played in, and left with nothing kept. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Join } from "../join/join";
import { asking, forgetHand } from "../join/seat";
import { AskingTeacher, ClassClosed, Opening } from "../join/waiting";
import { online } from "../room/connection";
import { putOnLaterStyles } from "../room/later_styles";
import { classState, closings, mySeat, welcome } from "../room/store";
import { Pausing, usePause } from "./pause";

const AGAIN_AFTER = 2000;

type Play = typeof import("./playing");

/** What is needed once the children sit; null until it has been fetched. */
const play = signal<Play | null>(null);

/** Fetches what a seat needs, at once and until it has come; a page from before an update starts afresh. */
export function fetchPlay(tries = 0): void {
  Promise.all([import("./playing"), putOnLaterStyles()]).then(
    ([module]) => {
      module.watchRuns();
      play.value = module;
    },
    () => {
      if (tries > 2 && online.value) location.reload();
      else setTimeout(() => fetchPlay(tries + 1), AGAIN_AFTER);
    },
  );
}

/** What is shown follows the class: closed, joining, playing; a pause stands above all. */
export function Pupil() {
  const pause = usePause();
  useForgetting();
  if (pause) return <Pausing />;
  const seat = mySeat.value;
  if (seat && play.value) return <play.value.Seated key={seat.seat} />;
  if (asking.value !== null) return <AskingTeacher />;
  if (seat || welcome.value === null || welcome.value.seat !== null) return <Opening />;
  const isOpen = classState.value !== null || Boolean(welcome.value.code);
  return isOpen ? <Join /> : <ClassClosed />;
}

/** When a class closes nothing of it stays on the tablet. */
function useForgetting(): void {
  const seen = useRef(closings.value);
  useEffect(() => {
    if (closings.value === seen.current) return;
    seen.current = closings.value;
    play.value?.forgetPlay();
    forgetHand();
  }, [closings.value]);
}
