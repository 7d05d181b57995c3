/** The animals that children choose; apart, because pages without them need not carry them. */
import { ANIMAL_NAMES } from "../generated/animals";
import { Shapes } from "./drawing";
import { ANIMALS } from "./drawings/animals";

export { ANIMAL_NAMES };

/** The name of an animal: the server knows no others. */
export type AnimalName = (typeof ANIMAL_NAMES)[number];

const DRAWN: Readonly<Record<AnimalName, string>> = ANIMALS;

/** An animal, the only name a child has here; grey when another tablet has it. */
export function Animal({ name, label, grey = false, class: extra = "" }: { name: string; label?: string | undefined; grey?: boolean; class?: string }) {
  const shapes = (DRAWN as Record<string, string>)[name] ?? "";
  return <Shapes drawing={{ box: "0 0 100 96", shapes }} class={`animal ${grey ? "grey" : ""} ${extra}`} label={label} />;
}
