"""What PDF/A-3u demands of a file (ISO 19005-3), as far as our papers could break it, checked with pypdf and fontTools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import fontTools.cffLib
from fontTools.pens.basePen import NullPen
from pypdf.generic import ArrayObject, DictionaryObject

from tests.rendering.reading import Said, Shown, everything_shown, opened, read_aloud, unicode_of

_NAMES = {
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "xmp": "{http://ns.adobe.com/xap/1.0/}",
    "pdf": "{http://ns.adobe.com/pdf/1.3/}",
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}",
}
_FORBIDDEN = {
    "/AA",
    "/JS",
    "/JavaScript",
    "/TR",
    "/OPI",
    "/PS",
    "/Alternates",
    "/HTO",
    "/XFA",
    "/NeedsRendering",
    "/Encrypt",
}
_ROLES = {"Document", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "Figure"}
_INSIDE = {"TR": {"TH", "TD"}, "Table": {"TR"}, "L": {"LI"}, "LI": {"Lbl", "LBody"}}


def faults(pdf: bytes) -> list[str]:
    """Everything in which a paper falls short, each in words; empty for a good one."""
    reader = opened(pdf)
    found = [*_of_the_file(pdf, reader), *_of_the_catalog(reader), *_of_the_metadata(reader), *_of_the_objects(reader)]
    shown = list(everything_shown(reader))
    return [*found, *_of_the_fonts(reader, shown), *_of_the_tags(reader, shown), *_of_the_tree(read_aloud(reader))]


def xmp_of(reader: Any) -> dict[str, str]:
    """The metadata, property by property, as "dc:title"."""
    data = reader.root_object["/Metadata"].get_object().get_data()
    found: dict[str, str] = {}
    for element in ElementTree.fromstring(data).iter():
        told = {element.tag: "".join(element.itertext()).strip(), **element.attrib}  # either form is allowed
        for short, name in _NAMES.items():
            found.update({f"{short}:{key[len(name) :]}": text for key, text in told.items() if key.startswith(name)})
    return found


def _of_the_file(pdf: bytes, reader: Any) -> Iterator[str]:
    first, second = pdf.split(b"\n", 2)[:2]
    if first != b"%PDF-1.7" or second[:1] != b"%" or not all(byte > 127 for byte in second[1:5]):
        yield "the header is not that of a binary PDF 1.7"
    if not pdf.rstrip(b"\n").endswith(b"%%EOF"):
        yield "something follows the end"
    identity = reader.trailer.get("/ID")
    if identity is None or len(identity) != 2 or len(bytes(identity[0].original_bytes)) < 16:
        yield "the trailer has no ID"
    if reader.is_encrypted:
        yield "it is encrypted"


def _of_the_catalog(reader: Any) -> Iterator[str]:
    root = reader.root_object
    if not root.get("/Lang"):
        yield "no language"
    if root.get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712 - pypdf's own boolean
        yield "not marked as tagged"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") != True:  # noqa: E712
        yield "the title bar would show the file's name"
    if isinstance(root.get("/OpenAction"), DictionaryObject):
        yield "something is done on opening"
    intents = [one.get_object() for one in root.get("/OutputIntents", [])]
    if len(intents) != 1 or intents[0]["/S"] != "/GTS_PDFA1":
        yield "no output intent of PDF/A"
    else:
        profile = intents[0]["/DestOutputProfile"].get_object()
        data = profile.get_data()
        if profile["/N"] != 3 or data[36:40] != b"acsp" or data[16:20] != b"RGB ":
            yield "the output intent's profile is not an RGB profile"
    attached = [one.get_object() for one in root.get("/AF", [])]
    named = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    if len(attached) != 1 or [one.get_object() for one in named[1::2]] != attached:
        yield "not exactly one attached file"
    for spec in attached:
        file = spec["/EF"]["/F"].get_object()
        if (spec["/F"], spec["/UF"], spec["/AFRelationship"]) != ("data.json", "data.json", "/Source"):
            yield "the data are not attached as the source, data.json"
        if file["/Subtype"] != "/application/json" or not file["/Params"].get("/ModDate"):
            yield "the attached file has no kind or no date"


def _of_the_metadata(reader: Any) -> Iterator[str]:
    stream = reader.root_object["/Metadata"].get_object()
    if "/Filter" in stream or stream["/Subtype"] != "/XML" or not stream.get_data().startswith(b"<?xpacket begin="):
        yield "the metadata can't be found by those who don't read PDF"
    told = xmp_of(reader)
    if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != ("3", "U"):
        yield "it does not say that it is PDF/A-3u"
    info = reader.trailer["/Info"].get_object()
    pairs = {
        "/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description",
        "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer",
    }  # fmt: skip
    for key, name in pairs.items():
        if str(info.get(key, "")) != told.get(name, ""):
            yield f"{key} differs from {name}"
    for key, name in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
        if re.sub(r"\D", "", str(info[key]))[:14] != re.sub(r"\D", "", told[name])[:14]:
            yield f"{key} differs from {name}"


def _of_the_objects(reader: Any) -> Iterator[str]:
    for number in sorted(reader.xref.get(0, {})):
        yield from _of_the_object(reader.get_object(number), f"object {number}")


def _of_the_object(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, ArrayObject):
        for one in value:
            yield from _of_the_object(one, place)
    if not isinstance(value, DictionaryObject):
        return
    entries: dict[str, Any] = {str(key): value.raw_get(key) for key in value}
    for key in _FORBIDDEN & set(entries):
        yield f"{place} has {key}"
    filters = entries.get("/Filter", [])
    if "/LZWDecode" in filters or "/Crypt" in filters or entries.get("/Interpolate") == True:  # noqa: E712
        yield f"{place} is packed as PDF/A forbids"
    if entries.get("/S") in ("/Launch", "/Sound", "/Movie", "/JavaScript", "/ImportData", "/ResetForm"):
        yield f"{place} does something"
    if entries.get("/BM", "/Normal") not in ("/Normal", "/Compatible"):
        yield f"{place} blends"
    if "/DeviceCMYK" in (entries.get("/ColorSpace"), entries.get("/CS")):
        yield f"{place} has colours without a profile"
    if entries.get("/Type") == "/Annot" and not int(entries.get("/F", 0)) & 4:
        yield f"{place} is not printed"
    for one in entries.values():
        if isinstance(one, DictionaryObject | ArrayObject):
            yield from _of_the_object(one, place)


def _of_the_fonts(reader: Any, shown: list[Shown]) -> Iterator[str]:
    used: dict[int, set[int]] = {}
    for one in shown:
        if one.codes:
            fonts = reader.pages[one.page - 1]["/Resources"]["/Font"]
            used.setdefault(fonts.raw_get(one.font).idnum, set()).update(one.codes)
    for number, codes in used.items():
        font = reader.get_object(number)
        name, below = str(font["/BaseFont"]), font["/DescendantFonts"][0].get_object()
        if not re.fullmatch(r"/[A-Z]{6}\+\w+", name) or below["/BaseFont"] != name:
            yield f"{name} is not named as a part of a font"
        known = unicode_of(font)
        if lost := [code for code in codes if known.get(code, "\0") in ("\0", "\ufeff", "\ufffe")]:
            yield f"{name}: codes {lost} are no characters"
        program = _program(below["/FontDescriptor"]["/FontFile3"].get_object())
        listed: list[Any] = below["/W"][1]
        widths = dict(enumerate(listed, start=int(below["/W"][0])))
        for cid in {_cid(font["/Encoding"], code) for code in codes}:
            if cid not in program:
                yield f"{name}: no glyph {cid}"
            elif abs(program[cid] - widths[cid]) > 1:
                yield f"{name}: glyph {cid} is {program[cid]} wide, not {widths[cid]}"


def _program(file: Any) -> dict[int, float]:
    """Widths by CID, as the outlines say."""
    reading: Any = fontTools.cffLib  # without types
    cff = reading.CFFFontSet()
    cff.decompile(BytesIO(file.get_data()), None, isCFF2=False)
    top = cff[0]
    strings, found = top.CharStrings, dict[int, float]()
    for name in top.charset[1:]:
        string = strings[name]
        string.draw(NullPen())
        found[int(name[3:])] = string.width
    return found


def _cid(encoding: Any, code: int) -> int:
    if encoding == "/Identity-H":
        return code
    data = encoding.get_object().get_data()
    doubles = {int(one, 16): int(cid) for one, cid in re.findall(rb"^<([0-9A-F]{4})> (\d+)$", data, re.MULTILINE)}
    return doubles.get(code, code)


def _of_the_tags(reader: Any, shown: list[Shown]) -> Iterator[str]:
    for one in shown:
        if not one.mark:
            yield f"page {one.page}: {one.operator} is neither tagged nor an artifact"
    numbers: list[Any] = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for number, page in enumerate(reader.pages, start=1):
        elements = parents[page["/StructParents"]]
        roles = [str(one.get_object()["/S"])[1:] for one in elements]
        for one in shown:
            if one.page == number and one.piece is not None and roles[one.piece] != one.mark:
                yield f"page {number}: piece {one.piece} is {one.mark} here and {roles[one.piece]} in the tree"


def _of_the_tree(document: Said) -> Iterator[str]:
    headings = [int(one.role[1]) for one in document.all("H1", "H2", "H3")]
    if headings.count(1) != 1 or headings[:1] != [1] or any(after > before + 1 for before, after in pairwise(headings)):
        yield f"the headings go {headings}"
    for one in document.all(*_ROLES, ""):
        if wanted := _INSIDE.get(one.role):
            for kid in one.kids:
                if kid.role not in wanted:
                    yield f"{kid.role} inside {one.role}"
        elif one.role not in ("Document", "LBody", "TD") and one.kids:
            yield f"{one.role} holds {one.kids[0].role}"
        if one.role == "Figure" and not one.attributes.get("alt"):
            yield "a picture without words"
        if one.role == "TH" and "/Scope" not in one.attributes:
            yield f"the head {one.text} is of nothing"
        if one.role == "Table" and len({len(row.kids) for row in one.kids}) > 1:
            yield "a table's rows differ in length"
    if unknown := {one.role for one in _every(document)} - _ROLES:
        yield f"no such roles: {unknown}"


def _every(said: Said) -> Iterator[Said]:
    yield said
    for kid in said.kids:
        yield from _every(kid)
