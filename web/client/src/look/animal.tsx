/** The animals that children choose; apart, because pages without them need not carry them. */
import { Shapes } from "./drawing";
import { ANIMALS } from "./drawings/animals";

/** The name of an animal, in the order of the shelves. */
export type AnimalName = keyof typeof ANIMALS;

/** All animals, in the order of the shelves. */
export const ANIMAL_NAMES = Object.keys(ANIMALS) as AnimalName[];

/** An animal, the only name a child has here; grey when another tablet has it. */
export function Animal({ name, label, grey = false, class: extra = "" }: { name: string; label?: string | undefined; grey?: boolean; class?: string }) {
  const shapes = (ANIMALS as Record<string, string>)[name] ?? "";
  return <Shapes drawing={{ box: "0 0 100 96", shapes }} class={`animal ${grey ? "grey" : ""} ${extra}`} label={label} />;
}
