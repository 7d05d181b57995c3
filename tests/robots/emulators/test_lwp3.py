"""The LEGO hubs made of software, in virtual time: what they tell, how their motors obey."""

import pytest

from robots.emulators.boost import Boost
from robots.emulators.lwp3_hub import CHARACTERISTIC
from robots.emulators.powered_up import PoweredUp
from robots.emulators.spike_essential import SpikeEssential
from robots.emulators.technic import Technic
from robots.errors import Refused
from robots.wire import gatt_lines, lwp3, lwp3_hub
from robots.wire.lwp3_hub import Attached, Detached, Done, Fault, Outcome, PortValue, Told
from robots.world.shipped import shipped


class Host:
    """A host that has just subscribed."""

    def __init__(self, kind=SpikeEssential, **options) -> None:
        self.hub = kind(shipped("plain"), {"start": "C3", **options})
        self.now = 0.0
        self.lines = gatt_lines.Decoder()
        self.said = []
        self.hub.say = self._hear
        self.hub.linked()
        self.hub.listened.add(CHARACTERISTIC)
        self.hub.subscribed(CHARACTERISTIC)

    def _hear(self, data: bytes) -> None:
        for line in self.lines.feed(data):
            if isinstance(line, gatt_lines.Notified):
                self.said += lwp3_hub.read(line.data)

    def take(self) -> list:
        said, self.said = self.said, []
        return said

    def tell(self, *messages: bytes) -> list:
        self.take()
        for message in messages:
            self.hub.wrote(CHARACTERISTIC, message)
        return self.take()

    def wait(self, seconds: float) -> list:
        self.take()
        self.now += seconds
        self.hub.advance(self.now)
        return self.take()

    def truth(self, name: str):
        return self.hub.truth()[name]


def test_a_hub_begins_by_telling_what_is_attached():
    told = Host().take()
    assert Attached(0, 0x41) in told
    assert Attached(49, 0x17) in told
    assert Attached(0x10, 0x27, (0, 1)) in Host(Boost).take()


def test_a_timed_order_ends_by_itself_and_tells_so():
    host = Host()
    assert host.tell(lwp3.timed(0, 500, 50)) == [Done(((0, Outcome.STARTED),))]
    host.wait(0.3)
    assert host.truth("wheels")[0] < -10
    assert Done(((0, Outcome.DONE | Outcome.IDLE),)) in host.wait(0.3)
    host.wait(0.3)
    assert host.truth("wheels") == [0, 0]


def test_a_pair_counts_its_degrees():
    host = Host()
    [made] = host.tell(lwp3.pair_ports(0, 1))
    assert made == Attached(0x10, 0x41, (0, 1))
    host.tell(lwp3.input_format(0, 2), lwp3.input_format(1, 2))
    host.tell(lwp3.counted_pair(0x10, 360, -50, 50))
    before = host.truth("y")
    said = host.wait(3.0)
    ends = {said.port: said.data for said in said if isinstance(said, PortValue)}
    degrees = [int.from_bytes(ends[port], "little", signed=True) for port in (0, 1)]
    assert degrees == [pytest.approx(-360, abs=2), pytest.approx(360, abs=2)]
    assert host.truth("y") - before == pytest.approx(17.6, abs=0.3)
    assert Done(((0x10, Outcome.DONE | Outcome.IDLE),)) in said


def test_a_power_goes_on_for_ever_and_a_brake_ends_it():
    host = Host(Boost)
    host.tell(lwp3.start_power_pair(0x10, 40, -40))
    host.wait(0.8)
    assert host.truth("wheels")[0] > 10
    host.tell(lwp3.start_power_pair(0x10, lwp3.BRAKE, lwp3.BRAKE))
    host.wait(0.3)
    assert host.truth("wheels") == [0, 0]


def test_a_lost_link_changes_nothing():
    host = Host(Boost)
    host.tell(lwp3.start_power_pair(0x10, 40, 40))
    host.hub.unlinked()
    host.wait(2.0)
    assert host.truth("wheels")[0] > 10


def test_a_light_shows_what_is_of_its_mode():
    host = Host()
    host.tell(lwp3.light_index(49, 9))
    assert host.truth("leds") == {"top": [32, 0, 0]}
    host.tell(lwp3.light(49, 0, 0, 255))
    assert host.truth("leds") == {"top": [32, 0, 0]}
    host.tell(lwp3.input_format(49, 1), lwp3.light(49, 0, 0, 255))
    assert host.truth("leds") == {"top": [0, 0, 32]}


def test_sensors_tell_when_something_changes():
    host = Host(Technic)
    host.tell(lwp3.input_format(2, 0), lwp3.input_format(3, 0))
    host.wait(0.2)
    host.hub.press("colour", 9)
    host.hub.press("distance", 12)
    said = host.wait(0.2)
    assert said == [PortValue(2, b"\x09"), PortValue(3, (120).to_bytes(2, "little"))]
    assert host.wait(0.2) == []


def test_button_and_battery_are_told_when_they_are_asked_for():
    host = Host(PoweredUp, battery="40")
    host.hub.press("button", 1)
    assert host.take()[-1] != Told(2, 6, b"\1")
    assert host.tell(lwp3.property_message(6, 5)) == [Told(6, 6, b"\x28")]
    host.tell(lwp3.property_message(2, 2))
    host.hub.press("button", 0)
    assert host.take() == [Told(2, 6, b"\0")]


def test_what_it_cannot_do_is_a_fault():
    host = Host(PoweredUp, virtual="0")
    assert host.tell(lwp3.pair_ports(0, 1)) == [Fault(0x61, 6)]
    assert host.tell(lwp3.message(0x7E, b"")) == [Fault(0x7E, 5)]
    assert host.tell(lwp3.start_speed(9, 10)) == [Fault(0x81, 6)]
    host.hub.press("unplug", 1)
    assert host.take() == [Detached(1)]


def test_bytes_that_mean_nothing_are_refused():
    with pytest.raises(Refused):
        Host().tell(b"\xff\xff\xff\xff")


@pytest.mark.parametrize("options", [{"speed": "9"}, {"start": "Z9"}, {"battery": "full"}])
def test_options_that_mean_nothing_are_refused(options):
    with pytest.raises(ValueError, match="unknown|no cell|invalid"):
        Host(**options)
