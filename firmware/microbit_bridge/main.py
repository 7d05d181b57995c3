"""Ribambelle's program for a micro:bit on USB that speaks to one in a robot by radio.

It passes lines on, both ways, and understands none of them. Beside it: group.py, the same file as
in the robot.
"""

import radio
from group import chosen_group
from microbit import Image, display, uart

LONGEST = 80  # characters of the longest line

uart.init(115200)
radio.config(group=chosen_group(), length=64, queue=6, power=7)
radio.on()
display.show(Image.ARROW_N)
kept = b""
while True:
    if uart.any():
        kept += uart.read() or b""
        while b"\n" in kept:
            line, kept = kept.split(b"\n", 1)
            radio.send_bytes(line)
        if len(kept) > LONGEST:
            kept = b""
    heard = radio.receive_bytes()
    if heard is not None:
        uart.write(heard + b"\n")
