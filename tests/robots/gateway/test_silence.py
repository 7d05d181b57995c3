"""Robots stop when no beat comes for 1.5 s, and at once after a sleep."""

import pytest

from robots.gateway.silence import Silence


class Clocks:
    def __init__(self):
        self.now, self.asleep, self.stops = 0.0, 0.0, 0
        self.silence = Silence(self.stop, lambda: self.now, lambda: self.now + self.asleep)

    def stop(self):
        self.stops += 1

    def pass_by(self, seconds, beats=True):
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            if beats:
                self.silence.beat()
            self.silence.look()


@pytest.fixture
def clocks():
    return Clocks()


def test_beats_keep_the_robots_going(clocks):
    clocks.pass_by(10)
    assert clocks.stops == 0


def test_a_second_and_a_half_of_silence_stops_them(clocks):
    clocks.pass_by(1.4, beats=False)
    assert clocks.stops == 0
    clocks.pass_by(0.2, beats=False)
    assert clocks.stops


def test_a_sleep_stops_them_even_when_the_clock_stood_still_and_a_beat_is_the_first_thing(clocks):
    clocks.pass_by(1)
    clocks.asleep += 2
    clocks.silence.beat()
    clocks.silence.look()
    assert clocks.stops


def test_a_process_that_was_held_stops_them(clocks):
    clocks.now += 2
    clocks.silence.beat()
    clocks.silence.look()
    assert clocks.stops


def test_a_short_nap_does_not(clocks):
    clocks.asleep += 1
    clocks.silence.look()
    assert clocks.stops == 0


def test_a_run_that_begins_in_silence_waits_for_a_beat_and_not_longer(clocks):
    clocks.pass_by(5, beats=False)
    clocks.stops = 0
    clocks.silence.grace()
    clocks.pass_by(1.4, beats=False)
    assert clocks.stops == 0
    clocks.pass_by(0.2, beats=False)
    assert clocks.stops


def test_a_run_that_begins_while_others_go_on_gives_them_no_more_time(clocks):
    clocks.pass_by(1, beats=False)
    clocks.silence.grace()
    clocks.pass_by(0.6, beats=False)
    assert clocks.stops
