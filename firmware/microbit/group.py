"""The radio group of this micro:bit: a robot and its bridge have the same one, 1 to 99.

Hold A while it starts to change it: B counts on, A keeps it.
"""

from microbit import button_a, button_b, display, sleep

FILE = "group.txt"


def chosen_group():
    """The group, chosen anew when A is held at the start."""
    group = _kept()
    if button_a.is_pressed():
        group = _choose(group)
        with open(FILE, "w") as file:
            file.write(str(group))
    return group


def _kept():
    try:
        with open(FILE) as file:
            return int(file.read())
    except (OSError, ValueError):
        return 1


def _choose(group):
    while button_a.is_pressed():
        sleep(20)
    button_b.was_pressed()
    while not button_a.is_pressed():
        if button_b.was_pressed():
            group = group % 99 + 1
        display.scroll(group, delay=90)
    return group
