"""Which web addresses may be fetched: public ones, written plainly."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit

from dashboard.errors import WebError

IP = IPv4Address | IPv6Address
REFUSED = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # RFC 6890, protocol assignments; a cloud's metadata
            "192.88.99.0/24",  # RFC 7526, relays to 6to4
            "168.63.129.16/32",  # Azure's metadata and platform services
            "2001::/23",  # RFC 2928, protocol assignments, Teredo among them
            "2001:db8::/32",  # RFC 3849, examples
            "2002::/16",  # RFC 3056, 6to4: an IPv4 address within
            "3fff::/20",  # RFC 9637, examples
        ),
    )
)
"""besides what the standard library calls private"""
GLOBAL_IPV6 = ip_network("2000::/3")
"""RFC 4291; outside of it lie NAT64, local, link-local, multicast and mapped addresses"""
PORTS = {"http": 80, "https": 443}
PATH = "/%:@!$&'()*+,;=~-._"
NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart; ``host`` is ASCII, ``target`` path and query as sent."""

    url: str
    secure: bool
    host: str
    port: int
    target: str

    @property
    def header(self) -> str:
        """The ``Host`` header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port in PORTS.values() else f"{host}:{self.port}"


def is_public(ip: IP) -> bool:
    """Whether an address belongs to the public internet, whichever way it is written."""
    if isinstance(ip, IPv6Address) and (ip not in GLOBAL_IPV6 or ip.scope_id):
        return False
    local = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local
    listed = any(ip in network for network in REFUSED if network.version == ip.version)
    return ip.is_global and not local and not listed and not ip.is_private


def parse(url: str) -> Address:
    """Raises ``WebError`` for other schemes, user names, odd ports and hosts that mislead."""
    shown = repr(url[:200])
    if re.search(r"[\x00-\x20\x7f\\]", url.strip()) or len(url) > 4000:
        raise WebError(f"{shown}: not a web address")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise WebError(f"{shown}: not a web address ({error})") from None
    if parts.scheme not in PORTS:
        raise WebError(f"{shown}: only http and https addresses are fetched")
    if "@" in parts.netloc:
        raise WebError(f"{shown}: an address with a user name or password is not fetched")
    port = PORTS[parts.scheme] if port is None else port
    if port < 1024 and port not in PORTS.values():
        raise WebError(f"{shown}: port {port} is not one of a web server")
    target = quote(parts.path or "/", safe=PATH)
    query = f"?{quote(parts.query, safe=PATH + '?')}" if parts.query else ""
    return Address(url.strip(), parts.scheme == "https", _host(host, shown), port, target + query)


def _host(host: str, shown: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise WebError(f"{shown}: not the name of a server") from None
    labels = ascii_host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        raise WebError(f"{shown}: an IP address written in an unusual way is not fetched")
    if not all(re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", label) for label in labels):
        raise WebError(f"{shown}: not the name of a server")
    return ascii_host
