import subprocess
import sys

import pytest

from web.commands.main import exit_code
from web.server.pages import product_version


@pytest.mark.parametrize(
    "line",
    [["nothing"], ["bench", "nothing"], ["bench", "--speed"], ["--no-such-flag"]],
)
def test_a_wrong_command_line_is_64(line, capsys):
    assert exit_code(line) == 64
    assert capsys.readouterr().out == ""


def test_the_version_is_told():
    done = subprocess.run(
        [sys.executable, "-m", "web.commands.main", "--version"],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"ribambelle {product_version()}\n")
