"""Bluetooth robots are recognised by what they tell on the air: each as its own kind, no other."""

import pytest

from robots.drivers.driver import Advertised
from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.emulators.gatt import GattEmulator
from robots.emulators.registry import emulator_class
from robots.world.shipped import shipped

TOLD = {
    kind: told
    for kind in kinds()
    if kind != SIMULATED and (told := driver_class(kind).advertised) is not None
}


def fits(told: Advertised, emulator: GattEmulator) -> bool:
    said = emulator.advertised
    return told.fits(said.name, said.services, said.manufacturer)


@pytest.mark.parametrize("kind", TOLD)
def test_a_robot_on_the_air_is_taken_for_what_it_is(kind):
    emulator = emulator_class(kind)(shipped("plain"))
    assert isinstance(emulator, GattEmulator)
    assert [other for other, told in TOLD.items() if fits(told, emulator)] == [kind]


def test_a_hub_of_lego_that_is_newer_is_taken_for_none_of_ours():
    service = "00001623-1212-efde-1623-785feabcd123"
    newer = {0x0397: bytes((0, 0x84, 0, 0, 0, 0))}
    assert not any(told.fits("New Hub", [service], newer) for told in TOLD.values())
