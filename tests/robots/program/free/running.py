"""Free texts, and their traces in virtual time."""

from robots.drivers.simulated import body_for
from robots.languages import names, sentence
from robots.program.free.program import free_program
from robots.program.scene import Scene, virtual
from robots.program.tree import Program
from robots.world.shipped import shipped
from robots.world.trace import Recorder


def run(text, timeout=3600.0, clock=None):
    """The trace of a free text."""
    free, trace, scene = free_program(text, names(), clock), [], Scene(sentence)
    body = body_for(free.words, shipped())
    facts = {"mat": "plain", "seed": 0}
    scene.add(Program([], face="python"), body, Recorder(trace.append), facts, free.compiled)
    virtual(scene, timeout)
    return trace
