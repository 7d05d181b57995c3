"""Debian's Chromium through Playwright, with the same verbs as our Firefox."""

import json
import shutil
import time

from playwright.sync_api import Error, sync_playwright

from tests.web.browsers.lan import NAME, is_elsewhere

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
        context.on("console", self._note)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", self._watch)
        return Page(context, address)

    def _note(self, message):
        # A server that is being restarted answers nobody, and a page that closes breaks off what it
        # was fetching; the browser itself notes that. Other machines are watched for apart.
        if message.type == "error" and "net::ERR_" not in message.text:
            self.errors.append(message.text)

    def _watch(self, request):
        if is_elsewhere(request.url):
            self.elsewhere.append(request.url)

    def put_away(self):
        """Switch every device off."""
        for context in self._browser.contexts:
            context.close()

    def close(self):
        self._browser.close()
        self._playwright.stop()


class Page:
    """One device's page: what a test does with it, in a child's or a teacher's verbs."""

    def __init__(self, context, address):
        self._context = context
        self.tab = context.new_page()
        self.go(address)

    def go(self, address):
        self.tab.goto(address)

    def evaluate(self, expression):
        return self.tab.evaluate(f"async () => await ({expression}) ?? null")

    def wait(self, expression, seconds=15.0):
        """Wait until the expression holds; its value."""
        deadline = time.monotonic() + seconds
        while not (value := self._looked_up(expression)):
            assert time.monotonic() < deadline, f"never true: {expression}"
            self.tab.wait_for_timeout(50)
        return value

    def _looked_up(self, expression):
        try:
            return self.evaluate(expression)
        except Error as error:
            if "Execution context was destroyed" not in error.message:
                raise
            return None  # the page was just being loaded anew

    def tap(self, selector):
        """Touch the first thing that the selector finds, once it can be touched."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(f"{found} && !{found}.disabled")
        self.tab.locator(selector).first.tap(timeout=10_000)

    def drag(self, selector, *places):
        """Pull the first thing that the selector finds along these places of the window."""
        self.wait(f"document.querySelector({json.dumps(selector)})")
        box = self.tab.locator(selector).first.bounding_box()
        here = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        finger = self._context.new_cdp_session(self.tab)
        _touch(finger, "touchStart", *here)
        for there in places:
            for part in range(1, STRETCHES + 1):
                _touch(finger, "touchMove", *_between(here, there, part / STRETCHES))
            here = there
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        finger.detach()

    def leave(self):
        """Close the tab; the device keeps what it keeps."""
        self.tab.close()

    def come_back(self, address):
        """A new tab on the same device."""
        self.tab = self._context.new_page()
        self.go(address)

    def reopen(self, address):
        """Close the tab and open another one on the same device."""
        self.leave()
        self.come_back(address)

    def beside(self, address):
        """Another tab of the same device."""
        return Page(self._context, address)

    def close(self):
        """The device is switched off and put away."""
        self._context.close()

    def picture(self, path):
        """A screenshot of what stands in the window."""
        self.tab.screenshot(path=path)


STRETCHES = 8
"""In how many movements a finger goes from one place to the next."""


def _touch(finger, kind, x, y):
    finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def _between(start, end, part):
    return tuple(a + (b - a) * part for a, b in zip(start, end, strict=True))
