"""Where tablets find this machine: its addresses in the local network, and its name."""

from __future__ import annotations

import socket

ELSEWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses that nobody has (RFC 5737, RFC 3849): no packet is sent to find the way to them."""
LOOPBACK = "127.0.0.1"


def local_addresses() -> list[str]:
    """The addresses and names of this machine, the one for tablets first; none off line."""
    found = [address for target in ELSEWHERE if (address := _way_to(*target))]
    return _once([*found, *_named(), *_names()])


def tablet_address(addresses: list[str]) -> str:
    """The address that tablets open: an IPv4 one, since names and IPv6 often fail in schools."""
    plain = [address for address in addresses if address.count(".") == 3 and address != LOOPBACK]
    return plain[0] if plain else LOOPBACK


def _way_to(target: str, family: socket.AddressFamily) -> str | None:
    """The address from which this machine would speak to the outside."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return None


def _named() -> list[str]:
    try:
        return list(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return []


def _names() -> list[str]:
    name = socket.gethostname().split(".")[0].lower()
    return [name, f"{name}.local"] if name else []


def _once(addresses: list[str]) -> list[str]:
    kept = [address for address in addresses if not address.startswith("127.")]
    return list(dict.fromkeys(kept))
