"""What a Thymio's numbers mean: eyes in cm, floor and noise in percent, colours, tones, wheels."""

import pytest

from robots.abilities import BUTTONS, COLOURS, SIDES, SOUNDS
from robots.drivers import thymio_senses as senses
from robots.drivers import thymio_shows as shows
from robots.drivers.thymio_wheels import BASE, Counts, Odometer, straight, turn

PLAYGROUND = [
    (0, 14.0), (1236, 13.9), (1746, 10.8), (2222, 8.7), (2828, 6.6), (3542, 4.5), (4183, 2.4),
    (4395, 1.4),
]  # fmt: skip
"""What the middle eye read in asebaplayground, and how far its wall then was (cm)."""


@pytest.mark.parametrize(("raw", "cm"), PLAYGROUND)
def test_an_eye_tells_the_distance_within_half_a_centimetre(raw, cm):
    assert senses.centimetres(raw) == pytest.approx(cm, abs=0.5)


def test_an_eye_tells_less_the_more_it_reads_and_never_nonsense():
    distances = [senses.centimetres(raw) for raw in range(-5, 5000, 5)]
    assert distances == sorted(distances, reverse=True)
    assert (distances[0], distances[-1]) == (senses.REACH, 0.0)


@pytest.mark.parametrize("side", SIDES)
def test_each_side_has_eyes_of_its_own(side):
    eyes = [0] * 7
    for eye in senses.EYES[side]:
        eyes[eye] = 3000
    seen = {other for other in SIDES if senses.nearest(eyes, other) < senses.NEAR}
    assert seen == {side}


def test_every_button_of_ours_is_one_of_the_robot():
    assert set(senses.BUTTONS) == set(BUTTONS)


@pytest.mark.parametrize(
    ("raw", "percent", "line"),
    [((1000, 1000), 100, False), ((940, 960), 95, False), ((100, 900), 50, True),
     ((80, 90), 8, True), ((0, 0), 0, True), ((1023, 1023), 100, False)],
)  # fmt: skip
def test_the_floor_is_light_or_dark(raw, percent, line):
    assert senses.ground(raw) == pytest.approx(percent, abs=1)
    assert senses.on_line(raw) is line


@pytest.mark.parametrize(
    ("weight", "leaning"),
    [((0, 0, 23), "flat"), ((0, 0, 0), "flat"), ((6, -7, 21), "flat"), ((20, 3, 10), "left"),
     ((-16, 3, 10), "right"), ((2, 15, 12), "up"), ((2, -23, 0), "down")],
)  # fmt: skip
def test_it_leans_to_the_side_that_is_low(weight, leaning):
    assert senses.tilt(weight) == leaning


@pytest.mark.parametrize(("raw", "percent"), [(0, 0), (51, 20), (255, 100), (400, 100), (-3, 0)])
def test_noise_is_told_in_percent(raw, percent):
    assert senses.sound_level(raw) == percent


@pytest.mark.parametrize(
    ("raw", "percent"), [((0, 0), None), ((656, 656), 0), ((716, 716), 50), ((780, 780), 100)]
)
def test_the_battery_is_reckoned_as_the_firmware_does(raw, percent):
    assert senses.battery(raw) == (None if percent is None else pytest.approx(percent, abs=2))


def test_every_named_colour_is_a_light_of_its_own():
    lights = [shows.light(colour) for colour in COLOURS]
    assert len(set(lights)) == len(COLOURS)
    assert all(0 <= value <= 32 for light in lights for value in light)


@pytest.mark.parametrize(
    ("colour", "light"),
    [("#000000", (0, 0, 0)), ("#ffffff", (32, 32, 32)), ("#0080ff", (0, 16, 32)),
     ("#FF0000", (32, 0, 0))],
)  # fmt: skip
def test_any_colour_becomes_the_nearest_light(colour, light):
    assert shows.light(colour) == light


@pytest.mark.parametrize(("midi", "hertz"), [(69, 440), (60, 262), (36, 65), (96, 2093)])
def test_a_pitch_is_a_frequency(midi, hertz):
    assert shows.hertz(midi) == hertz


@pytest.mark.parametrize(("seconds", "ticks"), [(0.5, 30), (0.001, 1), (1000, 32767)])
def test_a_duration_is_never_zero_which_would_be_for_ever(seconds, ticks):
    assert shows.ticks(seconds) == ticks


@pytest.mark.parametrize("sound", SOUNDS)
def test_every_sound_is_a_short_tune(sound):
    assert 0 < sum(seconds for _, seconds in shows.TUNES[sound]) < 1.5


def test_a_half_speed_drive_goes_straight_at_half_the_target():
    motion = straight(15, 50)
    assert (motion.left, motion.right, motion.way, motion.ahead) == (250, 250, 15, 1)
    motion = straight(-15, 50)
    assert (motion.left, motion.right, motion.way, motion.ahead) == (-250, -250, 15, -1)


def test_a_turn_to_the_right_rolls_the_left_wheel_forwards():
    motion = turn(90, 100)
    assert motion.left == -motion.right > 0
    assert motion.way == pytest.approx(BASE * 3.14159 / 4, abs=0.01)
    assert turn(-90, 100).left < 0


def test_the_slowest_speed_still_moves():
    assert straight(1, 1).left == 20


def rolled(odometer: Odometer, ticks: int, left: int, right: int, *, every: int) -> None:
    """Let the robot count these speeds for so many ticks, read each so many ticks."""
    for tick in range(0, ticks + 1, every):
        counts = Counts(tick % 65536, word(tick * left), word(tick * right), left, right)
        odometer.add(counts)


def word(number: int) -> int:
    return (number + 32768) % 65536 - 32768


@pytest.mark.parametrize("every", [1, 5, 100, 500], ids="read every {} ticks".format)
def test_the_way_is_right_however_late_the_counts_come(every):
    odometer = Odometer()
    rolled(odometer, 1000, 500, 500, every=every)
    assert odometer.cm == pytest.approx(166, abs=0.1)
    assert odometer.degrees == pytest.approx(0, abs=0.1)
    assert odometer.seconds == pytest.approx(10)


def test_a_turn_is_told_in_degrees_and_only_once():
    odometer = Odometer()
    rolled(odometer, 100, 200, -200, every=5)
    cm, degrees = odometer.take()
    assert cm == pytest.approx(0, abs=0.01)
    assert degrees == pytest.approx(2 * 6.64 / BASE * 57.2958, abs=0.5)
    assert odometer.take() == (0, 0)


def test_what_was_not_really_driven_is_taken_back():
    odometer = Odometer()
    rolled(odometer, 100, 250, 250, every=5)
    odometer.forget(3, 0)
    assert odometer.cm == pytest.approx(5.3, abs=0.01)
    odometer.forget(0, 10)
    assert odometer.degrees == pytest.approx(-10, abs=0.01)


def test_units_and_ways_are_the_same_thing():
    odometer = Odometer()
    assert odometer.units(odometer.longest) == pytest.approx(0x7FFF, abs=1)
    assert odometer.units(0) == odometer.units(-3) == 1
    assert odometer.speed(straight(10, 100)) == pytest.approx(16.6)
