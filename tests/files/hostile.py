"""Files that must never be accepted, each with what is wrong with it and how it is refused."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from files.samples import sample
from files.signatures import EICAR
from files.verdict import Reason
from tests.files.making import (
    animated_gif,
    animated_png,
    archive,
    chunk,
    flate,
    jpg,
    jpg_claiming,
    nested_archive,
    other,
    pdf,
    pdf_of,
    png,
    png_claiming,
    stream,
    zeros,
)

DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
HTML = b"<!DOCTYPE html><html><body onload=alert(1)><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@dataclass(frozen=True)
class Hostile:
    """One file: how it is made, under which name and type it comes, and the reason of its refusal."""

    why: str
    make: Callable[[], bytes]
    name: str
    reason: Reason
    declared: str | None = None


def _acting(action: bytes) -> Callable[[], bytes]:
    return partial(pdf, action, catalog=b"/OpenAction 5 0 R")


def _deep_pages() -> bytes:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(3, 103)]
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def _circle_of_pages() -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def _many_by_reference() -> bytes:
    """Ten thousand pages out of a few hundred bytes: the same hundred kids, two levels deep."""
    kids = b" ".join([b"3 0 R"] * 100)
    pages = b" ".join([b"4 0 R"] * 100)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count 1>>" % kids,
            b"<</Type/Pages/Kids[%s]/Count 1>>" % pages,
            b"<</Type/Page/MediaBox[0 0 9 9]>>",
        ]
    )


def _old_revision() -> bytes:
    """JavaScript in an object that a later revision replaced: readers disagree on which one counts."""
    first = pdf(b"<</S/JavaScript/JS(app.alert(1))>>")
    return first + b"5 0 obj\nnull\nendobj\n" + b"startxref\n0\n%%EOF\n"


def _in_object_stream() -> bytes:
    inner = b"<</S/Launch/F(cmd.exe)>>"
    packed = flate(b"6 0 " + inner, b"/Type/ObjStm/N 1/First 4")
    body = bytearray(b"%PDF-1.7\n")
    places = [0]
    for number, part in enumerate(
        (
            b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
            stream(b"0 0 m 9 9 l S"),
            packed,
        ),
        1,
    ):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(body)
    rows = [(0, 0, 255)] + [(1, place, 0) for place in places[1:]] + [(2, 5, 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4) + bytes([last]) for kind, place, last in rows)
    body += b"7 0 obj\n" + flate(table, b"/Type/XRef/W[1 4 1]/Size 8/Root 1 0 R") + b"\nendobj\n"
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


def _pdf_picture(width: int, height: int, packed: bytes, more: bytes = b"/Filter/FlateDecode") -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (
        width,
        height,
    )
    return pdf(stream(packed, entries + more), page=b"/Resources<</XObject<</I 5 0 R>>>>", content=b"/I Do")


def _encrypted() -> bytes:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(sample("sample.pdf"))))
    writer.encrypt(user_password="", owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _attached() -> bytes:
    file = stream(b"MZ", b"/Type/EmbeddedFile")
    return pdf(
        file, b"<</Type/Filespec/F(a.exe)/EF<</F 5 0 R>>>>", catalog=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>"
    )


def _text_bomb() -> bytes:
    return png_claiming(4, 4, zlib.compress(bytes(52)), before=chunk(b"zTXt", b"Comment\0\0" + zeros(80)))


HOSTILE: tuple[Hostile, ...] = (
    # nothing, too much, or nothing that we take
    Hostile("nothing", lambda: b"", "a.pdf", "file_empty"),
    Hostile("eleven megabytes", lambda: bytes(11 << 20), "a.pdf", "file_too_large"),
    Hostile("random bytes", lambda: bytes(range(7, 207)) * 9, "a.pdf", "file_unreadable"),
    Hostile("plain text", lambda: b"hello " * 99, "a.txt", "file_wrong_type"),
    Hostile("a gif", partial(other, "GIF"), "a.gif", "file_wrong_type"),
    Hostile("an animated gif", partial(animated_gif, 60), "a.gif", "file_wrong_type"),
    Hostile("a bmp", partial(other, "BMP"), "a.bmp", "file_wrong_type"),
    Hostile("a tiff", partial(other, "TIFF"), "a.tif", "file_wrong_type"),
    Hostile("a webp", partial(other, "WEBP"), "a.webp", "file_wrong_type"),
    Hostile("a phone's heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), "IMG_1.HEIC", "file_heic"),
    Hostile("a zip", lambda: archive({"a": b"b"}), "a.zip", "file_wrong_type"),
    Hostile("zips in zips", partial(nested_archive, 4), "a.zip", "file_wrong_type"),
    Hostile("a docx", lambda: archive(DOCX), "a.docx", "file_wrong_type"),
    Hostile(
        "a docx with macros", lambda: archive({**DOCX, "word/vbaProject.bin": b"\xd0\xcf"}), "a.docm", "file_wrong_type"
    ),
    Hostile("an old doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "file_wrong_type"),
    Hostile("a program", lambda: b"MZ\x90\0" + bytes(600), "a.exe", "file_wrong_type"),
    # names and types that lie
    Hostile("a docx called pdf", lambda: archive(DOCX), "a.pdf", "file_name_mismatch", "application/pdf"),
    Hostile(
        "entities in xml called pdf", lambda: b'<!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>', "a.pdf", "file_name_mismatch"
    ),
    Hostile("a gif called png", partial(other, "GIF"), "a.png", "file_name_mismatch", "image/png"),
    Hostile("html called jpg", lambda: HTML, "a.jpg", "file_name_mismatch", "image/jpeg"),
    Hostile("svg called png", lambda: SVG, "a.png", "file_name_mismatch", "image/png"),
    Hostile("svg after an xml head", lambda: b"<?xml version='1.0'?>\n" + SVG, "a.png", "file_name_mismatch"),
    Hostile("a program called pdf", lambda: b"MZ\x90\0" + bytes(600), "a.pdf", "file_name_mismatch"),
    Hostile("a script called jpg", lambda: b"#!/bin/sh\nrm -rf /\n", "a.jpg", "file_name_mismatch"),
    Hostile("png called jpg", png, "a.jpg", "file_name_mismatch"),
    Hostile("jpg called pdf", jpg, "a.pdf", "file_name_mismatch"),
    Hostile("pdf called exe behind pdf", pdf, "invoice.pdf.exe", "file_name_mismatch"),
    Hostile("a program's name before the end", jpg, "photo.exe.jpg", "file_name_mismatch"),
    Hostile("php before the end", jpg, "shell.php.jpg", "file_name_mismatch"),
    Hostile("html at the end", jpg, "photo.jpg.html", "file_name_mismatch"),
    Hostile("spaces hide the end", pdf, "a.pdf                    .scr", "file_name_mismatch"),
    Hostile("written backwards", jpg, "photo\u202egpj.exe", "file_name_mismatch"),
    Hostile("cut by a NUL", pdf, "a.exe\0.pdf", "file_name_mismatch"),
    Hostile("extension in wide letters", pdf, "a.ｅｘｅ", "file_name_mismatch"),
    Hostile("hidden letter in the extension", pdf, "a.e\u200bxe", "file_name_mismatch"),
    Hostile("percent-encoded extension", pdf, "a%2eexe", "file_name_mismatch"),
    Hostile("declared as html", jpg, "a.jpg", "file_name_mismatch", "text/html"),
    Hostile("declared as svg", png, "a.png", "file_name_mismatch", "image/svg+xml; charset=utf-8"),
    Hostile("declared as the other picture", png, "a.png", "file_name_mismatch", "image/jpeg"),
    # two things at once
    Hostile("html before a pdf", lambda: HTML + pdf(), "a.pdf", "file_name_mismatch"),
    Hostile("a byte before a pdf", lambda: b"\n" + pdf(), "a.pdf", "file_unreadable"),
    Hostile("html after a pdf", lambda: pdf() + HTML, "a.pdf", "file_mixed"),
    Hostile("html in the middle of a pdf", lambda: pdf(stream(bytes(4000) + HTML)), "a.pdf", "file_mixed"),
    Hostile("a zip after a pdf", lambda: pdf() + archive({"a.exe": b"MZ"}), "a.pdf", "file_mixed"),
    Hostile("a zip inside a pdf", lambda: pdf(stream(archive({"a.js": b"1"}))), "a.pdf", "file_mixed"),
    Hostile("a program after a pdf", lambda: pdf() + b"MZ\x90\0" + bytes(99), "a.pdf", "file_mixed"),
    Hostile("html after a jpg", lambda: jpg() + HTML, "a.jpg", "file_mixed"),
    Hostile("html in a comment of a jpg", lambda: jpg(comment=HTML), "a.jpg", "file_mixed"),
    Hostile("svg after a png", lambda: png() + SVG, "a.png", "file_mixed"),
    Hostile("php in a png", lambda: png() + b"<?php system($_GET[0]);", "a.png", "file_mixed"),
    Hostile("a script after a png", lambda: png() + b"alert(document.cookie); //", "a.png", "file_mixed"),
    Hostile("a zip after a jpg", lambda: jpg() + archive({"a.class": b"\xca\xfe\xba\xbe"}), "a.jpg", "file_mixed"),
    Hostile("a docx after a png", lambda: png() + archive(DOCX), "a.png", "file_mixed"),
    Hostile("a rar after a jpg", lambda: jpg() + b"Rar!\x1a\x07\x01\0" + bytes(99), "a.jpg", "file_mixed"),
    Hostile("a pdf after a jpg", lambda: jpg() + pdf(), "a.jpg", "file_mixed"),
    Hostile("a program after a png", lambda: png() + b"\x7fELF" + bytes(99), "a.png", "file_mixed"),
    Hostile("a jpg that is a script", lambda: jpg()[:4] + b"/*" + jpg()[6:], "a.jpg", "file_mixed"),
    # documents that act, hide or lock
    Hostile("locked without a password to open", _encrypted, "a.pdf", "file_encrypted"),
    Hostile("javascript on opening", _acting(b"<</S/JavaScript/JS(app.alert(1))>>"), "a.pdf", "file_active"),
    Hostile("javascript in disguise", _acting(b"<</S/J#61vaScript/J#53(app.alert(1))>>"), "a.pdf", "file_active"),
    Hostile("launches a program", _acting(b"<</S/L#61unch/F(cmd.exe)>>"), "a.pdf", "file_active"),
    Hostile("launches from an object stream", _in_object_stream, "a.pdf", "file_active"),
    Hostile("opens a web page", _acting(b"<</S/URI/URI(http://example.invalid)>>"), "a.pdf", "file_active"),
    Hostile("sends itself", _acting(b"<</S/SubmitForm/F(http://example.invalid)>>"), "a.pdf", "file_active"),
    Hostile("goes on after opening", _acting(b"<</S/GoTo/D[3 0 R/Fit]/Next 6 0 R>>"), "a.pdf", "file_active"),
    Hostile("acts on a page", lambda: pdf(page=b"/AA<</O<</S/Named/N/Print>>>>"), "a.pdf", "file_active"),
    Hostile("acts from an object nobody leads to", lambda: pdf(b"[<</S/#4aavaScript>>]"), "a.pdf", "file_active"),
    Hostile("javascript in an old revision", _old_revision, "a.pdf", "file_active"),
    Hostile("an attachment", _attached, "a.pdf", "file_active"),
    Hostile("an attached note", lambda: pdf(page=b"/Annots[<</Subtype/FileAttachment>>]"), "a.pdf", "file_active"),
    Hostile("a film", lambda: pdf(page=b"/Annots[<</Subtype/R#69chMedia>>]"), "a.pdf", "file_active"),
    Hostile("an xfa form", lambda: pdf(stream(b"<x/>"), catalog=b"/AcroForm<</XFA 5 0 R>>"), "a.pdf", "file_active"),
    # broken, endless, explosive
    Hostile("a pdf cut short", lambda: sample("sample.pdf")[:700], "a.pdf", "file_unreadable"),
    Hostile("a revision cut short", lambda: pdf() + b"9 0 obj\n<</A", "a.pdf", "file_unreadable"),
    Hostile("only a head", lambda: b"%PDF-1.7\n%%EOF", "a.pdf", "file_unreadable"),
    Hostile("no pages", lambda: pdf(pages=0), "a.pdf", "file_unreadable"),
    Hostile("a page without a size", lambda: pdf().replace(b"595 842", b"  0   0"), "a.pdf", "file_unreadable"),
    Hostile("201 pages", partial(pdf, pages=201), "a.pdf", "file_too_many_pages"),
    Hostile("10,000 pages", partial(pdf, pages=10_000), "a.pdf", "file_too_many_pages"),
    Hostile("10,000 pages by reference", _many_by_reference, "a.pdf", "file_too_many_pages"),
    Hostile("pages in a circle", _circle_of_pages, "a.pdf", "file_unreadable"),
    Hostile("pages a hundred deep", _deep_pages, "a.pdf", "file_unreadable"),
    Hostile("arrays 50,000 deep", lambda: pdf(b"[" * 50_000 + b"]" * 50_000), "a.pdf", "file_bomb"),
    Hostile("500 MB in a stream", lambda: pdf(stream(zeros(500), b"/Filter/FlateDecode")), "a.pdf", "file_bomb"),
    Hostile(
        "packed twice",
        lambda: pdf(stream(zlib.compress(zeros(100)), b"/Filter[/FlateDecode/FlateDecode]")),
        "a.pdf",
        "file_bomb",
    ),
    Hostile(
        "twenty filters",
        lambda: pdf(stream(b"00>", b"/Filter[" + b"/ASCIIHexDecode" * 20 + b"]")),
        "a.pdf",
        "file_bomb",
    ),
    Hostile("a picture larger than it says", lambda: _pdf_picture(1, 1, zeros(60)), "a.pdf", "file_bomb"),
    Hostile("a picture of 50k x 50k in a pdf", lambda: _pdf_picture(50_000, 50_000, zeros(1)), "a.pdf", "file_bomb"),
    Hostile(
        "a stream that claims 4 GB",
        lambda: pdf().replace(b"/Length 15 ", b"/Length 4294967295"),
        "a.pdf",
        "file_unreadable",
    ),
    Hostile("a jpg cut short", lambda: jpg()[:-4000], "a.jpg", "file_unreadable"),
    Hostile("a png cut short", lambda: png()[:-600], "a.png", "file_unreadable"),
    Hostile("only the head of a jpg", lambda: b"\xff\xd8\xff\xe0", "a.jpg", "file_unreadable"),
    Hostile("an animated png", partial(animated_png, 5), "a.png", "file_animated"),
    Hostile("50k x 50k in a png", lambda: png_claiming(50_000, 50_000, zeros(60)), "a.png", "file_bomb"),
    Hostile("10k x 10k in a png", lambda: png_claiming(10_000, 10_000, zeros(60)), "a.png", "file_bomb"),
    Hostile("50k x 50k in a jpg", partial(jpg_claiming, 50_000, 50_000), "a.jpg", "file_bomb"),
    Hostile("a text that unpacks to 80 MB in a png", _text_bomb, "a.png", "file_bomb"),
    # the test virus
    Hostile("the test virus", lambda: EICAR, "eicar.com", "file_infected"),
    Hostile("the test virus called pdf", lambda: EICAR, "eicar.pdf", "file_infected"),
    Hostile("the test virus after a jpg", lambda: jpg() + EICAR, "a.jpg", "file_infected"),
    Hostile("the test virus in a pdf", lambda: pdf(stream(EICAR)), "a.pdf", "file_infected"),
    Hostile("the test virus packed in a pdf", lambda: pdf(flate(EICAR)), "a.pdf", "file_infected"),
)
