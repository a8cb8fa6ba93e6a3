"""A document as PDF: official look, real text, the same bytes whenever it is made again from the same data."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.documents.model import Document, Rows, canonical_json
from knowledge.documents.numbering import numbered
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from rendering.archival import Imprint, finished, new_paper
from rendering.blocks import BODY, draw_block, draw_paragraph
from rendering.canvas import GREY, Box, Pen
from rendering.fonts import missing_characters
from rendering.lines import width_of, wrap
from rendering.sheet import LEFT, WIDTH, Sheet
from rendering.tags import Role

TITLE = Pen("serif", 20, bold=True)
SUBTITLE = Pen("serif", 11, GREY)
HEADINGS = {1: Pen("sans", 12), 2: Pen("sans", 10.5)}
HEADING_ROLES: dict[int, Role] = {1: "H2", 2: "H3"}
SEAL_SIZE = 110.0
"""Points; 公章 of 38 to 42 mm."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is put on paper besides the document: the office's configured seal, and the applicant's drawn signature."""

    seal: bytes | None = None
    """PNG; without one the pages carry the 演示 watermark."""
    signature: bytes | None = None
    """PNG."""


def render_pdf(document: Document, marks: Marks | None = None) -> bytes:
    """The PDF. Characters that no font has appear as their code; `unshowable` tells of them beforehand."""
    marks = marks or Marks()
    watermark = "" if marks.seal is not None else say("demonstration", document.locale)
    paper = new_paper(Imprint(document.title, document.locale, document.issuer, document.subtitle, document.date))
    sheet = Sheet(paper, document.locale, watermark=watermark)
    _draw_title(sheet, document)
    for heading, section in numbered(document):
        if heading:
            pen = HEADINGS[section.level]
            sheet.need(pen.leading + 3 * BODY.leading)
            sheet.y += 4 if section.level == 1 else 0
            sheet.pdf.start_section(heading, section.level - 1)
            draw_paragraph(sheet, heading, pen, role=HEADING_ROLES[section.level])
            sheet.y += 2
        for block in section.blocks:
            draw_block(sheet, block, document.locale)
    _draw_endorsement(sheet, document, marks)
    _draw_foot(sheet, document, marks)
    return finished(paper, canonical_json(document.as_data()))


def unshowable(document: Document) -> str:
    """The characters of a document that no font here can show; empty when all can."""
    return missing_characters("".join(document.texts()))


def _draw_title(sheet: Sheet, document: Document) -> None:
    _centred(sheet, document.title, TITLE, "H1")
    _centred(sheet, document.subtitle, SUBTITLE, "P")
    if document.reference:
        sheet.y += 2
        _right(sheet, say("reference", document.locale, reference=document.reference), BODY)
    sheet.y += 6


def _draw_endorsement(sheet: Sheet, document: Document, marks: Marks) -> None:
    if not document.endorsement:
        return
    sheet.need(160)
    sheet.y += 6
    draw_paragraph(sheet, say("section_signature", document.locale), HEADINGS[1], role="H2")
    draw_block(sheet, Rows(document.endorsement), document.locale)
    if marks.signature is not None:
        sheet.need(64)
        alt = say("drawn_signature", document.locale)
        sheet.picture(marks.signature, Box(LEFT, sheet.y, 160, 56), alt)
        sheet.y += 64


def _draw_foot(sheet: Sheet, document: Document, marks: Marks) -> None:
    """Issuer and date (落款), with the seal on them or a note that it is still to come."""
    lines = [document.issuer] if document.issuer else []
    if document.issuer and marks.seal is None:
        lines.append(say("seal_pending", document.locale))
    if document.date:
        lines.append(iso_date(document.date, document.locale))
    sheet.need(len(lines) * BODY.leading + 16)
    sheet.y += 12
    top = sheet.y
    for line in lines:
        _right(sheet, line, BODY)
    if document.issuer and marks.seal is not None:
        x = LEFT + WIDTH - SEAL_SIZE - 10
        alt = say("seal_of", document.locale, issuer=document.issuer)
        sheet.picture(marks.seal, Box(x, top - SEAL_SIZE / 2, SEAL_SIZE, SEAL_SIZE), alt)


def _centred(sheet: Sheet, text: str, pen: Pen, role: Role) -> None:
    with sheet.tagged(role):
        for line in wrap(text, pen.size, WIDTH, pen.family):
            x = LEFT + (WIDTH - width_of(line, pen.size, pen.family)) / 2
            sheet.write(x, sheet.y + pen.leading * 0.72, line, pen)
            sheet.y += pen.leading


def _right(sheet: Sheet, text: str, pen: Pen) -> None:
    x = LEFT + WIDTH - width_of(text, pen.size, pen.family) - 2 * pen.size
    with sheet.tagged("P"):
        sheet.write(x, sheet.y + pen.leading * 0.72, text, pen)
    sheet.y += pen.leading
