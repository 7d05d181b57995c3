"""DFRobot's Maqueen (v3, v4) as main.py sees it.

Motors: I2C address 0x10, [0x00 left or 0x02 right, 0 forwards or 1 backwards, 0..255]. Sonar: P1
sends, P2 hears. Line eyes: P13 left, P14 right, 0 over black. Four lamps on P15.
"""

from machine import time_pulse_us
from microbit import i2c, pin1, pin2, pin13, pin14, pin15, sleep
from neopixel import NeoPixel

NAME = "maqueen"
ADDRESS = 0x10
LEAST = 35  # the power that friction takes
ECHO_LONGEST = 12000  # microseconds: 2 m
lights = NeoPixel(pin15, 4)


def wheels(left, right):
    """Run the wheels, percent each, negative backwards."""
    i2c.write(ADDRESS, bytes([0x00, 1 if left < 0 else 0, power(left)]))
    i2c.write(ADDRESS, bytes([0x02, 1 if right < 0 else 0, power(right)]))


def power(percent):
    """What a motor is given for a part of its fastest."""
    return LEAST + (255 - LEAST) * abs(percent) // 100 if percent else 0


def lamps(red, green, blue):
    """Light all lamps."""
    for index in range(4):
        lights[index] = (red, green, blue)
    lights.show()


def distance():
    """What the sonar sees, in millimetres; -1 when it sees nothing."""
    pin1.write_digital(1)
    sleep(1)
    pin1.write_digital(0)
    echo = time_pulse_us(pin2, 1, ECHO_LONGEST)
    return -1 if echo < 0 else echo * 10 // 58


def line():
    """The eyes that are over black: 1 left, 2 right, added up."""
    return (0 if pin13.read_digital() else 1) + (0 if pin14.read_digital() else 2)
