"""A photographed or scanned material (材料) as a page of a PDF: the picture's own bytes, not decoded and encoded again."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import StreamObject

A4 = (595.28, 841.89)
"""Points, upright."""
MARGIN = 34.0
"""Points; 12 mm, which printers can print on, and the page number fits into."""
MOST_PER_POINT = 1.0
"""A small picture is not blown up beyond 72 dpi: a phone's thumbnail does not become a page of squares."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_COLOURS = {0: 1, 2: 3}
"""Components by PNG colour type: grey and RGB; what uploads are normalised to."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as a PDF holds it: its compressed bytes, how they were compressed, and its size in pixels."""

    data: bytes = field(repr=False)
    filter: str
    width: int
    height: int
    components: int
    bits: int


def raster_of(data: bytes) -> Raster:
    """The picture in a JPEG or PNG.

    Raises ValueError for any other bytes.
    """
    if data.startswith(_PNG):
        return _of_png(data) or _encoded_anew(data)
    return _of_jpeg(data)


def add_picture_page(writer: PdfWriter, raster: Raster) -> PageObject:
    """Adds an A4 page, upright or lying as the picture is, with the picture as large as fits."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    width, height = A4 if raster.height >= raster.width else (A4[1], A4[0])
    scale = min((width - 2 * MARGIN) / raster.width, (height - 2 * MARGIN) / raster.height, MOST_PER_POINT)
    wide, high = raster.width * scale, raster.height * scale
    left, bottom = (width - wide) / 2, (height - high) / 2
    page = writer.add_blank_page(width, height)
    drawing = DecodedStreamObject()
    drawing.set_data(f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {bottom:.2f} cm /Im Do Q".encode())
    picture = writer._add_object(_stream(raster))  # pyright: ignore[reportPrivateUsage]  its only way to add a stream
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im"): picture})}
    )
    page[NameObject("/Contents")] = writer._add_object(drawing)  # pyright: ignore[reportPrivateUsage]  as above
    return page


def _stream(raster: Raster) -> StreamObject:
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

    stream = StreamObject()
    stream._data = raster.data  # pyright: ignore[reportPrivateUsage]  set_data would compress it once more
    colours = "/DeviceRGB" if raster.components == 3 else "/DeviceGray"
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": colours, "/Filter": raster.filter}
    numbers = {"/Width": raster.width, "/Height": raster.height, "/BitsPerComponent": raster.bits}
    stream.update({NameObject(key): NameObject(name) for key, name in names.items()})
    stream.update({NameObject(key): NumberObject(number) for key, number in numbers.items()})
    if raster.filter == "/FlateDecode":
        rows = {
            "/Predictor": 15,
            "/Colors": raster.components,
            "/BitsPerComponent": raster.bits,
            "/Columns": raster.width,
        }
        stream[NameObject("/DecodeParms")] = DictionaryObject(
            {NameObject(key): NumberObject(number) for key, number in rows.items()}
        )
    return stream


def _of_png(data: bytes) -> Raster | None:
    """A PNG's own rows (PDF 32000-1, 7.4.4.4: PDF predicts as PNG does); None where it is interlaced or has a palette."""
    if len(data) < 33:
        raise ValueError("a PNG ends within its head")
    width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if interlaced or colour not in _PNG_COLOURS or bits == 16:
        return None
    rows = bytearray()
    at = len(_PNG)
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            rows += data[at + 8 : at + 8 + length]
        at += length + 12
    return Raster(bytes(rows), "/FlateDecode", width, height, _PNG_COLOURS[colour], bits)


def _of_jpeg(data: bytes) -> Raster:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
        if opened.mode not in ("L", "RGB"):
            raise ValueError(f"a JPEG in {opened.mode} is no normalised upload")
        return Raster(data, "/DCTDecode", opened.width, opened.height, len(opened.mode), 8)


def _encoded_anew(data: bytes) -> Raster:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
        flat = opened.convert("RGB")
    encoded = io.BytesIO()
    flat.save(encoded, "JPEG", quality=90)
    return _of_jpeg(encoded.getvalue())
