"""A foreign host, thymiodirect, drives our Thymio over TCP without knowing that it is ours."""

import json
import subprocess
import sys

import pytest

from tests.robots.emulators.test_process import emulator

pytestmark = pytest.mark.foreign

# It has threads and sockets that it never closes: it gets a process of its own to forget them in.
HOST = '''
import asyncio, json, os, sys, time
from thymiodirect import Thymio

events = []
robot = Thymio(use_tcp=True, host="127.0.0.1", tcp_port=int(sys.argv[1]),
               loop=asyncio.new_event_loop())
robot.connect()
node = robot.first_node()
robot.set_user_event_listener(node, lambda *event: events.append(event))
robot[node]["leds.circle"] = [1, 2, 3, 4, 5, 6, 7, 8]
time.sleep(0.3)
circle = robot[node]["leds.circle"]
robot.run_asm(node, """
dc end
dc _ev.init, init
end:
init:
push.s 32
store _userdata
push.s 0
store _userdata+1
push _userdata+1
push _userdata+1
push _userdata
callnat _nf.leds.top
emit 9, _userdata, 2
stop
""")
time.sleep(0.5)
print(json.dumps({
    "events": events,
    "circle": circle,
    "top": robot[node]["leds.top"],
    "ahead": robot[node]["prox.horizontal"][2],
    "last event": robot.events(node)[-1],
    "motor": robot.variable_offset(node, "motor.left.target"),
}), flush=True)
os._exit(0)
'''


def test_a_foreign_host_reads_sets_and_programs_it():
    with emulator("--option", "start=A6,0") as (_, place):
        port = place.rpartition(":")[2]
        command = [sys.executable, "-W", "ignore", "-c", HOST, port]
        ended = subprocess.run(command, capture_output=True, timeout=30, check=True)
    seen = json.loads(ended.stdout)
    assert seen["events"] == [[1, 9, [32, 0]]]
    assert seen["circle"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert seen["top"] == [32, 0, 0]
    assert seen["ahead"] > 4000
    assert (seen["last event"], seen["motor"]) == ("timer1", 86)
