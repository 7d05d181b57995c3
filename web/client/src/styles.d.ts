/** Styles are bundled by the build; scripts import them for their effect. */
declare module "*.css";

/** The texts that a page's first part does not show: the build leaves them to a later one. */
declare module "*.json?rest" {
  const texts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  export default texts;
}
