/** The drawings that a page without a script is made of: its mat and its cards. */
import { FAMILIES } from "../generated/words";
import { FIRST_ICONS } from "../look/drawings/first_icons";
import { PLACES, TILES } from "../look/drawings/places";
import { SCREEN_ICONS } from "../look/drawings/screen_icons";
import { WORD_ICONS } from "../look/drawings/word_icons";
import { familyOf, iconOf } from "../look/families";
import { ALSO } from "../look/mat_floor";

export { ALSO, FAMILIES, familyOf, FIRST_ICONS, iconOf, PLACES, SCREEN_ICONS, TILES, WORD_ICONS };
