"""Small files of each kind, made on the spot."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import docx
from pypdf import PdfReader, PdfWriter

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Shelling cuts road to Karda | Example Post</title>
<meta property="og:title" content="Shelling cuts road to Karda">
<meta property="og:site_name" content="Example Post">
<meta property="article:published_time" content="2020-01-08T10:00:00+00:00"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article>
<h1>Shelling cuts road to Karda</h1>
<p>Artillery fire cut the road between Karda and Velin on Wednesday, the mayor of Karda said.</p>
<p>Nobody was hurt, he added, but lorries with flour were waiting on both sides of the river.</p>
<p>The army did not comment. In Śródmieście the market stayed open until the late afternoon.</p>
</article><footer><p>Contact us</p></footer></body></html>"""

MAIL = (
    b"From: =?utf-8?q?J=C3=B6rg?= Example <j@example.org>\r\nTo: you@example.org\r\n"
    b"Subject: Fighting near\r\n =?utf-8?q?V=C3=A9lin?=\r\n"
    b"Date: Wed, 08 Jan 2020 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    b"Shots were heard near V\xe9lin.\r\n\r\nIt was quiet by noon.\r\n"
)

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Example Post</title>
<language>en</language>
<item><title>Bridge &amp;amp; road closed</title><link>/news/1</link>
<pubDate>Wed, 08 Jan 2020 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The bridge at Velin is closed.&lt;/p&gt;</description></item>
<item><title>No date</title><link>javascript:alert(1)</link></item></channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry>
<title>Talks fail</title><link href="https://e.example/2"/><updated>2020-02-01T01:00:00+03:00</updated>
<content type="html">&lt;p&gt;Talks in Velin failed.&lt;/p&gt;</content></entry></feed>"""


def pdf(pages: Sequence[Sequence[str]], *, password: str = "", title: str = "") -> bytes:
    """Lines of Latin text on pages; a page without lines is as empty as a scan."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_raw_pdf(pages))))
    if title:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20200109120000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _raw_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj{content}endobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode("latin-1")


def word(paragraphs: Sequence[str], *, title: str = "") -> bytes:
    """A docx with a table at its end."""
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if paragraphs:
        row = document.add_table(rows=1, cols=2).rows[0]
        row.cells[0].text, row.cells[1].text = "Karda", "3 dead"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip, also with names that lead out of it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()
