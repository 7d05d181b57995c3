"""How soon an edit in blocks or Python is seen in the other, side by side, for 100 blocks.

From the key on the keyboard to the changed pixels' text, the way to the server and back included.
Needs Debian's Chromium and Playwright, as the tests do.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics

from playwright.async_api import Page, async_playwright

from robots.messages import OpenClass
from web.commands.bench.classroom import Screen, running_class
from web.commands.bench.figure import Figure, is_busy
from web.commands.bench.startup import FLAGS

BLOCKS = 100
PROMISED = 100.0
"""ms that an edit may take until it is seen."""
EDITS = 30
SETTLED = 250
TAKEN = 12
"""Blocks that are thrown away, one at a time."""
WATCH = """([selector, wanted, there]) => { window.seen = new Promise((then) => {
  let from = 0;
  addEventListener("keydown", () => (from = performance.now()), { capture: true, once: true });
  const look = () => {
    const found = [...document.querySelectorAll(selector)].some((e) => e.textContent === wanted);
    if (from > 0 && found === there) then(performance.now() - from);
    else requestAnimationFrame(look);
  };
  look();
}); }"""
"""From the next key until something with a text is there, or is not there any more."""
NUMBERS = ".blocklyBlockCanvas .blocklyText"
LINES = ".cm-line"


def measure() -> list[Figure]:
    """p50 and p95 in ms each way, as a ratio to what is promised."""
    busy = is_busy()
    to_blocks, to_python = asyncio.run(_measure())
    against = f"{PROMISED:.0f} ms"
    return [
        Figure(f"faces-{way}-{name}", value, "ms", value / PROMISED, against, starved=busy)
        for way, times in (("to-blocks", to_blocks), ("to-python", to_python))
        for name, value in (("p50", statistics.median(times)), ("p95", _p95(times)))
    ]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


async def _measure() -> tuple[list[float], list[float]]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise ModuleNotFoundError("no chromium", name="chromium")
    async with running_class([]) as (address, cookie), async_playwright() as playwright:
        teacher = Screen()
        await teacher.open(address, "teacher", cookie)
        await teacher.ask(OpenClass(lesson=None))
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            page = await browser.new_page(viewport={"width": 1280, "height": 800})
            await _open(page, address)
            return await _in_python(page), await _in_blocks(page)
        finally:
            await browser.close()
            await teacher.close()


async def _open(page: Page, address: str) -> None:
    """Sit down, look at both faces, and write a program of a hundred blocks."""
    await page.goto(address)
    for key in (".toyplace", ".joined .go", ".who .quiet:nth-child(3)", ".besidekey"):
        await page.locator(key).first.click()
    await page.locator(".blocklyToolbox").first.wait_for()
    await page.locator(".cm-content").click()
    # The hat is a block too.
    lines = "\n".join(f"avancer({number})" for number in range(1000, 1000 + BLOCKS - 1))
    await page.keyboard.insert_text(lines)
    await page.locator(NUMBERS, has_text="1000").first.wait_for()
    await page.wait_for_timeout(1000)


async def _in_python(page: Page) -> list[float]:
    """A digit is typed into a word's number, and taken out again."""
    await page.keyboard.press("Control+Home")
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowLeft")
    times = []
    for edit in range(EDITS):
        wanted, key = ("10007", "7") if edit % 2 == 0 else ("1000", "Backspace")
        times.append(await _timed(page, NUMBERS, wanted, True, key))
    return times


async def _in_blocks(page: Page) -> list[float]:
    """A block is thrown away, then the next one."""
    times = []
    for number in range(1001, 1001 + TAKEN):
        await page.locator(f"{NUMBERS}:text-is('{number}')").first.evaluate(PICK)
        times.append(await _timed(page, LINES, f"avancer({number})", False, "Delete"))
    return times


PICK = """text => {
  const picture = text.closest(".robot_forward").querySelector("image");
  const box = picture.getBoundingClientRect();
  const at = { bubbles: true, pointerId: 1, isPrimary: true, button: 0,
    clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  for (const kind of ["pointerdown", "pointerup"])
    picture.dispatchEvent(new PointerEvent(kind, at));
}"""
"""Touch a block by its picture."""


async def _timed(page: Page, selector: str, wanted: str, there: bool, key: str) -> float:
    await page.wait_for_timeout(SETTLED)
    await page.evaluate(WATCH, [selector, wanted, there])
    await page.keyboard.press(key)
    return float(await page.evaluate("window.seen"))
