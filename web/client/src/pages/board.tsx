/** The page of the whiteboard. */
import { render } from "preact";
import { Board } from "../board/board";
import { loadCompanions } from "../companion";
import { loadKinds, loadLessons } from "../room/catalogue";

import { enterRoom } from "../room/store";

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
enterRoom("board");
render(<Board />, document.getElementById("page") ?? document.body);
