/** "Where is it?": the bare mat, with nothing that prompts the answer; a tap puts the robot on a cell. */
import { useState } from "preact/hooks";
import type { MatView as MatShape } from "../generated/messages";
import { Bot, cellCentre, MatView, RoundButton, TickButton, type Drawing } from "../look";
import { say } from "../speech";
import { t } from "../strings";
import { Arrows, stepped } from "./arrows";
import "./where.css";

interface WhereProps {
  mat: MatShape;
  drawing: Drawing;
  flag?: string | null | undefined;
  /** The way it looks when it is put on a cell, in degrees. */
  heading: number;
  /** Small arms do not reach the upper rows: four arrows move the robot cell by cell. */
  board?: boolean | undefined;
  onLanded: (cell: string) => void;
  /** Not to say it, where that is allowed. */
  onLeave?: (() => void) | undefined;
}

/** Asks where the real robot stands; the tick wakes once a cell has been tapped. */
export function Where({ mat, drawing, flag, heading, board = false, onLanded, onLeave }: WhereProps) {
  const [cell, setCell] = useState<string | null>(null);
  const sentence = t("companion_where");
  const robots = cell ? [{ pose: standing(cell, mat, heading), drawing }] : [];
  return (
    <div class={`where ${board ? "onboard" : ""}`}>
      <div class="matbox">
        <MatView mat={mat} robots={robots} flag={flag} start labels={!board} onCell={setCell} label={sentence} />
      </div>
      <aside>
        <div class="what">
          <span class={`toplace ${cell ? "placed" : ""}`}><Bot drawing={drawing} heading={heading} /></span>
          <span>{sentence}</span>
        </div>
        {board ? <Arrows off={false} onMove={(way) => setCell(cell ? stepped(cell, way, mat) : mat.start_cell)} /> : null}
        <div class="acts">
          {onLeave ? <RoundButton label={t("companion_leave")} icon="cross" onPress={onLeave} /> : null}
          <RoundButton label={t("companion_listen")} icon="speaker" onPress={() => say(sentence)} />
          <TickButton label={t("companion_it_is_there")} off={cell === null} onPress={() => cell && onLanded(cell)} />
        </div>
      </aside>
    </div>
  );
}

function standing(cell: string, mat: MatShape, heading: number): { x: number; y: number; heading: number } {
  const [x, y] = cellCentre(cell, mat);
  return { x, y, heading };
}
