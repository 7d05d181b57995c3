"""A stand-in for BlueZ: `org.bluez` on a private bus, with robots made of software on its air.

It has what bleak asks for, after BlueZ's own description of its D-Bus interface, and the faults
that radios have. What it does is ours, so it shows that we use bleak rightly, not what BlueZ does;
`make test-bluetooth` asks the real one. Set on a device:

* `refuses`: this text is BlueZ's error to the next connectings, as many as `times`
* `hangs`: a connecting is never answered
* `half_open`: connected, but what it has is never known
* `deaf`: values that are written or read get no answer
* `slow`: seconds by which each notification comes late
* `absent`: it does not advertise
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from robots.emulators.gatt import GattEmulator
from robots.emulators.serving import TICK, Life
from robots.transports.gatt import uuid16
from robots.wire import gatt_lines

BLUEZ = "org.bluez"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
ADAPTER, DEVICE = f"{BLUEZ}.Adapter1", f"{BLUEZ}.Device1"
SERVICE, VALUE = f"{BLUEZ}.GattService1", f"{BLUEZ}.GattCharacteristic1"
HCI = "/org/bluez/hci0"
ADVERTISE = 0.02
"""Seconds between two advertisements."""
ON_THE_AIR = 0.002
"""Seconds that a value takes; meanwhile BlueZ refuses another for the same characteristic."""
ATTRIBUTE_PROFILE = uuid16(0x1801)
ADAPTER_VALUES = {
    "Address": "00:00:00:00:00:01", "Powered": True, "Discovering": False, "Roles": ["central"],
}  # fmt: skip
TYPES = {
    "Address": "s", "AddressType": "s", "Name": "s", "Alias": "s", "RSSI": "n", "UUIDs": "as",
    "Powered": "b", "Discovering": "b", "Roles": "as", "Adapter": "o", "Connected": "b",
    "ServicesResolved": "b", "Paired": "b", "Trusted": "b", "Blocked": "b", "UUID": "s",
    "Primary": "b", "Device": "o", "Service": "o", "Flags": "as", "MTU": "q", "Value": "ay",
    "Notifying": "b", "ManufacturerData": "a{qv}",
}  # fmt: skip


def typed(values: dict[str, object]) -> dict[str, Variant]:
    return {name: Variant(TYPES[name], value) for name, value in values.items()}


class Failed(Exception):
    """What BlueZ answers: an error's name and text."""

    def __init__(self, text: str = "", name: str = f"{BLUEZ}.Error.Failed") -> None:
        super().__init__(name, text)


