/** Styles are bundled by the build; scripts import them for their effect. */
declare module "*.css";
