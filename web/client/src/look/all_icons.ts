/** Every pictogram: a page that shows more than the first ones draws them all before it starts. */
import { addIcons } from "./drawing";
import { SCREEN_ICONS } from "./drawings/screen_icons";
import { WORD_ICONS } from "./drawings/word_icons";

/** Lets `Icon` draw the words' pictograms and every key's. */
export function drawAllIcons(): void {
  addIcons(WORD_ICONS, SCREEN_ICONS);
}
