/** The teacher's pages: what is there today, the class, the ways in of another device. */
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { CardPage } from "../card/card";
import { ClassPage } from "../class/class";
import { Pausing, Waiting } from "../class/pausing";
import { followHistory, go, route } from "../class/route";
import { Enter } from "../enter/enter";
import { drawAllIcons } from "../look/all_icons";
import { load, loadKinds, loadLessons } from "../room/catalogue";
import { enterRoom, pausing, welcome } from "../room/store";
import { inItsLanguage } from "../strings";
import { Today } from "../today/today";

/** Follows the address; a stranger is asked for the code, a watcher may look on. */
function Teacher() {
  const role = welcome.value?.role;
  useEffect(() => {
    if (role === "watcher" && (route.value === "/today" || route.value === "/card")) go("/class");
  }, [role, route.value]);
  if (route.value === "/enter" || role === "visitor") return <Enter then={() => location.assign("/today")} />;
  if (pausing.value) return <Pausing />;
  if (!welcome.value) return <Waiting />;
  if (route.value === "/card") return <CardPage />;
  return route.value === "/class" ? <ClassPage /> : <Today />;
}

[loadLessons, loadKinds].forEach((fetchIt) => void load(fetchIt));
followHistory();
enterRoom("teacher");
drawAllIcons();
void inItsLanguage(() => render(<Teacher />, document.getElementById("page") ?? document.body));
