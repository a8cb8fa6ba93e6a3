"""Writes the objects of a finished document: fonts, structure tree, metadata, the same whenever they are written again.

fpdf2 lays out the file. What it would take from the clock, leave out or do slowly is written here instead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast
from xml.sax.saxutils import escape

from fpdf.fonts import TTFFont
from fpdf.output import OutputProducer
from fpdf.syntax import PDFContentStream, PDFObject, PDFString

from rendering.fonts import Family, face
from rendering.glyphs import GlyphCodes
from rendering.tags import Element, Piece, Tags

_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering ({ordering}) /Supplement 0>> def
/CMapName /{name} def
/CMapType {kind} def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_Made = TypeVar("_Made", bound=PDFObject)
_MOST_ENTRIES = 100
"""A block of a CMap holds no more (Adobe Technical Note 5014)."""


class Plain(PDFObject):
    """A dictionary whose text is known."""

    __slots__ = ("text",)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        return f"{self.id} 0 obj\n<<{self.text}>>\nendobj"


class Stream(PDFContentStream):
    """Compressed data, with further entries of its dictionary."""

    def __init__(self, contents: bytes, entries: str = "") -> None:
        super().__init__(contents, compress=True)
        self._entries = entries

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        head = f"{self.id} 0 obj\n<</Filter/FlateDecode/Length {self.length}{self._entries}>>\nstream\n"
        return head + self._contents.decode("latin-1") + "\nendstream\nendobj"


class Metadata(PDFContentStream):
    """XMP, not compressed, so that any tool finds it."""

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        head = f"{self.id} 0 obj\n<</Type/Metadata/Subtype/XML/Length {self.length}>>\nstream\n"
        return head + self._contents.decode("latin-1") + "\nendstream\nendobj"


class Producer(OutputProducer):
    """fpdf2's writer of objects, with our own for what `rendering` knows better."""

    def __init__(self, pdf: Any, tags: Tags) -> None:
        super().__init__(pdf)
        self._tags = tags

    def bufferize(self) -> bytearray:
        # in a document that must comply fpdf2 leaves the document information out, which many programs still read
        cast("Any", self.fpdf)._compliance = None
        return super().bufferize()

    def _add_pages(self, _slice: slice = slice(0, None)) -> Any:
        pages = super()._add_pages(_slice)
        for page in pages:
            page.struct_parents = page.index() - 1
            cast("Any", page).tabs = "/S"  # the keyboard follows the structure
        return pages

    def _add_fonts(self, image_objects_per_index: Any, gfxstate_objs_per_name: Any, pattern_objs_per_name: Any) -> Any:
        added: dict[int, Plain] = {}
        for family, font in self.fpdf.fonts.items():
            codes: Any = cast("TTFFont", font).subset
            if isinstance(codes, GlyphCodes) and codes.in_order:
                added[font.i] = self._font(cast("Family", family), cast("TTFFont", font), codes)
        return added

    def _font(self, family: Family, font: TTFFont, codes: GlyphCodes) -> Plain:
        """A composite font whose codes are the glyphs' places in the file (Identity-H)."""
        program = codes.cut_from(face(family))
        tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        name = f"{tag}+{cast('Any', font).name}"
        file = self._added(Stream(program, "/Subtype/CIDFontType0C"))
        unicode = self._added(Stream(_unicode_map(codes)))
        look = font.desc
        descriptor = self._added(
            Plain(
                f"/Type/FontDescriptor/FontName/{name}/Flags {look.flags.value}/FontBBox{look.font_b_box}"
                f"/ItalicAngle {look.italic_angle}/Ascent {look.ascent}/Descent {look.descent}"
                f"/CapHeight {look.cap_height}/StemV {look.stem_v}/FontFile3 {file.id} 0 R"
            )
        )
        widths = " ".join(str(int(font.cw[character])) for character in codes.in_order)
        descendant = self._added(
            Plain(
                f"/Type/Font/Subtype/CIDFontType0/BaseFont/{name}"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                f"/DW 1000/W[1[{widths}]]/FontDescriptor {descriptor.id} 0 R"
            )
        )
        encoding = "/Identity-H"
        if codes.doubles:
            encoding = f" {self._added(_code_map(codes)).id} 0 R"
        composite = Plain(
            f"/Type/Font/Subtype/Type0/BaseFont/{name}/Encoding{encoding}"
            f"/DescendantFonts[{descendant.id} 0 R]/ToUnicode {unicode.id} 0 R"
        )
        return self._added(composite)

    def _add_structure_tree(self) -> PDFObject:
        root = self._added(Plain())
        objects: dict[Element, Plain] = {}
        document = self._element(self._tags.root, root, objects)
        pages = " ".join(
            f"{page - 1} [{' '.join(f'{objects[one].id} 0 R' for one in elements)}]"
            for page, elements in sorted(self._tags.pieces.items())
        )
        parents = self._added(Plain(f"/Nums[{pages}]"))
        root.text = f"/Type/StructTreeRoot/K {document.id} 0 R/ParentTree {parents.id} 0 R" + (
            f"/ParentTreeNextKey {self.fpdf.pages_count}"
        )
        return root

    def _element(self, element: Element, parent: Plain, objects: dict[Element, Plain]) -> Plain:
        made = objects[element] = self._added(Plain())
        first = next((kid.page for kid in element.kids if isinstance(kid, Piece)), None)
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(f"{self._element(kid, made, objects).id} 0 R")
            elif kid.page == first:
                kids.append(str(kid.number))
            else:
                kids.append(f"<</Type/MCR/Pg {self.fpdf.pages[kid.page].id} 0 R/MCID {kid.number}>>")
        page = "" if first is None else f"/Pg {self.fpdf.pages[first].id} 0 R"
        attributes = f"/A<<{element.attributes}>>" if element.attributes else ""
        alt = f"/Alt{PDFString(element.alt).serialize()}" if element.alt else ""
        made.text = f"/Type/StructElem/S/{element.role}/P {parent.id} 0 R{page}{attributes}{alt}/K[{' '.join(kids)}]"
        return made

    def _add_xmp_metadata(self) -> Any:
        return self._added(Metadata(_xmp(self.fpdf).encode()))

    def _add_info(self) -> Any:
        pdf: Any = self.fpdf
        date = f"(D:{pdf.creation_date:%Y%m%d%H%M%S}Z)"
        entries = [("Title", pdf.title), ("Author", pdf.author), ("Subject", pdf.subject)]
        entries += [("Creator", pdf.creator), ("Producer", pdf.producer)]
        told = "".join(f"/{key}{PDFString(value).serialize()}" for key, value in entries if value)
        return self._added(Plain(f"{told}/CreationDate{date}/ModDate{date}"))

    def _added(self, made: _Made) -> _Made:
        self._add_pdf_obj(made)
        return made


