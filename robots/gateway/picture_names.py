"""What children call robots: fruit and other things whose drawings the screens have."""

from __future__ import annotations

from collections.abc import Collection

PICTURE_NAMES = (
    "pomme",
    "poire",
    "citron",
    "cerise",
    "lune",
    "feuille",
    "etoile",
    "champignon",
    "ballon",
    "bateau",
    "fleur",
    "soleil",
    "nuage",
    "carotte",
    "fraise",
    "sapin",
    "coeur",
    "maison",
    "parapluie",
    "cle",
    "cadeau",
    "chapeau",
    "cloche",
    "fusee",
)
"""The keys of the screens' drawings, in the order in which robots get them."""


def next_name(taken: Collection[str]) -> str:
    """A name that no robot has yet; the least used one when there are more robots than names."""
    used = list(taken)
    return min(PICTURE_NAMES, key=used.count)
