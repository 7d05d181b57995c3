/** The teacher's class: every group on its tile, STOP under the thumb. */
import { useEffect, useRef } from "preact/hooks";
import { classState, closings, pausing } from "../room/store";
import { follow } from "../room/streams";
import { t } from "../strings";
import { Closing } from "./closing";
import { Device } from "./device";
import { Entry } from "./entry";
import { Footer } from "./footer";
import { GroupPanel } from "./group_panel";
import { Header } from "./header";
import { Missions } from "./missions";
import { Nobody } from "./nobody";
import { opened, rememberEntry } from "./opened";
import { Pausing, Waiting } from "./pausing";
import { Refused } from "./refused";
import { RobotsPanel } from "./robots";
import { mayAct, panel, seats } from "./room";
import { go } from "./route";
import { Asking } from "./taken";
import { Tile } from "./tile";
import "./class.css";

const NO_CLASS_AFTER = 1500;

/** Tiles, or what was opened in their place. */
export function ClassPage() {
  const state = classState.value;
  useClosing();
  useEffect(() => {
    if (state && mayAct.value) void rememberEntry();
  }, [state?.code, mayAct.value]);
  useEffect(() => {
    if (state || !mayAct.value) return undefined;
    const timer = setTimeout(() => go("/today"), NO_CLASS_AFTER);
    return () => clearTimeout(timer);
  }, [state === null, mayAct.value]);
  const runs = (state?.runs ?? []).map((run) => run.run);
  useEffect(() => follow(runs), [runs.join(" ")]);
  if (pausing.value) return <Pausing />;
  if (!state) return <Waiting text={mayAct.value ? "" : t("pause_wait")} />;
  return (
    <main class="screen teach">
      <Header />
      <Asking />
      <Middle />
      <Footer />
      <Refused />
    </main>
  );
}

/** When a class closes, what this page knew of it goes. */
function useClosing(): void {
  const seen = useRef(closings.value);
  useEffect(() => {
    if (seen.current === closings.value) return;
    seen.current = closings.value;
    panel.value = null;
    opened.value = null;
    if (mayAct.value) go("/today");
  }, [closings.value]);
}

function Middle() {
  const open = panel.value;
  if (open === "entry") return <Entry />;
  if (open === "missions") return <Missions />;
  if (open === "robots") return <RobotsPanel />;
  if (open === "device") return <Device />;
  if (open === "closing") return <Closing />;
  if (open) return <GroupPanel name={open.seat} />;
  return seats.value.length === 0 ? <Nobody /> : <Tiles />;
}

function Tiles() {
  const count = seats.value.length;
  const size = count <= 8 ? "" : count <= 15 ? "more" : "many";
  return (
    <section class={`tiles ${size}`} aria-label={t("class_groups")}>
      {seats.value.map((seat) => <Tile key={seat.seat} seat={seat} />)}
    </section>
  );
}
