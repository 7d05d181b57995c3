"""Blocks: the face of a program that is Blockly's workspace JSON.

Our words are block types `robot_<word>`; everything else is Blockly's own built-in blocks, with the
meaning that Blockly's own Python generator gives them. A node's id is its block's id.
"""

from robots.program.blocks.read import read_blocks
from robots.program.blocks.write import write_blocks

__all__ = ["read_blocks", "write_blocks"]
