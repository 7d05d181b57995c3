"""Writing Python: keys of a keyboard, code keys under a finger, and what stands in the text."""

from tests.web.class_story import text, there

TEXT = ".cm-content"
LINES = """[...document.querySelectorAll(".cm-line")].map(line => line.textContent)"""
NUMBER = """[...document.querySelectorAll(".cm-lineNumbers .cm-gutterElement")]
  .find(number => number.classList.contains("{mark}"))?.textContent ?? null"""
COMPLETED = ".cm-tooltip-autocomplete [aria-selected=true] .cm-completionLabel"

KEYBOARD = """(() => {
  const left = Object.defineProperties(new EventTarget(), {
    height: { get: () => innerHeight / 2 }, offsetTop: { value: 0 }, scale: { value: 1 } });
  addEventListener("resize", () => left.dispatchEvent(new Event("resize")));
  Object.defineProperty(window, "visualViewport", { value: left, configurable: true });
})()"""
"""An on-screen keyboard takes the lower half of the window."""


def turn_to_python(page):
    """From blocks, or beside them, to the text alone."""
    page.tap(".face button:nth-child(3)")
    page.wait(there(TEXT))


def write(page, written):
    """Put the cursor at the end, and type."""
    page.tap(TEXT)
    page.tab.keyboard.press("Control+End")
    page.tab.keyboard.type(written)


def paste(page, written):
    """Put a whole text at the cursor, as it stands."""
    page.tap(TEXT)
    page.tab.keyboard.insert_text(written)


def empty(page):
    """Take all the text away."""
    page.tap(TEXT)
    page.tab.keyboard.press("Control+a")
    page.tab.keyboard.press("Backspace")


def choose(page, offered):
    """Take what is offered first, once that is it."""
    page.wait(f"{text(COMPLETED)} === {offered!r}")
    page.tab.wait_for_timeout(100)  # a list that has just come takes no key by mistake
    page.tab.keyboard.press("Enter")


def lines(page):
    """The lines of the text."""
    return page.evaluate(LINES)


def marked(page, mark):
    """The number that stands marked beside the text; None when none is."""
    return page.evaluate(NUMBER.format(mark=mark))
