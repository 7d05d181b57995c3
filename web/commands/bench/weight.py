"""What each page weighs before it starts: its HTML, scripts and styles as they travel, gzipped."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from web.commands.bench.figure import Figure

DIST = Path(__file__).parents[2] / "client" / "dist"
FLOOR = 239.0
"""KB of a bare Blockly page with four categories: the peers' floor (npm `blockly` 12.5.1, gzip)."""


def measure() -> list[Figure]:
    """One figure a page, in KB (1,000 bytes), as a ratio to the bare Blockly page."""
    weights = page_weights()
    return [
        Figure(f"weight-{page}", weight, "KB gzip", weight / FLOOR, "a bare Blockly page", {})
        for page, weight in weights.items()
    ]


def page_weights() -> dict[str, float]:
    """Page -> KB gzipped of what it needs before it starts, without fonts and late parts."""
    manifest: dict[str, list[str]] = json.loads((DIST / "manifest.json").read_text("utf-8"))
    return {
        name.removesuffix(".html"): sum(_travels(file) for file in {name, *files}) / 1000.0
        for name, files in manifest.items()
    }


def late_weights() -> dict[str, float]:
    """Page+part -> KB gzipped of a part that the page fetches later, all it needs included."""
    late: dict[str, dict[str, list[str]]] = json.loads((DIST / "late.json").read_text("utf-8"))
    return {
        f"{page.removesuffix('.html')}+{part}": sum(map(_travels, files)) / 1000.0
        for page, parts in late.items()
        for part, files in parts.items()
    }


def python_parts() -> dict[str, str]:
    """What Python is loaded from: what it is -> the name of its file in the client's assets."""
    found: dict[str, str] = json.loads((DIST / "python.json").read_text("utf-8"))
    return found


def python_weight() -> float:
    """KB gzipped of all that the browser's own Python is loaded from, our core included."""
    return sum(_travels(f"assets/{name}") for name in python_parts().values()) / 1000.0


def _travels(name: str) -> int:
    path = DIST / name
    if not path.exists():
        return 0
    twin = path.with_name(path.name + ".gz")
    return twin.stat().st_size if twin.exists() else len(gzip.compress(path.read_bytes()))
