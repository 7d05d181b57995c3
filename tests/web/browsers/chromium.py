"""Debian's Chromium through Playwright, with the same verbs as our Firefox."""

import json
import shutil
import time
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

NAME = "classe.test"
"""A name in the local network, as tablets see the server: no secure context."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Only this machine exists: every other name is unknown.
    f"--host-resolver-rules=MAP {NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


class Chromium:
    """One running browser; every page is a device of its own, with touch."""

    def __init__(self):
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        self.errors = []
        self.elsewhere = []
        """Addresses of other machines that a page asked for."""

    def page(self, address, width, height, locale="fr-FR"):
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=True,
            locale=locale,
            reduced_motion="no-preference",
        )
        tab = context.new_page()
        tab.on("console", self._note)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("request", self._watch)
        page = Page(tab)
        page.go(address)
        return page

    def _note(self, message):
        # A server that is being restarted answers nobody; the browser itself notes that.
        if message.type == "error" and "ERR_CONNECTION" not in message.text:
            self.errors.append(message.text)

    def _watch(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in (
            "127.0.0.1",
            NAME,
        ):
            self.elsewhere.append(request.url)

    def close(self):
        self._browser.close()
        self._playwright.stop()


class Page:
    """One device's page: what a test does with it, in a child's or a teacher's verbs."""

    def __init__(self, tab):
        self.tab = tab

    def go(self, address):
        self.tab.goto(address)

    def evaluate(self, expression):
        return self.tab.evaluate(f"async () => await ({expression}) ?? null")

    def wait(self, expression, seconds=15.0):
        """Wait until the expression holds; its value."""
        deadline = time.monotonic() + seconds
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < deadline, f"never true: {expression}"
            self.tab.wait_for_timeout(50)
        return value

    def tap(self, selector):
        """Touch the first thing that the selector finds, once it can be touched."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(f"{found} && !{found}.disabled")
        self.tab.locator(selector).first.tap(timeout=10_000)

    def picture(self, path):
        """A screenshot of what stands in the window."""
        self.tab.screenshot(path=path)
