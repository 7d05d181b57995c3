"""Firefox ESR as it comes from Debian, spoken to by WebDriver BiDi (w3.org/TR/webdriver-bidi).

Playwright drives only a Firefox of its own making; this speaks to the one that schools have.
"""

import json
import re
import subprocess
import time
from base64 import b64decode
from itertools import count
from pathlib import Path

import websocket

from tests.web.browsers.lan import NAME, is_elsewhere

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
QUIET = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.w3c_touch_events.enabled": 1,
    "intl.accept_languages": "fr-FR, fr",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.localDomains": NAME,
    "remote.prefs.recommended": True,
    "toolkit.telemetry.enabled": False,
}

PLAIN = "value => value instanceof Node ? true : value ?? null"
"""An element of the page is told as "there"."""


class Firefox:
    """One running browser; every page is a device of its own, with touch."""

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
        self.elsewhere = []
        """Addresses of other machines that a page asked for."""
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])

    def call(self, method, **parameters):
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("method") == "log.entryAdded":
                self._note(message["params"])
            if message.get("method") == "network.beforeRequestSent":
                self._watch(message["params"]["request"]["url"])
            if message.get("id") == number:
                assert message["type"] == "success", message
                return message["result"]

    def _note(self, entry):
        if entry["level"] == "error":
            self.errors.append(entry.get("text"))

    def _watch(self, address):
        if is_elsewhere(address):
            self.elsewhere.append(address)

    def page(self, address, width, height):
        device = self.call("browser.createUserContext")["userContext"]
        return Page(self, device, {"width": width, "height": height}, address)

    def close(self):
        self._socket.close()
        self._process.terminate()
        self._process.wait(15)
        self._process.stderr.close()


class Page:
    """One tab: what a test does with it, in a child's or a teacher's verbs."""

    def __init__(self, firefox, device, size, address):
        self._firefox, self._device, self._size = firefox, device, size
        self._open(address)

    def _open(self, address):
        # A window of its own each: a tab in the background is not drawn.
        self._context = self._firefox.call(
            "browsingContext.create", type="window", userContext=self._device
        )["context"]
        self._firefox.call(
            "browsingContext.setViewport", context=self._context, viewport=self._size
        )
        self.go(address)

    def go(self, address):
        self._firefox.call(
            "browsingContext.navigate", context=self._context, url=address, wait="complete"
        )

    def evaluate(self, expression):
        result = self._firefox.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(({PLAIN})(await ({expression}))))()",
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
        self._point(self._middle(found), [])

    def drag(self, selector, *places):
        """Pull the first thing that the selector finds along these places of the window."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(found)
        self._point(self._middle(found), [
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 200}
            for x, y in places
        ])  # fmt: skip

    def leave(self):
        """Close the tab; the device keeps what it keeps."""
        self._firefox.call("browsingContext.close", context=self._context)

    def come_back(self, address):
        """A new tab on the same device."""
        self._open(address)

    def reopen(self, address):
        """Close the tab and open another one on the same device."""
        self.leave()
        self.come_back(address)

    def beside(self, address):
        """Another tab of the same device."""
        return Page(self._firefox, self._device, self._size, address)

    def close(self):
        """The device is switched off and put away."""
        self._firefox.call("browser.removeUserContext", userContext=self._device)

    def picture(self, path):
        """A screenshot of what stands in the window."""
        shot = self._firefox.call("browsingContext.captureScreenshot", context=self._context)
        Path(path).write_bytes(b64decode(shot["data"]))

    def _middle(self, found):
        """Where its middle is, once it stands still: a finger waits for what still moves."""
        before, middle = None, self._middle_now(found)
        while middle != before:
            time.sleep(0.05)
            before, middle = middle, self._middle_now(found)
        return middle

    def _middle_now(self, found):
        box = self.evaluate(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])"
                            f"({found}.getBoundingClientRect())")  # fmt: skip
        return [round(value) for value in box]

    def _point(self, start, moves):
        x, y = start
        finger = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            *moves,
            {"type": "pointerUp", "button": 0},
        ]
        self._firefox.call(
            "input.performActions",
            context=self._context,
            actions=[{"type": "pointer", "id": "finger", "actions": finger,
                      "parameters": {"pointerType": "touch"}}],
        )  # fmt: skip
