"""Where a server of this machine is, and by which names a browser may ask for it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """The address and port that a server listens on; `host` is a name or an IP address as it was given."""

    host: str
    port: int
    ip: str = ""
    """What the name `host` stands for, where it is a name."""

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.ip or self.host)

    @property
    def authority(self) -> str:
        """Host and port as an address has them."""
        return _authority(self.host, self.port)

    @property
    def url(self) -> str:
        """The address of the first page, without a token."""
        return f"http://{self.authority}/"

    @property
    def authorities(self) -> frozenset[str]:
        """What a browser may send as `Host`: any other name is one that somebody made stand for this address."""
        names = {self.host.lower(), (self.ip or self.host).lower(), *(["localhost"] if self.is_loopback else [])}
        written = {_authority(name, self.port) for name in names}
        # A browser leaves the port of http out.
        return frozenset(written | ({_authority(name, None) for name in names} if self.port == 80 else set()))


def is_loopback(host: str) -> bool:
    """Say whether an address is one of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_unspecified(ip: str) -> bool:
    """Say whether an IP address stands for every address of a machine, in whatever form it is written."""
    address = ipaddress.ip_address(ip)
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_unspecified


def _authority(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"
