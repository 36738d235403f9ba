"""Whatever the bytes, reading gives documents and problems and never raises."""

import random
import time
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.errors import ReadError
from dashboard.model import Problem
from dashboard.readers.encoding import decode
from dashboard.readers.feed import read_feed
from dashboard.readers.found import Document
from dashboard.readers.pdf import unwrapped, without_furniture
from dashboard.readers.single import read_single
from tests.readers import making

SEEDS = {
    "a.txt": "Kämpfe in Sirte\n\nمعارك في سرت".encode(),
    "a.html": making.PAGE.encode(),
    "a.eml": making.MAIL,
    "a.rss": making.RSS,
    "a.atom": making.ATOM,
    "a.pdf": making.pdf([["One line", "and one more."], ["Last page."]], title="T"),
    "a.docx": making.word(["One paragraph.", "And one more."]),
    "a.zip": making.packed([("a.txt", b"text"), ("b/c.html", b"<p>x</p>")]),
    "a.md": b"---\ndate: 2020-01-01\n---\n# Head\n\n* a [b](c)\n",
}
MAGIC = [b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"<html>", b"<?xml?><rss>",
         b"From: a\nTo: b\n\n",
         b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<feed>",
         b""]  # fmt: skip


def check(name: str, data: bytes) -> None:
    for found in read_single(name, data):
        assert isinstance(found, Document | Problem)
        if isinstance(found, Document):
            assert found.text.strip()
            assert not found.title or "\n" not in found.title
            found.text.encode("utf-8")
        else:
            assert found.reason


@settings(max_examples=300)
@given(st.sampled_from(sorted(SEEDS)), st.sampled_from(MAGIC), st.binary(max_size=400))
def test_random_bytes_after_each_magic_number(name: str, magic: bytes, data: bytes) -> None:
    check(name, magic + data)


@settings(max_examples=400)
@given(st.sampled_from(sorted(SEEDS)), st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    seed = SEEDS[name]
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 40)))
    check(name, seed[:start] + data.draw(st.binary(max_size=20)) + seed[end:])


@settings(max_examples=100)
@given(st.sampled_from(sorted(SEEDS)), st.floats(0, 1))
def test_truncated_files(name: str, share: float) -> None:
    check(name, SEEDS[name][: int(share * len(SEEDS[name]))])


@settings(max_examples=300)
@given(st.sampled_from(["a.txt", "a.md", "a.html", "a.eml"]), st.text(min_size=1))
@example("a.txt", "\x00\x01\x02")
@example("a.html", "<\x00p>")
@example("a.txt", "\u202e\ufeff\U0010ffff")
def test_any_text(name: str, text: str) -> None:
    check(name, text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_million_random_bytes(name: str) -> None:
    noise = random.Random(7).randbytes(1_000_000)
    start = time.monotonic()
    check(name, SEEDS[name][:20] + noise)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("piece", [*"a\n [<\x0b", "# ", "*_", "> ", "- ", "ب ", "a: b\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.eml"])
def test_a_million_characters(name: str, piece: str) -> None:
    check(name, (piece * (1_000_000 // len(piece))).encode())


@given(st.binary(max_size=300))
def test_decoding_gives_text_or_says_that_it_is_none(data: bytes) -> None:
    with suppress(ReadError):
        assert "\r" not in decode(data)


@given(st.lists(st.text(max_size=30)))
def test_joining_lines_keeps_every_letter_between_white_space(lines: list[str]) -> None:
    lines = [" ".join(line.split()) for line in lines]
    kept = "".join(unwrapped(lines).replace("-", "").split())
    assert kept == "".join("".join(lines).replace("-", "").split())


@given(st.lists(st.text(max_size=60), max_size=6))
def test_margins_are_left_out_of_any_pages(pages: list[str]) -> None:
    assert len("".join(without_furniture(pages))) <= len("".join(pages))


def test_a_feed_is_never_taken_for_a_path_or_an_address() -> None:
    for data in (b"/etc/passwd", b"http://127.0.0.1:9/feed"):
        with pytest.raises(ReadError, match="neither"):
            read_feed(data)


def test_an_atom_feed() -> None:
    (entry,) = read_feed(making.ATOM, url="https://e.example/feed")
    assert (entry.title, entry.url, entry.publisher) == (
        "Talks fail",
        "https://e.example/2",
        "Wire",
    )
    assert entry.text == "Talks in Velin failed."
    assert str(entry.published) == "2020-01-31"
