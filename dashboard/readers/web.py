"""An address in, what is there out: public addresses only, bounded in size, time and kind.

Each hop's name is resolved once, every address it resolves to is checked, and the connection goes
to one of exactly these; so neither a redirect nor a name that changes its mind leads inside.
Proxies of the environment are not used.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from queue import Empty, Queue
from urllib.parse import urljoin

from dashboard.errors import WebError
from dashboard.readers.address import IP, Address, is_public, parse

HOPS = 5
"""redirects that are followed"""
KINDS = frozenset(
    {"text/html", "text/plain", "text/markdown", "text/xml"}
    | {
        f"application/{kind}"
        for kind in ("pdf", "xml", "xhtml+xml", "rss+xml", "atom+xml", "rdf+xml")
    }
)
HEADERS = {
    "User-Agent": "Dateline/0.1 (reads one report for one reader)",
    "Accept": "text/html, application/pdf, application/rss+xml, application/atom+xml, text/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 65_536


def look_up(host: str, port: int) -> list[str]:
    """Addresses of a name, as the system resolves it; raises ``OSError``."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Network:
    """How names are resolved and which addresses may be connected to.

    ``PUBLIC`` is what the program uses, and no setting changes it; tests make their own.
    """

    resolve: Callable[[str, int], Sequence[str]] = look_up
    allow: Callable[[IP], bool] = is_public
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


PUBLIC = Network()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent; ``url`` is where the last redirect led."""

    url: str
    data: bytes
    kind: str
    """media type, without parameters"""
    charset: str
    """as the server declares it; empty: it does not"""


def fetch(
    url: str, *, network: Network = PUBLIC, size: int = 10_000_000, seconds: float = 30
) -> Fetched:
    """Raises ``WebError`` naming the address and the reason.

    ``size`` bounds what is sent and what it unpacks to, in bytes; ``seconds`` all hops together.
    """
    deadline = time.monotonic() + seconds
    address = parse(url)
    for _ in range(HOPS + 1):
        try:
            with _connected(address, network, deadline) as connection:
                answer = _ask(connection, address)
                if answer.status not in REDIRECTS:
                    page = _received(answer, address, size)
                    _left(deadline)
                    return page
                location = answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            if isinstance(error, WebError):
                raise
            if time.monotonic() >= deadline:
                error = TimeoutError(f"took longer than {seconds:g} seconds")
            reason = str(error) or type(error).__name__
            raise WebError(f"{address.url[:200]!r}: cannot be fetched ({reason[:200]})") from error
        if not location:
            raise WebError(f"{address.url[:200]!r}: a redirect to nowhere")
        address = parse(_joined(address.url, location))
    raise WebError(f"{url[:200]!r}: more than {HOPS} redirects")


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location.strip())
    except ValueError:
        raise WebError(f"{location[:200]!r}: not a web address") from None


def _checked(address: Address, network: Network, deadline: float) -> list[str]:
    """All addresses of the host; one that is not allowed spoils the others."""
    found = _resolved(address, network, deadline)
    ips = [ip_address(one) for one in dict.fromkeys(found)]
    for ip in ips:
        if not network.allow(ip):
            raise WebError(f"{address.url[:200]!r}: {ip} is not an address of the public internet")
    if not ips:
        raise WebError(f"{address.url[:200]!r}: no such server")
    return [str(ip) for ip in ips]


def _resolved(address: Address, network: Network, deadline: float) -> Sequence[str]:
    """In a thread that is left behind when the resolver takes too long: it cannot be stopped."""
    answers: Queue[Sequence[str] | Exception] = Queue()

    def work() -> None:
        try:
            answers.put(network.resolve(address.host, address.port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=_left(deadline))
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise WebError(f"{address.url[:200]!r}: no such server ({answer})") from answer
    return answer


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@contextmanager
def _connected(
    address: Address, network: Network, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address that is cut off at the deadline, however slow it drips."""
    plain = _socket(_checked(address, network, deadline), address.port, deadline)
    stream = plain
    if address.secure:
        stream = network.tls.wrap_socket(
            plain, server_hostname=address.host, do_handshake_on_connect=False
        )
    timer = threading.Timer(_left(deadline), _cut, [stream])
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.sock = stream
    try:
        if isinstance(stream, ssl.SSLSocket):
            stream.do_handshake()
        yield connection
    finally:
        timer.cancel()
        connection.close()
        stream.close()


def _socket(ips: Sequence[str], port: int, deadline: float) -> socket.socket:
    error: OSError = TimeoutError()
    for ip in ips[:4]:
        try:
            return socket.create_connection((ip, port), timeout=_left(deadline))
        except OSError as failed:
            error = failed
    raise error


def _cut(stream: socket.socket) -> None:
    """Wakes the reader, also below TLS, which would first wait for the other side."""
    with suppress(OSError):
        socket.socket.shutdown(stream, socket.SHUT_RDWR)


def _ask(connection: http.client.HTTPConnection, address: Address) -> http.client.HTTPResponse:
    connection.request("GET", address.target, headers={"Host": address.header, **HEADERS})
    return connection.getresponse()


def _received(answer: http.client.HTTPResponse, address: Address, size: int) -> Fetched:
    shown = repr(address.url[:200])
    if answer.status != 200:
        raise WebError(f"{shown}: the server answers {answer.status} {answer.reason[:80]}")
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    if kind not in KINDS:
        raise WebError(f"{shown}: {kind or 'unnamed content'} is not read; pages, PDFs, feeds are")
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip"}:
        raise WebError(f"{shown}: packed as {encoding[:40]!r}, which was not asked for")
    data = bytearray()
    for sent, part in _parts(answer, packed="gzip" in encoding):
        data += part
        if max(sent, len(data)) > size:
            raise WebError(f"{shown}: larger than {size:,} bytes")
    return Fetched(address.url, bytes(data), kind, answer.headers.get_content_charset() or "")


def _parts(answer: http.client.HTTPResponse, *, packed: bool) -> Iterator[tuple[int, bytes]]:
    """Bytes sent so far and the next part, unpacked, of bounded length; raises if cut short."""
    unpacker = zlib.decompressobj(wbits=31)
    expected, sent = answer.length, 0
    while part := answer.read(CHUNK):
        sent += len(part)
        if not packed:
            yield sent, part
            continue
        while part and not unpacker.eof:
            yield sent, unpacker.decompress(part, CHUNK)
            part = unpacker.unconsumed_tail
    if packed:
        yield sent, unpacker.flush()
    if (expected is not None and sent < expected) or (packed and not unpacker.eof):
        raise ValueError("the answer was cut short")
