"""What leading bytes say a file is, and the signs that something else hides inside it (polyglots, test virus)."""

import re

from files.verdict import Kind

# In pieces, so that virus scanners leave this source alone.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"

_LEADS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"8BPS", "psd"),
    (b"%!PS", "ps"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"#!", "script"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_OFFICE = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"OFD.xml", "ofd"), (b"META-INF/", "jar"))

# Long enough not to occur by chance in 30 MB of compressed data.
_MARKUP = re.compile(
    rb"<(?:script[\s>/]|html[\s>]|iframe[\s>]|!doctype\s+html|\?php\s|svg[\s][\x20-\x7e\s]{6}|object\s+[a-z]{4}"
    rb"|body\s+on[a-z]{4}|embed\s+src)",
    re.IGNORECASE,
)
_ARCHIVES = ((b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"))
_PROGRAM_LEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"GIF8", b"%!", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
_JPEG_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def is_infected(data: bytes) -> bool:
    """Whether the signature of the anti-virus test file stands anywhere in the file."""
    return EICAR in data


def content_kind(data: bytes) -> Kind | None:
    """The accepted kind whose signature stands at byte 0. Readers search the first 1,024 bytes for a PDF; we do not."""
    if re.match(rb"%PDF-\d\.\d", data):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return None


def found_format(data: bytes) -> str:
    """A short name for content that is not an accepted kind; "unknown" where nothing tells."""
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in _HEIF_BRANDS else "video"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    for lead, name in _LEADS:
        if data.startswith(lead):
            return _inside_zip(data) if name == "zip" else name
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lower()
    if b"<svg" in head:
        return "svg"
    if _MARKUP.search(head) or head.startswith(b"<!"):
        return "html"
    return "text" if head and _is_text(data[:4096]) else "unknown"


def hidden_content(data: bytes, kind: Kind) -> str | None:
    """What else a file of `kind` carries (a web page, an archive, a program); None when it is only itself."""
    if _MARKUP.search(data):
        return "html"
    if _has_archive(data):
        return "zip"
    for mark, name in _ARCHIVES:
        if mark in data:
            return name
    if kind == "pdf":
        return None  # what follows its end is judged where its structure is known
    if b"%PDF-" in data:
        return "pdf"
    if kind == "jpg" and data[4:6] in (b"/*", b"//"):
        return "script"  # the segment length doubles as the start of a comment: an image that runs as a script
    return _hidden_in(tail_after_image(data, kind))


def tail_after_image(data: bytes, kind: Kind) -> bytes:
    """What follows the picture. Phones put depth maps and short films there, so something may be."""
    end = _png_end(data) if kind == "png" else _jpeg_end(data)
    return data[end:]


def _hidden_in(tail: bytes) -> str | None:
    tail = tail.lstrip(b"\x00\r\n\t ")
    if tail.startswith(_PROGRAM_LEADS):
        return "exe"
    return "text" if len(tail) > 8 and _is_text(tail[:512]) else None


def _jpeg_end(data: bytes) -> int:
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xD9:
            return position + 2
        if marker == 0xFF:  # fill byte
            position += 1
            continue
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
        if marker == 0xDA:
            following = _JPEG_MARKER_AFTER_SCAN.search(data, position)
            position = following.start() if following else len(data)
    return position + 2 if data[position : position + 2] == b"\xff\xd9" else len(data)


def _png_end(data: bytes) -> int:
    position = 8
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4])
        if data[position + 4 : position + 8] == b"IEND":
            return position + 12
        position += 12 + length
    return len(data)


def _has_archive(data: bytes) -> bool:
    """Whether a zip's end record stands somewhere: unpackers read it from the end, whatever comes before."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) - end < 22:
        return False
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    return end + 22 + comment <= len(data) and (b"PK\x01\x02" in data or b"PK\x03\x04" in data)


def _inside_zip(data: bytes) -> str:
    for mark, name in _OFFICE:
        if mark in data:
            return name
    return "zip"


def _is_text(sample: bytes) -> bool:
    printable = sum(32 <= byte < 127 or byte in (9, 10, 13) for byte in sample)
    return printable >= 0.95 * len(sample)
