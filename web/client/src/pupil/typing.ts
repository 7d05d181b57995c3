/** Whether an on-screen keyboard covers the page, and what it leaves of it. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What a keyboard leaves of the window, in pixels. */
export interface Left {
  top: number;
  height: number;
}

/** What is left of the window while a keyboard stands on it; null without one. */
export const left = signal<Left | null>(null);

/** A keyboard takes more than this part of the window. */
const KEYBOARD = 0.2;

/** Whether fingers write here: then the code keys are of use. */
export const touched = navigator.maxTouchPoints > 0 || matchMedia("(any-pointer: coarse)").matches;

/** Follows the keyboard for as long as the page is shown. */
export function useTyping(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const look = (): void => {
      const small = view.scale < 1.05 && view.height < window.innerHeight * (1 - KEYBOARD);
      left.value = small ? { top: view.offsetTop, height: view.height } : null;
    };
    look();
    view.addEventListener("resize", look);
    view.addEventListener("scroll", look);
    return () => {
      view.removeEventListener("resize", look);
      view.removeEventListener("scroll", look);
      left.value = null;
    };
  }, []);
}
