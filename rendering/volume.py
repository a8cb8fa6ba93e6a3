"""The volume (合订本): a package or slice as one PDF with a cover, contents, bookmarks, and page numbers that run through.

Whatever it holds stands in the zip as well, each with its hash: the zip is for machines, the volume is for reading and printing.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge.documents.cover import Bound
from knowledge.documents.model import digest
from rendering.picture_pages import Raster, add_picture_page, raster_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import IndirectObject

PDF = "application/pdf"
MOST_COVERS = 4
"""Times that a cover is made until its contents name the pages that follow from its own length."""
FROM_RIGHT, FROM_TOP = 42.0, 26.0
NUMBER_SIZE = 9
"""Points: where the running page number (页号) stands, in the corner in which files are numbered (DA/T 22)."""

Make = Callable[[Sequence[Bound], int], bytes]
"""Makes a cover from what is bound behind it and the page on which that begins."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One document or file in a volume."""

    title: str = field(repr=False)
    data: bytes = field(repr=False)
    media_type: str = PDF
    ours: bool = True
    """Whether we made it; of somebody else's PDF nothing but the pages is taken."""


def bind(pieces: Iterable[Piece], *, cover: Make, slip: Callable[[str], bytes], title: str, locale: str) -> bytes:
    """The volume; the same bytes whenever it is made again from the same pieces.

    `slip` makes the page that stands for a file which cannot be
    shown as pages, from its title: who reads it is told that the file itself lies in the package.
    """
    from pypdf import PdfReader

    bound = [(piece, _read(piece, slip)) for piece in pieces]
    contents = [
        Bound(piece.title, 1 if isinstance(content, Raster) else len(content.pages), digest(piece.data))
        for piece, content in bound
    ]
    front = PdfReader(io.BytesIO(_settled_cover(contents, cover)))
    writer = _new_writer(title, locale)
    writer.append(front, outline_item=title, import_outline=False)
    for piece, content in bound:
        if isinstance(content, Raster):
            page = add_picture_page(writer, content)
            writer.add_outline_item(title=piece.title, page_number=page.page_number)
        else:
            writer.append(content, outline_item=piece.title, import_outline=piece.ours)
    font = _number_font(writer)
    for number, page in enumerate(writer.pages, start=1):
        _stamp(writer, page, number, font)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _settled_cover(contents: Sequence[Bound], cover: Make) -> bytes:
    """The cover whose own length agrees with the pages that its contents name."""
    from pypdf import PdfReader

    length = 1
    for _ in range(MOST_COVERS):
        made = cover(contents, length + 1)
        found = len(PdfReader(io.BytesIO(made)).pages)
        if found == length:
            return made
        length = found
    return cover(contents, length + 1)


def _read(piece: Piece, slip: Callable[[str], bytes]) -> PdfReader | Raster:
    """The pages or the picture of a piece; the pages of a slip where there is nothing that can be shown."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        if piece.media_type != PDF:
            return raster_of(piece.data)
        reader = PdfReader(io.BytesIO(piece.data))
        if len(reader.pages):
            return reader
    # what somebody else's file makes a reader raise; ours must be whole
    except (PyPdfError, ValueError, OSError, LookupError, TypeError, AttributeError, RecursionError):
        if piece.ours:
            raise
    return PdfReader(io.BytesIO(slip(piece.title)))


def _new_writer(title: str, locale: str) -> PdfWriter:
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    writer.metadata = {"/Title": title, "/Creator": "yizheng", "/Producer": "yizheng"}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("zh-CN" if locale == "zh" else "en")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    return writer


def _number_font(writer: PdfWriter) -> IndirectObject:
    from pypdf.generic import DictionaryObject, NameObject

    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    font = DictionaryObject({NameObject(key): NameObject(name) for key, name in names.items()})
    return writer._add_object(font)  # pyright: ignore[reportPrivateUsage]  its only way to add an object


def _stamp(writer: PdfWriter, page: PageObject, number: int, font: IndirectObject) -> None:
    """The running number in the corner that is the upper right one for who reads the page, however it is turned."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

    resources = page.get("/Resources")
    own: Any = DictionaryObject() if resources is None else DictionaryObject(resources.get_object())
    fonts: Any = own.get("/Font")
    named = DictionaryObject() if fonts is None else DictionaryObject(fonts.get_object())
    named[NameObject("/PageNo")] = font
    own[NameObject("/Font")] = named
    page[NameObject("/Resources")] = own
    before, after = DecodedStreamObject(), DecodedStreamObject()
    before.set_data(b"q\n")
    text = f"BT /PageNo {NUMBER_SIZE} Tf 0.35 g {_corner(page)} Tm ({number}) Tj ET"
    after.set_data(f"\nQ q {text} Q".encode())
    drawn: Any = page.get("/Contents")
    content = None if drawn is None else drawn.get_object()
    middle = (
        [] if content is None else list(content) if isinstance(content, ArrayObject) else [page.raw_get("/Contents")]
    )
    first, last = (writer._add_object(one) for one in (before, after))  # pyright: ignore[reportPrivateUsage]  as above
    page[NameObject("/Contents")] = ArrayObject([first, *middle, last])


def _corner(page: PageObject) -> str:
    """The text matrix there."""
    box = page.cropbox
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    match page.rotation % 360:
        case 90:
            return f"0 1 -1 0 {left + FROM_TOP:.2f} {top - FROM_RIGHT:.2f}"
        case 180:
            return f"-1 0 0 -1 {left + FROM_RIGHT:.2f} {bottom + FROM_TOP:.2f}"
        case 270:
            return f"0 -1 1 0 {right - FROM_TOP:.2f} {bottom + FROM_RIGHT:.2f}"
        case _:
            return f"1 0 0 1 {right - FROM_RIGHT:.2f} {top - FROM_TOP:.2f}"
