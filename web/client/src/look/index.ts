/** The design system: one import for a page. */
import "./fonts.css";
import "./tokens.css";
import "./base.css";

export * from "./drawing";
export * from "./controls";
export * from "./families";
export * from "./key";
export * from "./outline";
export * from "./chain";
export * from "./state";
export * from "./steps";
export * from "./floor";
export * from "./mat";
export * from "./robot_back";
