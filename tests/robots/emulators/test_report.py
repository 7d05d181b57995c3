"""The report of what an emulator really does."""

import json
from io import StringIO

from robots.emulators.report import Report


def told(*looks):
    file = StringIO()
    report = Report(file)
    for now, truth in looks:
        report.look(now, {"t": now} | truth)
    return [json.loads(line)["t"] for line in file.getvalue().splitlines()]


def test_it_is_written_twenty_times_a_second():
    assert told(*((look / 100, {"x": look}) for look in range(11))) == [0.0, 0.05, 0.1]


def test_a_change_is_written_at_once():
    at_rest, lit = {"targets": [0, 0]}, {"targets": [9, 0]}
    assert told((0.0, at_rest), (0.01, lit), (0.02, lit), (0.03, at_rest)) == [0.0, 0.01, 0.03]
