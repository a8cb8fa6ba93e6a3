"""PDF documents: whether they open, have a sane number of pages, and neither act, hide files nor explode."""

import io
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from files.signatures import EICAR, is_infected
from files.verdict import Refused

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, StreamObject

MOST_PAGES = 200
_MOST_OBJECTS = 12_000  # a second of CPU; a plan drawn by a CAD program has a few thousand
_MOST_NODES = 600_000  # dictionaries and arrays inside the objects
_MOST_UNPACKED = 160_000_000  # bytes, all streams together
_MOST_UNPACKED_STREAM = 40_000_000  # bytes; a Chinese font has 10 to 20 million
_MOST_PIXELS = 150_000_000  # A3 at 600 dpi has 70 million
_DEEPEST_PAGE_TREE = 40
_LARGEST_PAGE = 14_400 * 10  # units; posters are scaled, sheets of kilometres are attacks

# Old revisions of an object are out of the reader's sight, but in the file: look at the bytes as well.
_ACTIVE_NAMES = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)(?![A-Za-z])")
_ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    }
)
_ACTIVE_SUBTYPES = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_ACTIVE_KEYS = ("/JS", "/JavaScript", "/XFA", "/EF", "/RichMediaContent", "/AA")


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF that opens everywhere: its number of pages, and whether all of them are empty."""

    pages: int
    is_blank: bool


def read_document(data: bytes) -> Document | Refused:
    """What is in a PDF, or why it is refused. Costs at most what the limits above allow."""
    if refused := _refused_by_bytes(data):
        return refused
    import pypdf
    from pypdf.errors import LimitReachedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it quotes the file in its warnings
    limits: dict[str, Any] = {
        "maximum_declared_stream_length": len(data),
        "zlib_maximum_output_length": _MOST_UNPACKED_STREAM,
        "lzw_maximum_output_length": _MOST_UNPACKED_STREAM,
        "run_length_maximum_output_length": _MOST_UNPACKED_STREAM,
        "array_based_stream_maximum_output_length": _MOST_UNPACKED_STREAM,
        "stream_filters_maximum_length": 3,
        "jbig2dec_binary": None,  # never another program
    }
    try:
        with pypdf.apply_configuration(**limits):
            return _read(pypdf.PdfReader(io.BytesIO(data)))
    except (LimitReachedError, MemoryError, RecursionError):
        return Refused("file_bomb")
    except Exception:  # hostile bytes may raise anything in a parser, and each means the same
        return Refused("file_unreadable")


def _refused_by_bytes(data: bytes) -> Refused | None:
    end = data.rfind(b"%%EOF")
    if end < 0:
        return Refused("file_unreadable")  # cut off on the way
    after = [line for line in re.split(rb"[\r\n]", data[end + 5 :].strip(b"\x00\r\n\t\f ")) if line.strip(b"\x00 ")]
    if any(not line.startswith(b"%") for line in after):
        cut_off = re.search(rb"\d+ \d+ obj", data[end:]) is not None
        return Refused("file_unreadable") if cut_off else Refused("file_mixed", {"found": "unknown"})
    return Refused("file_active") if _ACTIVE_NAMES.search(data) else None


def _read(reader: "PdfReader") -> Document | Refused:
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        return Refused("file_encrypted")
    pages = _page_list(reader)
    if isinstance(pages, Refused):
        return pages
    if refused := _refused_by_objects(reader):
        return refused
    return Document(pages=len(pages), is_blank=not any(_has_content(page) for page in pages))


def _page_list(reader: "PdfReader") -> "list[DictionaryObject] | Refused":
    """Every page, by our own walk: `/Count` may lie, and a tree may be a circle."""
    from pypdf.generic import DictionaryObject

    found: list[DictionaryObject] = []
    root = cast(object, reader.root_object["/Pages"])
    waiting: list[tuple[object, int, object]] = [(root, 0, None)]
    visited = 0
    while waiting:
        node, depth, box = waiting.pop()
        visited += 1
        if len(found) >= MOST_PAGES or visited > 10 * MOST_PAGES:
            return Refused("file_too_many_pages", {"max_pages": MOST_PAGES})
        if not isinstance(node, DictionaryObject) or depth > _DEEPEST_PAGE_TREE:
            return Refused("file_unreadable")
        box = _value(node, "/MediaBox") or box
        kids = _value(node, "/Kids")
        if isinstance(kids, list):
            kids = cast("list[Any]", kids)
            waiting.extend((kid.get_object(), depth + 1, box) for kid in reversed(kids[: MOST_PAGES + 1]))
        elif not _is_sheet(box):
            return Refused("file_unreadable")
        else:
            found.append(node)
    return found or Refused("file_unreadable")


def _is_sheet(box: object) -> bool:
    if not isinstance(box, list) or len(cast("list[Any]", box)) != 4:
        return False
    left, bottom, right, top = (float(edge.get_object()) for edge in cast("list[Any]", box))
    return 0 < abs(right - left) <= _LARGEST_PAGE and 0 < abs(top - bottom) <= _LARGEST_PAGE


def _refused_by_objects(reader: "PdfReader") -> Refused | None:
    """Looks at every object of the file, also at those that no page leads to."""
    from pypdf.generic import DictionaryObject, StreamObject

    unpacked = 0
    nodes = 0
    for top in _objects(reader):
        waiting: list[object] = [top]
        while waiting:
            node = waiting.pop()
            nodes += 1
            if nodes > _MOST_NODES:
                return Refused("file_bomb")
            if isinstance(node, DictionaryObject):
                if _is_active(node):
                    return Refused("file_active")
                waiting.extend(cast("dict[str, object]", node).values())
            elif isinstance(node, list):
                waiting.extend(cast("list[object]", node))
        if isinstance(top, StreamObject):
            size = _unpacked_size(top)
            if isinstance(size, Refused):
                return size
            unpacked += size
            if unpacked > _MOST_UNPACKED:
                return Refused("file_bomb")
    return None


def _objects(reader: "PdfReader") -> Iterator[object]:
    from pypdf.errors import LimitReachedError, PdfReadError
    from pypdf.generic import IndirectObject

    places = {(number, generation) for generation, entries in reader.xref.items() for number in entries}
    places |= {(number, 0) for number in reader.xref_objStm}
    if len(places) > _MOST_OBJECTS:
        raise LimitReachedError("too many objects")
    yield reader.trailer
    for number, generation in sorted(places):
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except LimitReachedError:
            raise
        except PdfReadError:
            continue  # an entry that leads nowhere: common, and the bytes were looked at


def _is_active(node: "DictionaryObject") -> bool:
    if _value(node, "/S") in _ACTIVE_ACTIONS or _value(node, "/Subtype") in _ACTIVE_SUBTYPES:
        return True
    if _value(node, "/Type") == "/EmbeddedFile":
        return True
    if any(key in node and not _is_nothing(_value(node, key)) for key in _ACTIVE_KEYS):
        return True
    # Most writers say "open at page 1" this way; that shows something, it does nothing.
    opening = _value(node, "/OpenAction")
    if isinstance(opening, dict):
        return cast("dict[str, object]", opening).get("/S") != "/GoTo" or "/Next" in opening
    return opening is not None and not isinstance(opening, list)


def _is_nothing(given: object) -> bool:
    """Whether an entry is absent or an empty list; a stream is never empty, though its dictionary may be."""
    from pypdf.generic import StreamObject

    return not given and not isinstance(given, StreamObject)


def _unpacked_size(stream: "StreamObject") -> int | Refused:
    """Bytes of a stream once unpacked, counted without keeping them. Pictures may not exceed what they declare."""
    filters = _filters(stream)
    if len(filters) > 3 or filters.count("/FlateDecode") > 1:
        return Refused("file_bomb")  # packed twice: no program does that
    most = _MOST_UNPACKED_STREAM
    is_picture = _value(stream, "/Subtype") == "/Image"
    if is_picture:
        width, height = _number(stream, "/Width"), _number(stream, "/Height")
        if not 0 < width * height <= _MOST_PIXELS:
            return Refused("file_bomb")
        most = width * height * 8 + 1_000_000  # four channels of 16 bits
    packed = stream._data  # pyright: ignore[reportPrivateUsage]  get_data() would keep every result in memory
    if filters[:1] == ["/FlateDecode"]:
        size = _inflated_size(packed, min(most, _MOST_UNPACKED_STREAM))
        if isinstance(size, Refused):
            return size
        if size > most:
            return Refused("file_bomb")
        # A large scan is as large as it says; only what is not a picture counts against the whole.
        return 0 if is_picture else min(size, _MOST_UNPACKED_STREAM)
    if filters and not is_picture:
        unpacked = stream.get_data()
        if is_infected(unpacked):
            return Refused("file_infected")
        return len(unpacked)
    return 0 if is_picture else len(packed)


def _inflated_size(packed: bytes, most: int) -> int | Refused:
    """The size after inflating, or anything above `most` as soon as it is passed; refused for the test virus."""
    engine = zlib.decompressobj()
    size = 0
    rest = packed
    before = b""  # what is looked for may lie across two pieces
    while rest and not engine.eof and size <= most:
        try:
            piece = engine.decompress(rest, 1 << 20)
        except zlib.error:
            break  # damaged: the page that needs it will say so
        if is_infected(before + piece):
            return Refused("file_infected")
        before = piece[-len(EICAR) :]
        size += len(piece)
        rest = engine.unconsumed_tail
    return size


def _has_content(page: "DictionaryObject") -> bool:
    """Whether anything is drawn. Raises what pypdf raises when the content cannot be unpacked."""
    from pypdf.generic import StreamObject

    drawn = False
    for part in _as_list(_value(page, "/Contents")):
        stream = part.get_object()
        if isinstance(stream, StreamObject):
            drawn = bool(stream.get_data().strip()) or drawn
            stream.decoded_self = None  # 200 unpacked pages need not lie in memory together
    return drawn or bool(_value(page, "/Annots"))


def _as_list(given: object) -> list[Any]:
    """One thing, or several: the format lets writers choose."""
    if given is None:
        return []
    return cast("list[Any]", given) if isinstance(given, list) else [given]


def _filters(stream: "StreamObject") -> list[str]:
    names = (str(entry.get_object()) for entry in _as_list(_value(stream, "/Filter")))
    return ["/FlateDecode" if name == "/Fl" else name for name in names]


def _number(node: "DictionaryObject", key: str) -> int:
    given = _value(node, key)
    return int(given) if isinstance(given, int | float) else 0


def _value(node: "DictionaryObject", key: str) -> object:
    """The value behind a key, references followed; None where there is none or it is null."""
    from pypdf.generic import NullObject

    if key not in node:
        return None
    found = cast(Any, node[key]).get_object()
    return None if isinstance(found, NullObject) else found