class Device:
    """One robot on the air."""

    def __init__(self, bluez: BlueZ, emulator: GattEmulator, address: str) -> None:
        self.bluez, self.emulator = bluez, emulator
        self.path = f"{HCI}/dev_{address.replace(':', '_')}"
        self.refuses, self.times = "", 0
        self.hangs = self.half_open = self.deaf = self.absent = False
        self.slow = 0.0
        self.connects = 0
        self._life = Life(emulator, None)
        self._heard: list[gatt_lines.Said] = []
        self._decoder = gatt_lines.Decoder()
        self._paths: dict[str, str] = {}
        self._busy: set[str] = set()
        told = emulator.advertised
        self.values = {
            "Address": address, "AddressType": "random", "Name": told.name, "Alias": told.name,
            "Adapter": HCI, "RSSI": -60, "UUIDs": list(told.services), "Connected": False,
            "ServicesResolved": False, "Paired": False, "Trusted": False, "Blocked": False,
            "ManufacturerData": {k: Variant("ay", v) for k, v in told.manufacturer.items()},
        }  # fmt: skip
        emulator.drop = self.drop

    def advance(self) -> None:
        self._life.catch_up()

    def advertise(self) -> None:
        if self.absent or self.values["Connected"]:
            return
        if self.path not in self.bluez.objects:
            self.bluez.add(self.path, DEVICE, self.values)
        else:
            self.change(RSSI=-60 - (self.values["RSSI"] == -60))

    def change(self, **values: object) -> None:
        self.values |= values
        self.bluez.change(self.path, DEVICE, values)

    async def connect(self) -> None:
        self.connects += 1
        if self.hangs:
            await asyncio.Event().wait()
        if self.refuses and (self.times != 0):
            self.times -= 1
            raise Failed(self.refuses)
        self._say(self.emulator.linked)
        uuids = [*self.values["UUIDs"], ATTRIBUTE_PROFILE]
        self.change(Connected=True, UUIDs=uuids)
        if not self.half_open:
            self._show_values()
            self.change(ServicesResolved=True)

    def drop(self) -> None:
        """The link is gone, whoever ended it."""
        if not self.values["Connected"]:
            return
        self.emulator.say = lambda data: None
        self.emulator.unlinked()
        for path in list(self._paths):
            self.bluez.remove(path)
        self._paths.clear()
        self._busy.clear()
        self.change(ServicesResolved=False, Connected=False)

    def forget(self) -> None:
        """The link is gone with the adapter."""
        self.emulator.say = lambda data: None
        self.emulator.unlinked()
        self._paths.clear()
        self._busy.clear()
        self.values |= {"Connected": False, "ServicesResolved": False}

    def _show_values(self) -> None:
        number = 0x0A
        for service, characteristics in self.emulator.services.items():
            above = f"{self.path}/service{number:04x}"
            self._paths[above] = service
            values = {"UUID": service, "Primary": True, "Device": self.path}
            self.bluez.add(above, SERVICE, values)
            for characteristic, flags in characteristics.items():
                number += 1
                path = f"{above}/char{number:04x}"
                self._paths[path] = characteristic
                values = {
                    "UUID": characteristic, "Service": above, "Flags": sorted(flags),
                    "MTU": self.emulator.largest_write + 3, "Value": b"", "Notifying": False,
                }  # fmt: skip
                self.bluez.add(path, VALUE, values)
            number += 1

    async def use(self, path: str, member: str, body: list) -> list:
        """WriteValue, ReadValue, StartNotify, StopNotify; what they answer."""
        characteristic = self._paths[path]
        if self.deaf:
            await asyncio.Event().wait()
        if path in self._busy:
            raise Failed("In Progress", f"{BLUEZ}.Error.InProgress")
        self._busy.add(path)
        await asyncio.sleep(ON_THE_AIR)
        self._busy.discard(path)
        match member:
            case "WriteValue":
                number = 1 if body[1]["type"].value == "request" else None
                if number is None and len(body[0]) > self.emulator.largest_write:
                    raise Failed("Failed to initiate write")
                self._ask(gatt_lines.Write(characteristic, bytes(body[0]), number))
                return []
            case "ReadValue":
                return [self._ask(gatt_lines.Read(characteristic, 1)).data]
            case "StartNotify":
                self._ask(gatt_lines.Subscribe(characteristic, 1))
                return []
        raise Failed(member, "org.freedesktop.DBus.Error.UnknownMethod")

    def _ask(self, line: gatt_lines.Said) -> gatt_lines.Answer | None:
        heard = self._say(lambda: self._life.hear(gatt_lines.encode(line)))
        if any(isinstance(said, gatt_lines.Denied) for said in heard):
            raise Failed("Operation failed with ATT error: 0x03")
        return next((said for said in heard if isinstance(said, gatt_lines.Answer)), None)

    def _say(self, act) -> list[gatt_lines.Said]:
        """Do something to the robot; what it says at once."""
        self._heard = []
        self.emulator.say = self._hear
        act()
        return self._heard

    def _hear(self, data: bytes) -> None:
        for said in self._decoder.feed(data):
            self._heard.append(said)
            if isinstance(said, gatt_lines.Notified):
                asyncio.get_running_loop().call_later(self.slow, self._notified, said)

    def _notified(self, said: gatt_lines.Notified) -> None:
        for path, name in self._paths.items():
            if name == said.characteristic:
                self.bluez.change(path, VALUE, {"Value": said.data})


