/** The page of the tablets. */
import { render } from "preact";
import { loadCompanions } from "../companion/robots";
import { fetchPlay, Pupil } from "../pupil/pupil";
import { loadKinds, loadLessons } from "../room/catalogue";
import { enterRoom } from "../room/store";
import { inItsLanguage } from "../strings";

const AGAIN_AFTER = 2000;

/** Tries until the server has answered. */
async function load(fetchIt: () => Promise<void>): Promise<void> {
  try {
    await fetchIt();
  } catch {
    setTimeout(() => void load(fetchIt), AGAIN_AFTER);
  }
}

[loadLessons, loadKinds, loadCompanions].forEach((fetchIt) => void load(fetchIt));
enterRoom("pupil");
void inItsLanguage(() => render(<Pupil />, document.getElementById("page") ?? document.body));
fetchPlay();