def _unicode_map(codes: GlyphCodes) -> bytes:
    """Which character each code stands for, for those who copy and search."""
    entries = [
        f"<{code:04X}> <{chr(character).encode('utf-16-be').hex().upper()}>" for code, character in codes.characters()
    ]
    blocks = _blocks(entries, "bfchar")
    return _CMAP.format(ordering="UCS", name="Adobe-Identity-UCS", kind=2, blocks=blocks).encode("ascii")


def _code_map(codes: GlyphCodes) -> Stream:
    """Codes to glyphs, for a document in which two characters share one."""
    entries = [f"<{code:04X}> {glyph}" for code, glyph in codes.doubles.items()]
    rows = range(0, len(codes.in_order) + 1, 256)  # the codes of a range differ in the last byte only
    own = [f"<{row:04X}> <{row + 255:04X}> {row}" for row in rows]
    blocks = _blocks(own, "cidrange") + _blocks(entries, "cidchar")
    text = _CMAP.format(ordering="Identity", name="Yizheng-Doubles", kind=1, blocks=blocks)
    entry = "/Type/CMap/CMapName/Yizheng-Doubles/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    return Stream(text.encode("ascii"), entry)


def _blocks(entries: Sequence[str], operator: str) -> str:
    parts: Iterable[Sequence[str]] = (entries[at : at + _MOST_ENTRIES] for at in range(0, len(entries), _MOST_ENTRIES))
    return "".join(f"{len(part)} begin{operator}\n" + "\n".join(part) + f"\nend{operator}\n" for part in parts)


def _xmp(pdf: Any) -> str:
    """The metadata of PDF/A (ISO 16684-1), saying the same as the document information."""
    date = f"{pdf.creation_date:%Y-%m-%dT%H:%M:%SZ}"

    def told(name: str, holder: str, value: str) -> str:
        language = ' xml:lang="x-default"' if holder == "Alt" else ""
        inner = f"<rdf:{holder}><rdf:li{language}>{escape(value)}</rdf:li></rdf:{holder}>"
        return f"<dc:{name}>{inner}</dc:{name}>\n" if value else ""

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
        "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"
        f"{told('title', 'Alt', pdf.title)}{told('description', 'Alt', pdf.subject)}"
        f"{told('creator', 'Seq', pdf.author)}{told('language', 'Bag', pdf.lang)}"
        f"<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n"
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate>\n<xmp:CreatorTool>{escape(pdf.creator)}</xmp:CreatorTool>\n"
        f"<pdf:Producer>{escape(pdf.producer)}</pdf:Producer>\n"
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )
