/** The page of the whiteboard. */
import { render } from "preact";
import { followOtherBoards } from "../board/beside";
import { Board } from "../board/board";
import { loadCompanions } from "../companion/robots";
import { load, loadKinds, loadLessons } from "../room/catalogue";
import { enterRoom } from "../room/store";
import { inItsLanguage } from "../strings";

[loadLessons, loadKinds, loadCompanions].forEach((fetchIt) => void load(fetchIt));
enterRoom("board");
followOtherBoards();
void inItsLanguage(() => render(<Board />, document.getElementById("page") ?? document.body));
