/** The drawings as Preact components; colours are tokens, so they follow the theme. */
import { FIRST_ICONS } from "./drawings/first_icons";
import type { SCREEN_ICONS } from "./drawings/screen_icons";
import { DOLLS, FLOOR_ROBOT, TABLET } from "./drawings/toys";
import type { WORD_ICONS } from "./drawings/word_icons";

export { Animal, ANIMAL_NAMES, type AnimalName } from "./animal";
export { PictureName } from "./picture_name";

/** Shapes in a box: what a robot kind, or any drawing that comes from the server, is shown with. */
export interface Drawing {
  box: string;
  shapes: string;
}

/** The robot that stands for a kind without a picture. */
export const PLAIN_ROBOT: Drawing = { box: "0 0 100 100", shapes: FLOOR_ROBOT };

/** Every pictogram's name: the words, control, and the screens' own. */
export type IconName = keyof typeof WORD_ICONS | keyof typeof SCREEN_ICONS | keyof typeof FIRST_ICONS;

const ICONS: Record<string, string> = { ...FIRST_ICONS };

/** More pictograms to draw from now on. */
export function addIcons(...more: readonly Readonly<Record<string, string>>[]): void {
  Object.assign(ICONS, ...more);
}

/** A pictogram's shapes, an empty string for a name that has none. */
export function iconShapes(name: string): string {
  return ICONS[name] ?? "";
}

interface ShapesProps {
  drawing: Drawing;
  class: string;
  label?: string | undefined;
}

/** A drawing as an image; without a label it is decoration and no screen reader stops at it. */
export function Shapes({ drawing, class: name, label }: ShapesProps) {
  const spoken = label ? { role: "img" as const, "aria-label": label } : { "aria-hidden": true };
  return (
    <svg class={name} viewBox={drawing.box} {...spoken} dangerouslySetInnerHTML={{ __html: drawing.shapes }} />
  );
}

/** A pictogram of one colour, the text's. */
export function Icon({ name, label, class: extra = "" }: { name: string; label?: string; class?: string }) {
  return <Shapes drawing={{ box: "0 0 48 48", shapes: iconShapes(name) }} class={`i ${extra}`} label={label} />;
}

/** A robot seen from above, front up, turned clockwise by `heading` degrees. */
export function Bot({ drawing = PLAIN_ROBOT, heading = 0, grey = false, label, class: extra = "" }: { drawing?: Drawing | undefined; heading?: number; grey?: boolean; label?: string | undefined; class?: string }) {
  const spoken = label ? { role: "img" as const, "aria-label": label } : { "aria-hidden": true };
  return (
    <svg class={`bot ${grey ? "grey" : ""} ${extra}`} viewBox="0 0 100 100" {...spoken}>
      <g transform={`rotate(${heading} 50 50)`}>
        <svg width="100" height="100" viewBox={drawing.box} dangerouslySetInnerHTML={{ __html: drawing.shapes }} />
      </g>
    </svg>
  );
}

/** The sign of the house: a chain of paper dolls and a robot. */
export function Logo({ class: extra = "" }: { class?: string }) {
  return <Shapes drawing={DOLLS} class={`logo ${extra}`} label="Ribambelle" />;
}

/** A tablet, for "what have you got today" and for the facts of a mission. */
export function Tablet({ class: extra = "" }: { class?: string }) {
  return <Shapes drawing={{ box: "0 0 100 76", shapes: TABLET }} class={`toy ${extra}`} />;
}

/** A round clock filled as far as the minutes go (0 to 60). */
export function Clock({ minutes }: { minutes: number }) {
  const angle = (Math.min(minutes, 59.99) * Math.PI) / 30;
  const end = `${24 + 17 * Math.sin(angle)} ${24 - 17 * Math.cos(angle)}`;
  return (
    <svg class="i" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="20.5" fill="none" stroke="currentColor" stroke-width="4" />
      <path d={`M24 24V7A17 17 0 ${minutes > 30 ? 1 : 0} 1 ${end}Z`} fill="currentColor" />
    </svg>
  );
}
