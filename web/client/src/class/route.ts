/** Which of the teacher's pages is shown: they share one script and change without loading anew. */
import { signal } from "@preact/signals";

/** The pages of a teacher's day. */
export type Route = "/today" | "/class" | "/enter" | "/card";

const ROUTES: readonly Route[] = ["/class", "/enter", "/card"];

/** The page that is shown. */
export const route = signal<Route>(routeOf(location.pathname));

/** Goes to a page; the way back of the browser leads here again. */
export function go(to: Route): void {
  history.pushState(null, "", to);
  route.value = to;
}

/** Follows the browser's own way back and forth; once a page. */
export function followHistory(): void {
  addEventListener("popstate", () => (route.value = routeOf(location.pathname)));
}

function routeOf(path: string): Route {
  return ROUTES.find((known) => path.startsWith(known)) ?? "/today";
}
