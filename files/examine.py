"""Whether an uploaded material may be taken: size, content against name and type, readability, nothing hidden in it."""

import hashlib
import threading
from collections.abc import Mapping

from files.names import name_contradiction, safe_name, type_contradiction
from files.pdfs import Document, read_document
from files.pictures import Picture, read_picture
from files.signatures import content_kind, found_format, hidden_content, is_infected
from files.verdict import MEDIA_TYPES, Accepted, Detail, Kind, Refused, Verdict

__all__ = ["Accepted", "Refused", "Verdict", "examine", "refused_by_size"]

BYTES_PER_MB = 1024 * 1024


def examine(
    data: bytes, *, name: str, declared_type: str | None, formats: tuple[str, ...], max_mb: float
) -> Accepted | Refused:
    """The verdict on an upload. Pure, but parsing hostile bytes can cost any amount: call it through the sandbox.

    `formats` are those of the material (pdf, jpg, png), `max_mb` is in units of 1,048,576 bytes.
    """
    if refused := refused_by_size(len(data), max_mb):
        return refused
    if is_infected(data):
        return Refused("file_infected")
    kind = content_kind(data)
    if kind is None or kind not in formats:
        return _wrong_type(data, kind, name=name, formats=formats)
    claimed = name_contradiction(name, kind) or type_contradiction(declared_type, kind)
    if claimed is not None:
        return Refused("file_name_mismatch", {"claimed": claimed, "found": kind})
    hidden = hidden_content(data, kind)
    if hidden is None and _libmagic_type(data) != MEDIA_TYPES[kind]:
        hidden = "unknown"
    if hidden is not None:
        return Refused("file_mixed", {"found": hidden})
    match read_document(data) if kind == "pdf" else read_picture(data, kind):
        case Refused() as refused:
            return Refused(refused.reason, {**_limits(formats, max_mb), **refused.details})
        case Document() as document:
            return _accepted_document(data, document, name)
        case Picture() as picture:
            return _accepted_picture(data, picture, kind, name)


def refused_by_size(size: int, max_mb: float) -> Refused | None:
    """The one check that needs no content: also made before a file is read in full."""
    if size == 0:
        return Refused("file_empty")
    if size > max_mb * BYTES_PER_MB:
        return Refused("file_too_large", {"max_mb": max_mb, "size_mb": round(size / BYTES_PER_MB, 1)})
    return None


def _wrong_type(data: bytes, kind: Kind | None, *, name: str, formats: tuple[str, ...]) -> Refused:
    found = kind or found_format(data)
    if found == "heic":
        return Refused("file_heic", {"formats": formats})
    if kind is None:
        for wanted in MEDIA_TYPES:
            if wanted in formats and name.lower().endswith(f".{wanted}"):
                # It calls itself what we asked for: damaged if nothing tells what it is, else in disguise.
                if found in ("unknown", "text"):
                    return Refused("file_unreadable", {"formats": formats, "found": found})
                return Refused("file_name_mismatch", {"claimed": wanted, "found": found})
    return Refused("file_wrong_type", {"formats": formats, "found": found})


def _limits(formats: tuple[str, ...], max_mb: float) -> Mapping[str, Detail]:
    return {"formats": formats, "max_mb": max_mb}


def _accepted_document(data: bytes, document: Document, name: str) -> Accepted:
    digest = hashlib.sha256(data).hexdigest()
    return Accepted(
        kind="pdf",
        media_type=MEDIA_TYPES["pdf"],
        pages=document.pages,
        sha256=digest,
        normalised=data,
        normalised_sha256=digest,
        safe_name=safe_name(name, "pdf"),
        warnings=("file_blank",) if document.is_blank else (),
    )


def _accepted_picture(data: bytes, picture: Picture, kind: Kind, name: str) -> Accepted:
    return Accepted(
        kind=kind,
        media_type=MEDIA_TYPES[kind],
        pages=1,
        sha256=hashlib.sha256(data).hexdigest(),
        normalised=picture.content,
        normalised_sha256=hashlib.sha256(picture.content).hexdigest(),
        safe_name=safe_name(name, kind),
        width=picture.width,
        height=picture.height,
        warnings=picture.warnings,
    )


_magic = threading.local()  # libmagic's handle may not be shared between threads


def _libmagic_type(data: bytes) -> str:
    """A second opinion on the content, by other rules than ours."""
    import magic

    if not hasattr(_magic, "reader"):
        _magic.reader = magic.Magic(mime=True)
    reader: magic.Magic = _magic.reader
    return reader.from_buffer(data[:262_144])
