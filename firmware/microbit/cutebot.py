"""ElecFreaks' Cutebot as main.py sees it.

Motors: I2C address 0x10, [1 left or 2 right, 2 forwards or 1 backwards, 0..100, 0]; headlights
[4 left or 8 right, red, green, blue]. Sonar: P8 sends, P12 hears. Line eyes: P13 left, P14 right,
0 over black.
"""

from machine import time_pulse_us
from microbit import i2c, pin8, pin12, pin13, pin14, sleep

NAME = "cutebot"
ADDRESS = 0x10
LEAST = 14  # the power that friction takes
ECHO_LONGEST = 12000  # microseconds: 2 m


def wheels(left, right):
    """Run the wheels, percent each, negative backwards."""
    i2c.write(ADDRESS, bytes([1, 1 if left < 0 else 2, power(left), 0]))
    i2c.write(ADDRESS, bytes([2, 1 if right < 0 else 2, power(right), 0]))


def power(percent):
    """What a motor is given for a part of its fastest."""
    return LEAST + (100 - LEAST) * abs(percent) // 100 if percent else 0


def lamps(red, green, blue):
    """Light both headlights."""
    i2c.write(ADDRESS, bytes([4, red, green, blue]))
    i2c.write(ADDRESS, bytes([8, red, green, blue]))


def distance():
    """What the sonar sees, in millimetres; -1 when it sees nothing."""
    pin8.write_digital(1)
    sleep(1)
    pin8.write_digital(0)
    echo = time_pulse_us(pin12, 1, ECHO_LONGEST)
    return -1 if echo < 0 else echo * 10 // 58


def line():
    """The eyes that are over black: 1 left, 2 right, added up."""
    return (0 if pin13.read_digital() else 1) + (0 if pin14.read_digital() else 2)
