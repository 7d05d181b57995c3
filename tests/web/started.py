"""A class that was really started: `ribambelle start` and its two parts, as processes."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.web.browsers.lan import NAME

COMMAND = [sys.executable, "-m", "web.commands.main", "start", "--no-browser", "--no-find"]
WAY_IN = re.compile(r"(http://127\.0\.0\.1:\d+)/enter\?token=\S+")


def soon(holds, seconds=15.0):
    """Whether it holds before the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def named(pid, module):
    return module in Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def alive(pid):
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


class Started:
    """`way_in` opens the teacher's page once; `address` is the server's on this machine."""

    def __init__(self, data, *options):
        self.data = data
        self.process = subprocess.Popen(
            [*COMMAND, "--port", "0", "--robots", "1", "--data", str(data), *options],
            stdout=subprocess.PIPE,
            text=True,
        )
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if found := WAY_IN.search(line):
                self.way_in, self.address = found[0], found[1]
                break
        self.greeting = "".join(lines)

    @property
    def for_tablets(self):
        """The server's address as tablets say it, by this machine's name in the network."""
        return self.address.replace("127.0.0.1", NAME)

    def another_way_in(self):
        """A new one-time address of the teacher's page: the same command, once more."""
        again = [*COMMAND, "--data", str(self.data)]
        said = subprocess.run(again, capture_output=True, text=True, check=True, timeout=30)
        return WAY_IN.search(said.stdout)[0]

    def child(self, module):
        return next(pid for pid in children(self.process.pid) if named(pid, module))

    def kill(self, module):
        """kill -9 of one part; the number of the process that was killed."""
        pid = self.child(module)
        os.kill(pid, signal.SIGKILL)
        return pid

    def end(self):
        self.process.terminate()
        code = self.process.wait(15)
        self.process.stdout.close()
        return code
