"""A PDF read back: what is shown with which font and mark, and what a screen reader says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import ContentStream

_SHOWS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"Do",
    b"f",
    b"F",
    b"f*",
    b"S",
    b"s",
    b"B",
    b"b",
    b"B*",
    b"b*",
    b"sh",
    b"INLINE IMAGE",
}
_BFCHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(frozen=True, slots=True)
class Shown:
    """One operator that puts something on a page."""

    page: int
    operator: str
    mark: str
    """The role of the marked piece that it lies in; empty outside of any."""
    piece: int | None
    """The piece's number, of what is no artifact."""
    font: str
    codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An element of the structure tree as it is read out."""

    role: str
    text: str
    attributes: dict[str, Any]
    kids: tuple[Said, ...]

    def all(self, *roles: str) -> Iterator[Said]:
        """It and what is inside it, in order, of these roles."""
        if self.role in roles:
            yield self
        for kid in self.kids:
            yield from kid.all(*roles)


def opened(pdf: bytes) -> Any:
    """The PDF as pypdf reads it; without types, as its objects are what the file says."""
    return PdfReader(BytesIO(pdf), strict=True)


def everything_shown(reader: Any) -> Iterator[Shown]:
    """All that stands on the pages."""
    for number, page in enumerate(reader.pages, start=1):
        marks: list[tuple[str, int | None]] = []
        font = ""
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            values = cast("list[Any]", operands)
            if operator == b"BMC":
                marks.append((values[0][1:], None))
            elif operator == b"BDC":
                marks.append((values[0][1:], int(values[1]["/MCID"])))
            elif operator == b"EMC":
                marks.pop()
            elif operator == b"Tf":
                font = str(values[0])
            elif operator in _SHOWS:
                codes = _codes(values[0]) if operator == b"Tj" else ()
                mark, piece = marks[-1] if marks else ("", None)
                yield Shown(number, operator.decode(), mark, piece, font, codes)
        assert marks == [], f"page {number}: a mark is not closed"


def unicode_of(font: Any) -> dict[int, str]:
    """Code to characters, as a font's ToUnicode says."""
    found = _BFCHAR.findall(font["/ToUnicode"].get_object().get_data())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}


def read_aloud(reader: Any) -> Said:
    """The document as its tags tell it."""
    texts: dict[tuple[int, int], str] = {}
    fonts = [
        {name: unicode_of(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
        for page in reader.pages
    ]
    for shown in everything_shown(reader):
        if shown.piece is not None:
            key = (shown.page, shown.piece)
            known = fonts[shown.page - 1].get(shown.font, {})
            texts[key] = texts.get(key, "") + "".join(known[code] for code in shown.codes)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, start=1)}
    return _said(reader.root_object["/StructTreeRoot"]["/K"].get_object(), texts, pages)


def _said(element: Any, texts: dict[tuple[int, int], str], pages: dict[int, int]) -> Said:
    text, kids = "", list[Said]()
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            text += texts.get((pages[element.raw_get("/Pg").idnum], int(kid)), "")
        elif (one := kid.get_object()).get("/Type") == "/MCR":
            text += texts.get((pages[one.raw_get("/Pg").idnum], int(one["/MCID"])), "")
        else:
            kids.append(_said(one, texts, pages))
    attributes = {str(key): value for key, value in element.get("/A", {}).items()}
    if "/Alt" in element:
        attributes["alt"] = str(element["/Alt"])
    return Said(str(element["/S"])[1:], text, attributes, tuple(kids))


def _codes(shown: Any) -> tuple[int, ...]:
    data = bytes(shown.original_bytes)
    return tuple(int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
