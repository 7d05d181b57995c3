"""A faked buzzer."""

from microbit import done


def pitch(hertz, milliseconds, wait=True):
    done(hertz=hertz, milliseconds=milliseconds)


def stop():
    done(hertz=0)
