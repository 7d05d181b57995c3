/** The styles of a page's later parts: their sheet lies ready in the HTML and is put on when they come. */

/** Puts the later styles on; ends when they are there, fails when they cannot be fetched. */
export function putOnLaterStyles(): Promise<void> {
  const ready = document.getElementById("later") as HTMLLinkElement | null;
  if (!ready || ready.media === "all") return Promise.resolve();
  const worn = ready.cloneNode() as HTMLLinkElement;
  return new Promise((done, failed) => {
    worn.media = "all";
    worn.onload = () => {
      ready.remove();
      done();
    };
    worn.onerror = () => {
      worn.remove();
      failed(new Error("later styles"));
    };
    document.head.appendChild(worn);
  });
}
