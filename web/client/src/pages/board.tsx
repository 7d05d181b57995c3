/** The page of the whiteboard. */
import { render } from "preact";
import { followOtherBoards } from "../board/beside";
import { Board } from "../board/board";
import { loadCompanions } from "../companion/robots";
import { drawAllIcons } from "../look/all_icons";
import { load, loadKinds, loadLessons } from "../room/catalogue";
import { enterRoom } from "../room/store";
import { inItsLanguage } from "../strings";

[loadLessons, loadKinds, loadCompanions].forEach((fetchIt) => void load(fetchIt));
enterRoom("board");
drawAllIcons();
followOtherBoards();
void inItsLanguage(() => render(<Board />, document.getElementById("page") ?? document.body));
