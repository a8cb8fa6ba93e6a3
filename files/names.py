"""What a file's name and declared type claim, and a name that is safe in a header and on any disk."""

import re
import unicodedata
from urllib.parse import quote, unquote

from files.verdict import MEDIA_TYPES, Kind

EXTENSIONS: dict[Kind, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "jpg": ("jpg", "jpeg", "jpe", "jfif"),
    "png": ("png",),
}
# Read from a phone or a browser, these say nothing about the content.
_NO_CLAIM_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/unknown"})
_ALSO_DECLARED: dict[str, Kind] = {
    "application/x-pdf": "pdf",
    "image/jpg": "jpg",
    "image/pjpeg": "jpg",
    "image/x-png": "png",
}
# Before the last dot these betray a disguise ("photo.php.jpg"). Documents are not among them:
# "lease.docx.pdf" is what office programs write.
_ACTIVE_EXTENSIONS = frozenset(
    re.findall(
        r"\w+",
        "apk app asp aspx bat bin cgi chm cmd com cpl dll dmg docm dotm exe hta htm html iso jar js jse "
        "jsp lnk mht mhtml mjs msi php php3 php4 php5 phtml pif pl potm ppam pptm ps1 py rar reg scr sh "
        "shtml svg svgz swf vb vbe vbs wasm ws wsf xhtml xht xlam xlsm xml xsl zip 7z",
    )
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_STEM_BYTES = 120  # UTF-8; with the extension well under what any file system takes
LONGEST_NAME = 4096  # characters looked at: the end of a longer one counts, as the extension is there
_PLAIN = frozenset("-_. ()（）【】《》、·")  # full-width brackets are common in Chinese names


def name_contradiction(name: str, kind: Kind) -> str | None:
    """The extension in `name` that does not belong to `kind`; None where name and content agree.

    A name without an extension claims nothing. Numbers and words after a dot ("v1.5 final") are none.
    """
    parts = [part.strip() for part in _visible(name).casefold().split(".")[1:]]
    for inner in parts[:-1]:
        if inner in _ACTIVE_EXTENSIONS:
            return inner
    last = parts[-1] if parts else ""
    if not re.fullmatch(r"[a-z0-9_~-]{1,12}", last) or last.isdigit():
        return None
    return None if last in EXTENSIONS[kind] else last


def type_contradiction(declared_type: str | None, kind: Kind) -> str | None:
    """The declared media type when it is another one than `kind`; None where they agree."""
    declared = (declared_type or "").split(";")[0].strip().lower()
    if declared in _NO_CLAIM_TYPES or declared == MEDIA_TYPES[kind] or _ALSO_DECLARED.get(declared) == kind:
        return None
    return re.sub(r"[^a-z0-9/+.-]", "_", declared)[:80]


def safe_name(name: str, kind: Kind) -> str:
    """A download name: one path part, printable, at most 120 bytes before the extension of `kind`."""
    visible = _visible(name)
    stem, dot, extension = visible.rpartition(".")
    if not dot or extension.casefold() not in EXTENSIONS[kind]:
        stem = visible
    stem = "".join(_kept(character) for character in _few_marks(stem))
    stem = re.sub(r"\.{2,}", "_", stem)
    stem = re.sub(r"_{2,}", "_", re.sub(r"\s+", " ", stem)).strip(" ._-")
    stem = stem.encode()[:_STEM_BYTES].decode(errors="ignore").strip(" ._-") or "file"
    if _RESERVED.fullmatch(stem.split(".")[0].strip()):
        stem = f"file_{stem}"
    return f"{stem}.{kind}"


def content_disposition(safe: str) -> str:
    """The header value that makes a browser save the file under `safe`, never show it."""
    extension = safe.rpartition(".")[2]
    return f"attachment; filename=\"file.{extension}\"; filename*=UTF-8''{quote(safe, safe='')}"


def _visible(name: str) -> str:
    """The last path part without hidden, direction-changing or control characters."""
    text = name[-LONGEST_NAME:]
    for _ in range(3):  # "%252e%252e%252f": encoded once for each program that will decode it
        decoded = unquote(text, errors="replace")
        if decoded == text:
            break
        text = decoded
    text = unicodedata.normalize("NFKC", text)
    parts = [part for part in re.split(r"[/\\]", text) if part.strip(" .")]
    last = parts[-1] if parts else ""
    return "".join(c for c in last if unicodedata.category(c)[0] not in "C" and c not in "\u2028\u2029").rstrip(" .")


def _few_marks(text: str) -> str:
    """At most two combining marks in a row: more only pile up over the line above."""
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run <= 2:
            kept.append(character)
    return "".join(kept)


def _kept(character: str) -> str:
    if character in _PLAIN or unicodedata.category(character)[0] in "LNM":
        return character
    return " " if character.isspace() else "_"
