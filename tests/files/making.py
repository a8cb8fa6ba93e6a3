"""Files made for the tests: PDFs object by object, pictures and archives of any shape."""

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageDraw, ImageFilter


def pdf(
    *extra: bytes, catalog: bytes = b"", page: bytes = b"", content: bytes = b"0 0 m 99 99 l S", pages: int = 1
) -> bytes:
    """A PDF of `pages` times the same page; `extra` become objects 5, 6, …, `catalog` and `page` further entries."""
    kids = b"3 0 R " * pages
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R %s>>" % catalog,
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R %s>>" % page,
            stream(content),
            *extra,
        ]
    )


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R %s>>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object as it is."""
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def flate(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object, deflated."""
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode " + entries)


def zeros(megabytes: int) -> bytes:
    """What deflate makes of that many megabytes of nothing, without ever holding them."""
    engine = zlib.compressobj(9)
    packed = b"".join(engine.compress(bytes(1 << 20)) for _ in range(megabytes))
    return packed + engine.flush()


def plan(width: int = 1200, height: int = 900, mode: str = "RGB") -> Image.Image:
    """A picture with sharp lines and writing, red in its upper left corner."""
    image = Image.new("RGB", (width, height), (245, 245, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 4, height // 4), fill=(220, 20, 20))
    for step in range(8):
        pen.line((width // 2, height * step // 8, width, height * step // 8 + 9), fill=(20, 20, 20), width=3)
        pen.text((width // 3, height * step // 8), "floor plan 1:100", fill=(0, 0, 0), font_size=24)
    return image if mode == "RGB" else image.convert(mode)


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """The picture, out of focus."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def jpg(image: Image.Image | None = None, **options: object) -> bytes:
    """A JPEG of a picture."""
    out = io.BytesIO()
    (image or plan()).save(out, "JPEG", **options)
    return out.getvalue()


def png(image: Image.Image | None = None, **options: object) -> bytes:
    """A PNG of a picture."""
    out = io.BytesIO()
    (image or plan()).save(out, "PNG", **options)
    return out.getvalue()


def other(form: str) -> bytes:
    """The picture in another format that Pillow writes."""
    out = io.BytesIO()
    plan(300, 200).save(out, form)
    return out.getvalue()


def animated_png(frames: int) -> bytes:
    """An animated PNG."""
    pictures = [plan(40, 40).rotate(turn) for turn in range(frames)]
    return png(pictures[0], save_all=True, append_images=pictures[1:])


def animated_gif(frames: int) -> bytes:
    """An animated GIF."""
    out = io.BytesIO()
    pictures = [plan(16, 16).rotate(turn) for turn in range(frames)]
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """One PNG chunk."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_claiming(width: int, height: int, packed: bytes = b"", before: bytes = b"") -> bytes:
    """A PNG whose header claims any size, with any picture data and chunks before it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + before + chunk(b"IDAT", packed or zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header claims any size up to 65,535."""
    data = bytearray(jpg(plan(64, 64)))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def archive(members: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def nested_archive(depth: int) -> bytes:
    """Zips within zips around a megabyte of nothing."""
    data = bytes(1 << 20)
    for level in range(depth):
        data = archive({f"{level}-{copy}.zip": data for copy in range(8)})
    return data
