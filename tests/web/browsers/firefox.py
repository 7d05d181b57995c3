"""Firefox ESR as it comes from Debian, spoken to by WebDriver BiDi (w3.org/TR/webdriver-bidi).

Playwright drives only a Firefox of its own making; this speaks to the one that schools have.
"""

import json
import re
import subprocess
import time
from itertools import count

import websocket

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
QUIET = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.w3c_touch_events.enabled": 1,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One running browser; every page is a tab with a size of its own."""

    def __init__(self, folder):
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in QUIET.items()]
        (folder / "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder),
             "--remote-debugging-port", "0"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        found = next(match for line in self._process.stderr if (match := LISTENING.search(line)))
        self._socket = websocket.create_connection(
            f"{found[1]}/session", timeout=30, suppress_origin=True
        )
        self._ids = count(1)
        self.errors = []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded"])

    def call(self, method, **parameters):
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("method") == "log.entryAdded":
                self._note(message["params"])
            if message.get("id") == number:
                assert message["type"] == "success", message
                return message["result"]

    def _note(self, entry):
        if entry["level"] == "error":
            self.errors.append(entry.get("text"))

    def page(self, address, width, height):
        # A window of its own each: a tab in the background is not drawn.
        context = self.call("browsingContext.create", type="window")["context"]
        size = {"width": width, "height": height}
        self.call("browsingContext.setViewport", context=context, viewport=size)
        page = Page(self, context)
        page.go(address)
        return page

    def close(self):
        self._socket.close()
        self._process.terminate()
        self._process.wait(15)
        self._process.stderr.close()


class Page:
    """One tab: what a test does with it, in a child's or a teacher's verbs."""

    def __init__(self, firefox, context):
        self._firefox, self._context = firefox, context

    def go(self, address):
        self._firefox.call(
            "browsingContext.navigate", context=self._context, url=address, wait="complete"
        )

    def evaluate(self, expression):
        result = self._firefox.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression}) ?? null))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])

    def wait(self, expression, seconds=15.0):
        """Wait until the expression holds; its value."""
        deadline = time.monotonic() + seconds
        while not (value := self.evaluate(expression)):
            assert time.monotonic() < deadline, f"never true: {expression}"
            time.sleep(0.1)
        return value

    def tap(self, selector):
        """Touch the first thing that the selector finds, in its middle, once it can be touched."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(f"{found} && !{found}.disabled")
        self.evaluate(f"{found}.scrollIntoView({{block: 'nearest', inline: 'nearest'}})")
        box = self.evaluate(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])"
                            f"({found}.getBoundingClientRect())")  # fmt: skip
        x, y = (round(value) for value in box)
        finger = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._firefox.call(
            "input.performActions",
            context=self._context,
            actions=[{"type": "pointer", "id": "finger", "actions": finger,
                      "parameters": {"pointerType": "touch"}}],
        )  # fmt: skip