class BlueZ:
    """The service: objects with values, and what their methods do."""

    def __init__(self, bus: MessageBus) -> None:
        self.objects: dict[str, dict[str, dict[str, object]]] = {}
        self.devices: list[Device] = []
        self.scans = 0
        """How many scans were begun."""
        self._bus = bus
        self._tasks: set[asyncio.Task] = set()
        bus.add_message_handler(self._handle)
        self.objects[HCI] = {ADAPTER: dict(ADAPTER_VALUES)}

    @property
    def adapter(self) -> dict[str, object]:
        return self.objects[HCI][ADAPTER]

    @property
    def scanning(self) -> bool:
        return HCI in self.objects and bool(self.adapter["Discovering"])

    def put(self, emulator: GattEmulator, address: str) -> Device:
        """Put a robot on the air."""
        device = Device(self, emulator, address)
        self.devices.append(device)
        return device

    def unplug(self) -> None:
        """The adapter is pulled out: all that was reached through it is gone without a word."""
        for path in sorted(self.objects, reverse=True):
            self.remove(path)

    def plug_in(self) -> None:
        """The adapter is back, and knows nobody."""
        for device in self.devices:
            device.forget()
        self.add(HCI, ADAPTER, dict(ADAPTER_VALUES))

    async def live(self) -> None:
        """Let robots live and advertise, until cancelled."""
        due = 0.0
        while True:
            due += TICK
            for device in self.devices:
                device.advance()
                if self.scanning and due >= ADVERTISE:
                    device.advertise()
            due %= ADVERTISE
            await asyncio.sleep(TICK)

    def add(self, path: str, interface: str, values: dict[str, object]) -> None:
        self.objects[path] = {interface: values}
        self._tell(
            "/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [path, {interface: typed(values)}]
        )

    def remove(self, path: str) -> None:
        interfaces = list(self.objects.pop(path))
        self._tell("/", OBJECTS, "InterfacesRemoved", "oas", [path, interfaces])

    def change(self, path: str, interface: str, values: dict[str, object]) -> None:
        if path in self.objects:
            self.objects[path][interface] |= values
            body = [interface, typed(values), []]
            self._tell(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)

    def _tell(self, path: str, interface: str, member: str, signature: str, body: list) -> None:
        self._bus.send(Message.new_signal(path, interface, member, signature, body))

    def _handle(self, call: Message) -> bool | None:
        if call.message_type is not MessageType.METHOD_CALL or call.destination is None:
            return None
        if call.interface not in (OBJECTS, ADAPTER, DEVICE, VALUE):
            return None
        task = asyncio.create_task(self._answer(call))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _answer(self, call: Message) -> None:
        try:
            signature, body = await self._do(call)
        except Failed as failed:
            self._bus.send(Message.new_error(call, *failed.args))
        else:
            self._bus.send(Message.new_method_return(call, signature, body))

    async def _do(self, call: Message) -> tuple[str, list]:
        if call.member == "GetManagedObjects":
            told = {
                path: {interface: typed(values) for interface, values in interfaces.items()}
                for path, interfaces in self.objects.items()
            }
            return "a{oa{sa{sv}}}", [told]
        if call.path not in self.objects:
            raise Failed(call.path, "org.freedesktop.DBus.Error.UnknownObject")
        if call.interface == ADAPTER:
            return self._scan(call.member)
        device = next(one for one in self.devices if call.path.startswith(one.path))
        if call.member == "Connect":
            await device.connect()
        elif call.member == "Disconnect":
            device.drop()
        else:
            body = await device.use(call.path, call.member, call.body)
            return ("ay" if body else ""), body
        return "", []

    def _scan(self, member: str) -> tuple[str, list]:
        if member == "StartDiscovery":
            if not self.adapter["Powered"]:
                raise Failed("Resource Not Ready", f"{BLUEZ}.Error.NotReady")
            self.scans += 1
        if member in ("StartDiscovery", "StopDiscovery"):
            self.change(HCI, ADAPTER, {"Discovering": member == "StartDiscovery"})
        return "", []

    def close(self) -> Iterator[asyncio.Task]:
        for task in self._tasks:
            task.cancel()
            yield task
