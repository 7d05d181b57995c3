"""A Thymio's eyes, buttons, microphone and weight."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={
        "distance": {"prox.horizontal": [0, 0, 3000, 0, 0, 0, 0]},
        "obstacle": {"prox.horizontal": [0, 0, 3000, 0, 0, 0, 0]},
        "button": {"button.forward": 1},
        "bumped": {"tap": 1},
        "sound_level": {"clap": 1},
        "tilt": {"acc": [20, 2, 8]},
        "rest": {"prox.horizontal": None, "button.forward": 0, "acc": [0, 0, 23]},
    },
    options=("firmware=new", "firmware=old"),
)
