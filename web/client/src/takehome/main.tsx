/** A lesson in one file: the pupil's own page, with the file itself in place of the server. */
import { effect } from "@preact/signals";
import { render } from "preact";
import { Seated, watchRuns } from "../pupil/playing";
import { ownKeys } from "../pupil/signs";
import { drawingFrom, kinds, lessons } from "../room/catalogue";
import { enterRoom, mySeat } from "../room/store";
import { FRENCH, second, speak, type Texts } from "../strings";
import { askBeforeLeaving } from "./keeping";
import { HomeKeys, KeepHint } from "./keys";
import { carried } from "./line";
import { waking } from "./robot";
import "../pupil/first.css";
import "../pupil/later.css";
import "./takehome.css";

/** What the pupil's page says of robots that are away is said of the one that wakes up in here. */
function athome(texts: Texts, failed: boolean): Texts {
  const { home_waking, home_failed } = texts.screens;
  return { ...texts, screens: { ...texts.screens, pupil_no_robots: failed ? home_failed : home_waking } };
}

function Home() {
  if (!mySeat.value) return null;
  return (
    <>
      <KeepHint />
      <Seated />
    </>
  );
}

effect(() => {
  const failed = waking.value === "failed";
  const { spoken, family } = carried;
  speak(spoken?.language ?? "fr", athome(spoken?.texts ?? FRENCH, failed));
  second.value = family && athome(family.texts, failed);
});
lessons.value = [carried.lesson];
kinds.value = [{ kind: "simulated", name: carried.robot.name, picture: drawingFrom(carried.robot.picture), closed: false }];
ownKeys.value = HomeKeys;
document.getElementById("plain")?.remove();
watchRuns();
enterRoom("pupil");
askBeforeLeaving();
render(<Home />, document.getElementById("page") ?? document.body);
