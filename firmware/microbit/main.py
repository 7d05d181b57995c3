"""Ribambelle's program for a micro:bit in a robot: lines of text in, wheels and lamps out.

What the lines mean is written in PROTOCOL.md. They come over USB or by radio; the wheels stop when
nothing comes for a second. Beside it the micro:bit needs the file of its robot, maqueen.py or
cutebot.py.
"""

import machine
import music
import radio
from group import chosen_group
from microbit import Image, button_a, button_b, display, running_time, uart

try:
    import maqueen as robot
except ImportError:
    import cutebot as robot

VERSION = 1
SILENCE = 1000  # milliseconds without a line after which everything stops
EVERY = 100  # milliseconds between two readings
SHORT = 30  # a motion that ends so soon is not disturbed by a reading
LONGEST = 80  # characters of the longest line


class Wheels:
    """The wheels, and the motion that they make."""

    def __init__(self):
        self.number = 0
        self.until = None
        self.wanted = (0, 0)
        self.told = False

    def go(self, number, left, right, milliseconds):
        """Begin a motion; one that is repeated, because its answer was lost, is not begun again."""
        if number != self.number:
            self.number = number
            self.until = running_time() + milliseconds if milliseconds else None
            self.tell(left, right)

    def stop(self):
        """Stand still."""
        self.until = None
        self.tell(0, 0)

    def tell(self, left, right):
        """Tell the motors; a robot that is switched off, or missed it, is told again later."""
        self.wanted = (left, right)
        try:
            robot.wheels(left, right)
            self.told = True
        except OSError:
            self.told = False

    def again(self):
        """Tell the motors what they have missed."""
        if not self.told:
            self.tell(*self.wanted)

    def left(self):
        """Milliseconds until the motion ends by itself; None when it does not."""
        return None if self.until is None else self.until - running_time()


def percent(text):
    """A number from -100 to 100."""
    return max(-100, min(100, int(text)))


class Program:
    """Does what lines say, and says what the robot senses."""

    def __init__(self):
        self.wheels = Wheels()
        self.heard = None
        self.said = 0
        self.tried = 0
        self.by_radio = False
        self.kept = b""

    def begin(self):
        """Stand still, dark and silent, and show that the program runs."""
        self.still()
        self.shine(0, 0, 0)
        display.show(Image.HAPPY)

    def shine(self, red, green, blue):
        """Light the lamps, where the robot is switched on."""
        try:
            robot.lamps(red, green, blue)
        except OSError:
            pass

    def still(self):
        """Stop wheels and sound."""
        self.wheels.stop()
        music.stop()

    def step(self):
        """Listen, keep the time, say what is due."""
        self.listen()
        now = running_time()
        left = self.wheels.left()
        if left is not None and left <= 0:
            self.wheels.stop()
        if self.heard is not None and now - self.heard > SILENCE:
            self.heard = None
            self.still()
        if now - self.tried >= EVERY:
            self.tried = now
            self.wheels.again()
        busy = left is not None and 0 < left < SHORT
        if self.heard is not None and now - self.said >= EVERY and not busy:
            self.said = now
            self.say("r %d %d %d %d" % self.readings())

    def readings(self):
        """Distance in mm (-1: nothing seen), line, buttons, light."""
        buttons = (1 if button_a.is_pressed() else 0) + (2 if button_b.is_pressed() else 0)
        return robot.distance(), robot.line(), buttons, display.read_light_level()

    def listen(self):
        """Take the lines that came over USB and by radio."""
        if uart.any():
            self.kept += uart.read() or b""
            while b"\n" in self.kept:
                line, self.kept = self.kept.split(b"\n", 1)
                self.take(line, False)
            if len(self.kept) > LONGEST:
                self.kept = b""
        line = radio.receive_bytes()
        while line is not None:
            self.take(line, True)
            line = radio.receive_bytes()

    def take(self, line, by_radio):
        """Do what a line says; one that cannot be read is passed over."""
        try:
            words = str(line, "ascii").split()
            answer = self.do(words[0], words[1:])
        except (ValueError, IndexError, UnicodeError, KeyError):
            return
        self.heard = running_time()
        self.by_radio = by_radio
        if answer is not None:
            self.say(answer)

    def do(self, word, given):
        """Do one thing; the answer to it, or None."""
        if word == "?":
            self.still()
            self.wheels.number = 0
            return "hello %d %s %s" % (VERSION, robot.NAME, own_name())
        if word == "m":
            number = int(given[0])
            self.wheels.go(number, percent(given[1]), percent(given[2]), max(0, int(given[3])))
            return "a %d" % number
        if word == "s":
            self.still()
            return "a 0"
        if word == "l":
            self.shine(*[max(0, min(255, int(part))) for part in given[:3]])
        elif word == "t":
            music.pitch(int(given[0]), max(1, min(5000, int(given[1]))), wait=False)
        elif word != ".":
            raise KeyError(word)
        return None

    def say(self, line):
        """Answer on the way by which the last line came."""
        if self.by_radio:
            radio.send_bytes(bytes(line, "ascii"))
        else:
            uart.write(line + "\n")


def own_name():
    """Four hexadecimal digits that tell this micro:bit from others."""
    return "".join("%02x" % byte for byte in machine.unique_id()[-2:])


uart.init(115200)
radio.config(group=chosen_group(), length=64, queue=6, power=7)
radio.on()
program = Program()
program.begin()
while True:
    program.step()
