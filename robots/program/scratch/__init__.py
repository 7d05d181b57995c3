"""Scratch projects (`.sb3`): what maps comes over, and what does not is named, block by block.

How it is told in our words:

- One sprite comes over: the one with the most scripts under hats (the first of them where two have
  as many); the others and the stage's scripts are named.
- 4 Scratch steps are 1 cm, so that the 480 steps of Scratch's stage are 8 cells of 15 cm and a move
  of 60 steps is one cell. Directions are the same (0 up, 90 right).
- The arrow keys and the space bar are the robot's buttons. Touching the edge is an obstacle ahead.
- Scratch's lists begin at 1 and its texts may be numbers: places are counted from 0 here, and a
  text written like a number is one. Equal texts have equal letters here (a remark says so).
- A condition that has no like here is an empty hole, which never holds, as in Scratch.
- A place outside a list, and a division by zero, are errors here and nothing in Scratch.
"""

from __future__ import annotations

from robots.program.scratch.archive import project_text
from robots.program.scratch.read import read_project

__all__ = ["project_text", "read_project"]
