"""The parts of a micro:bit that are faked: pins, screen, buttons, I2C; USB serial is stdin, stdout.

What the program does to them goes to stderr, one line of JSON each. What it senses is read from the
file that HANDS names, one line of JSON.
"""

import json
import os
import select
import sys
import time

_come = select.poll()
_come.register(sys.stdin, select.POLLIN)
_begun = time.ticks_ms()


def done(**what):
    """Tell what the program did."""
    what["t"] = running_time()
    sys.stderr.write(json.dumps(what) + "\n")


def hands(name, otherwise):
    """What a hand does to a part."""
    try:
        with open(os.getenv("HANDS")) as file:
            return json.loads(file.read()).get(name, otherwise)
    except (OSError, ValueError):
        return otherwise


def running_time():
    return time.ticks_diff(time.ticks_ms(), _begun)


def sleep(milliseconds):
    time.sleep_ms(milliseconds)


class _Uart:
    def init(self, baudrate):
        done(baud=baudrate)

    def any(self):
        # Two milliseconds at a time, so that the program's loop does not keep a computer busy.
        return bool(_come.poll(2))

    def read(self):
        data = b""
        while _come.poll(0) and len(data) < 64:
            data += sys.stdin.buffer.read(1)
        return data or None

    def write(self, data):
        sys.stdout.buffer.write(data if isinstance(data, bytes) else data.encode())


class _I2C:
    def write(self, address, data):
        if hands("off", 0):
            raise OSError(19)
        done(i2c=address, bytes="".join("%02x" % byte for byte in data))


class _Pin:
    def __init__(self, number):
        self.number = number

    def write_digital(self, value):
        pass

    def read_digital(self):
        return hands("p%d" % self.number, 1)


class _Button:
    def __init__(self, name):
        self.name = name
        self.was = 0

    def is_pressed(self):
        return bool(hands(self.name, 0))

    def was_pressed(self):
        return False


class _Display:
    def show(self, image):
        done(shows=image)

    def scroll(self, text, delay=0):
        done(shows=str(text))

    def read_light_level(self):
        return hands("light", 100)


class Image:
    HAPPY = "happy"
    ARROW_N = "arrow"


uart, i2c, display = _Uart(), _I2C(), _Display()
button_a, button_b = _Button("a"), _Button("b")
pin1, pin2, pin8, pin12 = _Pin(1), _Pin(2), _Pin(8), _Pin(12)
pin13, pin14, pin15 = _Pin(13), _Pin(14), _Pin(15)
