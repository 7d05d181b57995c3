/** The companion: one import for a page. */
export { Arrows, stepped, type Way } from "./arrows";
export { Companion } from "./companion";
export { fits, planOf } from "./presses";
export { companionDrawing, companionName, companionOf, companions, loadCompanions, preferCompanion, type CompanionView } from "./robots";
export { Where } from "./where";
