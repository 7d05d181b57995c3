"""How much of Python the browser fetches, and how long until it answers; beside Pyodide as it is.

Browsers slow down a page's own thread alone when they are told to be slow, so Python is loaded
there, from the files that its worker is made of. Needs Debian's Chromium and Playwright.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, async_playwright

from web.commands.bench.figure import Figure
from web.commands.bench.startup import FLAGS
from web.commands.bench.weight import DIST, python_parts, python_weight

STOCK_BYTES = 6326.0
"""KB gzipped of Pyodide 314.0.7 as it comes: its runtime, library and list of packages."""
STOCK = Path(__file__).parents[2] / "client" / "node_modules" / "pyodide"
TRIES = 3
PAGE = """<!doctype html><script>
window.stock = async address => {
  const { loadPyodide } = await import(address + "pyodide.mjs");
  await loadPyodide({ indexURL: address });
  return performance.now();
};
Object.defineProperty(window, "importScripts", { get: () => undefined, set: () => undefined });
window.load = parts => new Promise((done, fail) => {
  window.postMessage = told => told.kind === "answer" ? done(performance.now()) : fail(told.text);
  window.onmessage({ data: { kind: "load", id: 1, parts } });
});
</script><script src="%s"></script>"""
"""A page that does what the worker does, in its own thread."""
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}


def measure() -> list[Figure]:
    """The bytes of a first visit, and the median of a few loads in ms, in turn with Pyodide's."""
    return [_weight(), *asyncio.run(_loads())]


def _weight() -> Figure:
    found = python_weight()
    return Figure("python-bytes", found, "KB gzip", found / STOCK_BYTES, "a stock Pyodide", {})


async def _loads() -> list[Figure]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise ModuleNotFoundError("no chromium", name="chromium")
    with _served() as address:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            try:
                return [
                    figure for slower in (1, 6) for figure in await _load(browser, address, slower)
                ]
            finally:
                await browser.close()


async def _load(browser: Browser, address: str, slower: int) -> list[Figure]:
    """The first load of a browser and the next one, each as a ratio to Pyodide as it is."""
    addresses = {part: f"/{name}" for part, name in python_parts().items()}
    ours = await _times(browser, address, slower, f"load({json.dumps(addresses)})")
    if not STOCK.exists():
        raise ModuleNotFoundError("no pyodide", name="the client's node_modules")
    stock = await _times(browser, address, slower, 'stock("/stock/")')
    return [
        Figure(f"python-{kind}-{slower}x", took, "ms", took / beside, "a stock Pyodide")
        for kind, took, beside in zip(("cold", "warm"), ours, stock, strict=True)
    ]


async def _times(browser: Browser, address: str, slower: int, script: str) -> tuple[float, float]:
    """The medians of the first loads of fresh browsers, and of the next, which finds all kept."""
    cold, warm = [], []
    for _ in range(TRIES):
        context = await browser.new_context()
        cold.append(await _one(context, address, slower, script))
        warm.append(await _one(context, address, slower, script))
        await context.close()
    return statistics.median(cold), statistics.median(warm)


async def _one(context: BrowserContext, address: str, slower: int, script: str) -> float:
    tab = await context.new_page()
    await tab.goto(address)
    devtools = await context.new_cdp_session(tab)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    took: float = await tab.evaluate(f"(async () => -performance.now() + await {script})()")
    await tab.close()
    return took


@cache
def _packed(name: str) -> bytes:
    """A file as it travels; nothing for what is none."""
    if name.startswith("stock/"):
        return gzip.compress((STOCK / Path(name).name).read_bytes(), 6)
    packed = DIST / "assets" / f"{name}.gz"
    return packed.read_bytes() if name and packed.exists() else b""


class _Files(BaseHTTPRequestHandler):
    """The built files, compressed and kept for ever, as the server sends them."""

    def do_GET(self) -> None:
        """Send one file, or the page."""
        name = self.path.strip("/")
        body = _packed(name)
        self.send_response(200)
        if body:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", TYPES.get(f".{name.rpartition('.')[2]}", "x/zip"))
            self.send_header("Cache-Control", "max-age=315360000, immutable")
        else:
            body = (PAGE % python_parts()["worker"]).encode()
            self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: figures are all that is printed."""


@contextmanager
def _served() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
