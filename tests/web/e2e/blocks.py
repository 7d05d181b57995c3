"""Building with blocks: pulled out of the toolbox with a finger, and dropped where they fit."""

import json

from tests.web.class_story import count, there

AWAY = 60
"""A detour in pixels: a block that is hardly moved is one that is tapped."""
INDENT, HEAD = 18, 54
"""Where a loop's mouth lies from its corner, in pixels at the scale of a tablet."""
PLACED = ".blocklySvg .blocklyDraggable:not(.blocklyShadow)"
AT_REST = f"""new Promise(then => {{
  const places = () => JSON.stringify([...document.querySelectorAll("{PLACED}")]
    .map(block => block.getBoundingClientRect()));
  const before = places();
  setTimeout(() => then(before === places() && !document.querySelector(".blocklyDragging")), 100);
}})"""
"""An expression: nothing moves on the workspace."""
ALONE = ".blocklySvg .blocklyBlockCanvas > .blocklyDraggable"
"""The blocks that hang on no other."""


def add(page, family, kind, place):
    """Pull a block out of its family to where it hangs itself on the one stack there is."""
    put(page, family, kind, place)
    assert page.evaluate(count(ALONE)) == 1, f"{kind} hangs nowhere"


def put(page, family, kind, place, *, grip="image", number=0):
    """Pull a block out of its family; `place` is the window's point for its corner.

    `grip` is what the finger takes of it; `number` says which of its kind the family offers.
    """
    offered = f".blocklyFlyout .{kind}"
    page.tap(f"#family_{family}")
    page.wait(there(offered))
    name = page.evaluate(f"[...document.querySelectorAll('{offered}')].at({number}).dataset.id")
    block = f".blocklyFlyout [data-id={json.dumps(name)}]"
    before = page.evaluate(count(PLACED))
    corner, held = _box(page, block), _box(page, f"{block} {grip}", 0)
    x = place[0] + held["x"] - corner["x"] + held["width"] / 2
    y = place[1] + held["y"] - corner["y"] + held["height"] / 2
    page.drag(f"{block} {grip}", (x + AWAY, y + AWAY), (x, y))
    page.wait(f"{count(PLACED)} > {before} && await {AT_REST}")


def corner(page, selector, number=-1):
    """The window's point of the corner of what stands there."""
    box = _box(page, selector, number)
    return box["x"], box["y"]


def below(page, kind, number=-1):
    """Where a block hangs itself under the one of that kind (the last one)."""
    box = _box(page, f".blocklySvg .{kind}", number)
    return box["x"], box["y"] + box["height"]


def inside(page, kind):
    """Where a block hangs itself into a loop that is empty."""
    box = _box(page, f".blocklySvg .{kind}")
    return box["x"] + INDENT, box["y"] + HEAD


def ids(page, kind):
    """The blocks of a kind on the workspace, by their names."""
    return page.evaluate(
        f"[...document.querySelectorAll('.blocklySvg .{kind}')].map(block => block.dataset.id)"
    )


def _box(page, selector, number=-1):
    return page.evaluate(
        f"(({{x, y, width, height}}) => ({{x, y, width, height}}))"
        f"([...document.querySelectorAll({json.dumps(selector)})].at({number})"
        ".getBoundingClientRect())"
    )
