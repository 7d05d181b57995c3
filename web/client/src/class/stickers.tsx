/** What is printed and stuck: each robot's picture name, and the animals of the tablets. */
import { ANIMAL_NAMES } from "../generated/animals";
import type { RobotState } from "../generated/messages";
import { Animal, Bot, PictureName } from "../look";
import { drawingOf } from "../room/catalogue";
import { pictureText } from "../strings";
import "./stickers.css";

/** On paper only: one sheet of robots, one of animals; a square is 45 mm. */
export function Stickers({ robots }: { robots: readonly RobotState[] }) {
  return (
    <div class="stickers" aria-hidden="true">
      <div class="stickersheet">
        {robots.map((robot) => (
          <div class="sticker" key={robot.name}>
            <PictureName name={robot.picture_name} />
            <span><Bot drawing={drawingOf(robot.kind)} />{pictureText(robot.picture_name)}</span>
          </div>
        ))}
      </div>
      <div class="stickersheet">
        {ANIMAL_NAMES.map((animal) => (
          <div class="sticker" key={animal}>
            <Animal name={animal} label="" />
            <span>{pictureText(animal)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
