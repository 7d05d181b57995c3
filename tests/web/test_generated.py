"""What the client knows of messages and words is what Python says now."""

import pytest

from web.server.generate import FOLDER, generated


@pytest.mark.parametrize("name", ["messages.ts", "words.ts", "animals.ts"])
def test_the_generated_files_are_fresh(name):
    assert (FOLDER / name).read_text("utf-8") == generated()[name], "run `make generate`"
