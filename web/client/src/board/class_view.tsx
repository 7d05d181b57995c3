/** The class's runs on the board: one very large, another beside it. */

/** One or two runs of the class. */
export function ClassView() {
  return <main class="screen" />;
}
