"""The faked parts of `machine`."""

from microbit import hands


def time_pulse_us(pin, level, longest):
    return hands("echo", -2)


def unique_id():
    return b"\x00\x00\x3f\xa2"
