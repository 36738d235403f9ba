import os
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from dashboard.model import Problem
from dashboard.readers.document import read_documents
from dashboard.readers.found import Document
from dashboard.readers.limits import Limits
from dashboard.readers.single import read_single
from tests.readers import making

PARAGRAPH = "Artillery fire cut the road between Karda and Velin, and nobody was hurt."


def one(name: str, data: bytes) -> Document:
    (found,) = read_single(name, data)
    assert isinstance(found, Document), found
    return found


def reasons(name: str, data: bytes) -> list[str]:
    found = list(read_documents((name, data)))
    assert all(isinstance(problem, Problem) for problem in found), found
    return [
        f"{problem.file}: {problem.reason}" for problem in found if isinstance(problem, Problem)
    ]


def test_plain_text_stays_as_it_is() -> None:
    text = "  Road cut\n\nKarda \x07was shelled.\n"
    found = one("a.txt", text.replace("\n", "\r\n").encode())
    assert found.text == text
    assert found.title == "Road cut"
    assert found.published is None


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "cp1256"]
)
def test_text_in_other_encodings(encoding: str) -> None:
    text = (
        "Обстрел города\n\nВ городе слышны выстрелы, сообщил мэр. Погибших нет, дорога закрыта.\n"
    )
    if encoding == "cp1256":
        text = "قصف الطريق\n\nقال رئيس البلدية إن الطريق مغلق منذ صباح الأربعاء ولم يصب أحد بأذى.\n"
    assert one("a.txt", text.encode(encoding)).text == text


def test_a_page() -> None:
    found = one("anything", making.PAGE.encode())
    assert found.title == "Shelling cuts road to Karda"
    assert found.text.startswith("Shelling cuts road to Karda\n\nArtillery fire cut")
    assert "Śródmieście" in found.text
    assert "Contact us" not in found.text
    assert (found.published, found.published_from) == (date(2020, 1, 8), "page")
    assert (found.publisher, found.language) == ("Example Post", "en-GB")


def test_a_page_in_the_encoding_it_declares() -> None:
    page = making.PAGE.replace("utf-8", "iso-8859-2").encode("iso-8859-2")
    assert "Śródmieście" in one("a.html", page).text


def test_a_page_without_a_date_has_none() -> None:
    page = making.PAGE.replace("2020-01-08T10:00:00+00:00", "").replace("Wednesday", "5 May 2011")
    assert one("a.html", page.encode()).published is None


def test_markdown() -> None:
    text = (
        "---\ntitle: Road cut\ndate: 2020-01-08\n---\n# Road cut\n\nThe *road* to\n"
        "[Karda](http://e.example) is `cut`.\n\n- a\n- b <b>c</b>\n"
    )
    found = one("a.md", text.encode())
    assert found.text == "Road cut\n\nThe road to Karda is cut.\n\na\n\nb c"
    assert (found.title, found.published) == ("Road cut", date(2020, 1, 8))


def test_a_mail() -> None:
    found = one("a.eml", making.MAIL)
    assert (
        found.text == "Fighting near Vélin\n\nShots were heard near Vélin.\n\nIt was quiet by noon."
    )
    assert (found.published, found.publisher) == (date(2020, 1, 8), "Jörg Example")


def test_a_mail_with_attachments() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Two files", "a@example.org"
    mail.set_content("See below.")
    mail.add_attachment(
        making.word([PARAGRAPH]), maintype="application", subtype="x", filename="a.docx"
    )
    mail.add_attachment(b"PK", maintype="application", subtype="x", filename="b.xlsx")
    letter, attached = read_single("m.eml", mail.as_bytes())
    assert isinstance(letter, Document)
    assert isinstance(attached, Document)
    assert letter.warnings == ("attachments that were not read: b.xlsx",)
    assert attached.name == "m.eml/a.docx"
    assert attached.text.startswith(PARAGRAPH)


def test_a_pdf_whose_lines_are_joined_and_whose_margins_are_left_out() -> None:
    body = [
        "Artillery fire cut the road between Karda and",
        "Velin on Wednes-",
        "day.",
        "The army kept",
    ]
    pages = [["Example Post", *body, f"Page {i}"] for i in (1, 2, 3)]
    found = one("a.pdf", making.pdf(pages, title="Road cut"))
    paragraphs = found.text.split("\n\n")
    assert paragraphs[:2] == [
        "Road cut", "Artillery fire cut the road between Karda and Velin on Wednesday."
    ]  # fmt: skip
    assert "Example Post" not in found.text
    assert "Page" not in found.text
    assert (found.published, found.made) == (None, date(2020, 1, 9))


def test_a_pdf_that_is_scanned_in_part_says_so() -> None:
    found = one("a.pdf", making.pdf([[PARAGRAPH], []]))
    assert found.warnings == ("no text on 1 page of 2: scanned, or pictures only",)


def test_a_word_document() -> None:
    found = one("a.bin", making.word([PARAGRAPH, "", "Second."], title="Road cut"))
    assert found.text == f"Road cut\n\n{PARAGRAPH}\n\nSecond.\n\nKarda | 3 dead"


