/** The page of the whiteboard. */
import { render } from "preact";
import { Board } from "../board/board";
import { loadCompanions } from "../companion";
import { load, loadKinds, loadLessons } from "../room/catalogue";
import { enterRoom } from "../room/store";
import { inItsLanguage } from "../strings";

[loadLessons, loadKinds, loadCompanions].forEach((fetchIt) => void load(fetchIt));
enterRoom("board");
void inItsLanguage(() => render(<Board />, document.getElementById("page") ?? document.body));
