"""A server on this machine stands for the internet; nothing else is reached."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import WebError
from dashboard.readers.address import IP, is_public, parse
from dashboard.readers.document import read_url
from dashboard.readers.found import Document
from dashboard.readers.web import Network, fetch, look_up
from tests.readers import making

HTML = {"Content-Type": "text/html; charset=utf-8"}
BOMB = gzip.compress(bytes(30_000_000))
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, HTML, making.PAGE.encode()),
    "/gzip": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(making.PAGE.encode())),
    "/bomb": (200, {**HTML, "Content-Encoding": "gzip"}, BOMB),
    "/brotli": (200, {**HTML, "Content-Encoding": "br"}, b"x"),
    "/cut": (200, {**HTML, "Content-Encoding": "gzip"}, BOMB[:-900]),
    "/large": (200, HTML, bytes(200_000)),
    "/short": (200, {**HTML, "Content-Length": "99"}, b"x"),
    "/picture": (200, {"Content-Type": "image/png"}, b"x"),
    "/none": (200, {}, b"x"),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, making.RSS),
    "/missing": (404, HTML, b"x"),
    "/there": (302, {"Location": "page"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/nowhere": (302, {}, b""),
    "/inside": (302, {"Location": "http://inside.example/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/user": (302, {"Location": "http://a:b@public.example/"}, b""),
    "/ip": (302, {"Location": "http://169.254.169.254/latest"}, b""),
    "/bracket": (302, {"Location": "http://[x"}, b""),
}


class Handler(BaseHTTPRequestHandler):
    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.headers["Host"])
        if self.path == "/drip":
            self._drip()
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(100):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    Handler.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield http
        http.shutdown()


@pytest.fixture
def url(server: ThreadingHTTPServer) -> Callable[[str], str]:
    return lambda path: f"http://public.example:{server.server_address[1]}{path}"


def resolve(host: str, port: int) -> Sequence[str]:
    names = {"public.example": ["127.0.0.1"], "inside.example": ["10.0.0.1"]}
    return names.get(host) or [host]


def allow(ip: IP) -> bool:
    return str(ip) == "127.0.0.1" or is_public(ip)


LOCAL = Network(resolve=resolve, allow=allow)


def test_a_page_is_fetched_by_name_and_read(url: Callable[[str], str]) -> None:
    page = fetch(url("/there"), network=LOCAL)
    assert page.url == url("/page")
    assert (page.kind, page.charset, page.data) == ("text/html", "utf-8", making.PAGE.encode())
    assert Handler.seen[-1] == url("")[len("http://") :]
    (found,) = read_url(url("/gzip"), network=LOCAL)
    assert isinstance(found, Document)
    assert found.url == url("/gzip")


def test_a_feed_is_fetched_with_absolute_addresses(url: Callable[[str], str]) -> None:
    first, second = read_url(url("/feed"), network=LOCAL)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.url) == ("Bridge & road closed", url("/news/1"))
    assert second.url == ""


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/bomb", "larger than 100,000 bytes"),
        ("/large", "larger than 100,000 bytes"),
        ("/brotli", "packed as 'br'"),
        ("/cut", "larger than|cut short"),
        ("/short", "cut short|IncompleteRead"),
        ("/picture", "image/png is not read"),
        ("/none", "unnamed content is not read"),
        ("/missing", "answers 404"),
        ("/loop", "more than 5 redirects"),
        ("/nowhere", "redirect to nowhere"),
        ("/inside", "10.0.0.1 is not an address of the public internet"),
        ("/ip", "169.254.169.254 is not an address of the public internet"),
        ("/file", "only http and https"),
        ("/user", "user name or password"),
        ("/bracket", "not a web address"),
    ],
)
def test_what_is_not_fetched(url: Callable[[str], str], path: str, reason: str) -> None:
    with pytest.raises(WebError, match=reason):
        fetch(url(path), network=LOCAL, size=100_000)


def test_a_server_that_drips_is_cut_off(url: Callable[[str], str]) -> None:
    start = time.monotonic()
    with pytest.raises(WebError, match=r"took longer than 0\.5 seconds"):
        fetch(url("/drip"), network=LOCAL, seconds=0.5)
    assert time.monotonic() - start < 3


def test_a_resolver_that_hangs_is_left_behind() -> None:
    never = threading.Event()

    def hang(host: str, port: int) -> Sequence[str]:
        never.wait(5)
        return []

    with pytest.raises(WebError, match="took longer"):
        fetch("http://a.example/", network=Network(resolve=hang), seconds=0.2)
    never.set()


def test_a_name_is_resolved_once_a_hop_and_that_address_is_used(url: Callable[[str], str]) -> None:
    """A name that changes its mind between the check and the connection leads nowhere else."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    network = Network(resolve=lambda host, port: next(answers), allow=allow)
    assert fetch(url("/page"), network=network).kind == "text/html"
    assert next(answers) == ["10.0.0.1"]


def test_one_inner_address_of_a_name_spoils_the_others(url: Callable[[str], str]) -> None:
    network = Network(resolve=lambda host, port: ["127.0.0.1", "::1"], allow=allow)
    with pytest.raises(WebError, match="::1 is not an address"):
        fetch(url("/page"), network=network)


def test_proxies_of_the_environment_are_not_used(
    url: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch(url("/page"), network=LOCAL).data


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(WebError, match="cannot be fetched"):
            fetch(f"http://public.example:{port}/", network=LOCAL)


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1"),
        *("240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1", "::", "::1", "fe80::1"),
        *(
            "fe80::1%eth0",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
        ),
        *("::ffff:8.8.8.8", "64:ff9b::7f00:1", "2001:0:1::1", "2001:db8::1", "::127.0.0.1"),
    ],
)
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1"])
def test_addresses_that_are_public(ip: str) -> None:
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1.", "１２７.0.0.1"],
)
def test_other_ways_to_write_this_machine(host: str) -> None:
    with pytest.raises(WebError):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "ftp://a.example/", "file:///etc/passwd", "//a.example/", "javascript:1"),
        *("http://", "http:///x", "http://a@b.example/", "http://:p@b.example/", "http://[::1"),
        *("http://a.example:22/", "http://a.example:x/", "http://a.example:99999/", "http://a b/"),
        *("http://a\\b/", "http://a.example/\r\nX: y", "http://-a.example/", "http://a..example/"),
        *("http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "gopher://a/"),
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    def local(host: str, port: int) -> Sequence[str]:
        return {"localhost": ["127.0.0.1"]}.get(host) or look_up(host, port)

    with pytest.raises(WebError):
        fetch(url, network=Network(resolve=local))


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda text: f"http://{text}"))
def test_no_address_raises_anything_else(url: str) -> None:
    try:
        address = parse(url)
    except WebError:
        return
    assert address.host.isascii()
    assert address.target.startswith("/")
    assert address.target.isascii()
    assert not set(address.target) & set(" \r\n")