def test_a_feed_as_a_file() -> None:
    found = read_single("f.xml", making.RSS)
    assert [document.name for document in found if isinstance(document, Document)] == [
        "f.xml, entry 1", "f.xml, entry 2"
    ]  # fmt: skip


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good = PARAGRAPH.encode()
    archive = making.packed([
        ("bad.pdf", b"%PDF-1.4 nothing"), ("inner.zip", making.packed([("deep.txt", good)])),
        ("__MACOSX/._a", b"\0\5"), ("folder/page.html", making.PAGE.encode()),
    ])  # fmt: skip
    path = tmp_path / "a.zip"
    path.write_bytes(archive)
    found = list(read_documents(tmp_path / "gone.txt", path, ("b.txt", good)))
    assert [type(one).__name__ for one in found] == [
        "Problem", "Problem", "Document", "Document", "Document"
    ]  # fmt: skip
    names = [one.name for one in found if isinstance(one, Document)]
    assert names == ["a.zip/inner.zip/deep.txt", "a.zip/folder/page.html", "b.txt"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\0\n", "empty"),
        ("a.txt", bytes(range(256)) * 9, "not text"),
        ("a.pdf", making.pdf([[], []]), "no text on 2 pages: scanned"),
        ("a.pdf", making.pdf([["Secret"]], password="x"), "needs a password"),
        ("a.pdf", making.pdf([["Cut off"]])[:150], "damaged|no text"),
        ("a.docx", b"PK\x03\x04 no", "damaged or truncated archive"),
        ("a.docx", making.word(["x"])[:-200], "damaged or truncated archive"),
        ("a.docx", making.packed([("word/document.xml", b"<x")]), "damaged"),
        ("a.docx", making.word([]), "no text in the document"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Office file"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
        ("a.xlsx", making.packed([("[Content_Types].xml", b"x")]), "not a Word document"),
        ("a.xml", b"<?xml version='1.0'?><data/>", "neither a page nor a feed"),
        ("a.eml", b"From: a\nSubject: b\n\n", "no text in the mail"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no text in the page"),
        ("a.zip", making.packed([]), "without files"),
        ("a.zip", making.packed([("../../etc/x.txt", b"x")]), "points out of the archive"),
        ("a.zip", making.packed([("/etc/x.txt", b"x")]), "points out of the archive"),
        ("a.zip", making.packed([("C:\\x.txt", b"x")]), "points out of the archive"),
        ("a.zip", making.packed([("b.txt", bytes(5_000_000))]), "zip bomb"),
        ("a\x1b.txt", b"", "a\ufffd.txt"),
    ],
)  # fmt: skip
def test_bad_input_is_named_with_its_reason(name: str, data: bytes, reason: str) -> None:
    (told,) = reasons(name, data)
    assert any(part in told for part in reason.split("|")), told


def test_zips_in_zips_end_at_a_depth() -> None:
    data = PARAGRAPH.encode()
    for _ in range(5):
        data = making.packed([("a.zip", data)])
    (told,) = reasons("a.zip", data)
    assert told == "a.zip/a.zip/a.zip: a zip more than 2 deep; it was not unpacked"


def test_a_member_that_needs_a_password() -> None:
    data = bytearray(making.packed([("a.txt", b"text")]))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    (told,) = reasons("a.zip", bytes(data))
    assert told == "a.zip/a.txt: needs a password"


def test_what_is_unpacked_is_counted_over_all_files() -> None:
    words = os.urandom(600).hex().encode()
    archive = making.packed([(f"{i}.txt", words) for i in range(9)])
    found = list(read_documents(("a.zip", archive), limits=Limits(unpacked=3000, members=6)))
    problems = [one.reason for one in found if isinstance(one, Problem)]
    assert len(found) - len(problems) == 2
    assert any("more than 3,000 bytes unpacked" in reason for reason in problems)
    assert problems[-1] == "more than 6 files; the rest is left out"


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text " * 100)
    (found,) = read_documents(path, limits=Limits(file=99))
    assert found == Problem("a.txt", None, "", "larger than 99 bytes")


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    slow = b"<html><body><article><p>" + b"<span>wo rd</span>" * 60_000
    limits = Limits(seconds=3)
    found = list(read_documents(("s.html", slow), ("a.html", making.PAGE.encode()), limits=limits))
    assert found[0] == Problem("s.html", None, "", "took longer than 3 seconds")
    assert isinstance(found[1], Document)


def test_a_process_out_of_memory_is_a_problem() -> None:
    page = b"<html><body>" + b"<p>Some words of a long page.</p>" * 200_000
    found = list(read_documents(("a.html", page), limits=Limits(memory=1_000_000)))
    assert [type(one) for one in found] == [Problem]


def test_reading_can_be_given_up() -> None:
    reading = read_documents(*[("a.html", making.PAGE.encode())] * 99)
    assert isinstance(next(reading), Document)
    reading.close()  # type: ignore[attr-defined]
    assert list(reading) == []
