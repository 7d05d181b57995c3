/** The pictures that robots are called by; apart, because pages without them need not carry them. */
import { Shapes } from "./drawing";
import { PICTURE_NAMES } from "./drawings/picture_names";

/** The picture that a robot is called by: an apple, a lemon... */
export function PictureName({ name, label, class: extra = "" }: { name: string; label?: string | undefined; class?: string }) {
  const shapes = (PICTURE_NAMES as Record<string, string>)[name] ?? "";
  return <Shapes drawing={{ box: "0 0 100 100", shapes }} class={`picname ${extra}`} label={label} />;
}
