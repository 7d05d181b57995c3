/** Small things kept on this device; a browser that forbids it loses only comfort. */

/** What is kept under that name, null when nothing is. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`ribambelle.${name}`);
  } catch {
    return null;
  }
}

/** Keeps a text under that name; null forgets it. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`ribambelle.${name}`);
    else localStorage.setItem(`ribambelle.${name}`, value);
  } catch {
    return;
  }
}
