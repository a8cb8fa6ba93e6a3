"""A document as PDF: official look, real text, the same bytes whenever it is made again from the same data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

from knowledge.documents.model import Document, Rows
from knowledge.documents.numbering import numbered
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from rendering.blocks import BODY, draw_block, draw_paragraph
from rendering.fonts import missing_characters
from rendering.glyphs import written
from rendering.lines import width_of, wrap
from rendering.sheet import GREY, LEFT, WIDTH, Pen, Sheet

TITLE = Pen("serif", 20, bold=True)
SUBTITLE = Pen("serif", 11, GREY)
HEADINGS = {1: Pen("sans", 12), 2: Pen("sans", 10.5)}
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
    sheet = Sheet(document.locale, watermark=watermark)
    _describe(sheet, document)
    _draw_title(sheet, document)
    for heading, section in numbered(document):
        pen = HEADINGS[section.level]
        sheet.need(pen.leading + 3 * BODY.leading)
        sheet.y += 4 if section.level == 1 else 0
        sheet.pdf.start_section(heading, section.level - 1)
        draw_paragraph(sheet, heading, pen)
        sheet.y += 2
        for block in section.blocks:
            draw_block(sheet, block, document.locale)
    _draw_endorsement(sheet, document, marks)
    _draw_foot(sheet, document, marks)
    return written(sheet.pdf)


def unshowable(document: Document) -> str:
    """The characters of a document that no font here can show; empty when all can."""
    return missing_characters("".join(document.texts()))


def _describe(sheet: Sheet, document: Document) -> None:
    """Title, language and a date from the data: nothing that differs from one making to the next."""
    pdf = sheet.pdf
    pdf.set_title(document.title)
    pdf.set_lang("zh-CN" if document.locale == "zh" else "en")
    pdf.set_author(document.issuer)
    pdf.set_subject(document.subtitle)
    pdf.set_creator("yizheng")
    pdf.set_producer("yizheng")
    day = date.fromisoformat(document.date[:10]) if document.date else date(2000, 1, 1)
    pdf.set_creation_date(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _draw_title(sheet: Sheet, document: Document) -> None:
    for line in wrap(document.title, TITLE.size, WIDTH, TITLE.family):
        _centred(sheet, line, TITLE)
    for line in wrap(document.subtitle, SUBTITLE.size, WIDTH, SUBTITLE.family):
        _centred(sheet, line, SUBTITLE)
    if document.reference:
        sheet.y += 2
        _right(sheet, say("reference", document.locale, reference=document.reference), BODY)
    sheet.y += 6


def _draw_endorsement(sheet: Sheet, document: Document, marks: Marks) -> None:
    if not document.endorsement:
        return
    sheet.need(160)
    sheet.y += 6
    draw_paragraph(sheet, say("section_signature", document.locale), HEADINGS[1])
    draw_block(sheet, Rows(document.endorsement), document.locale)
    if marks.signature is not None:
        sheet.need(64)
        sheet.pdf.image(BytesIO(marks.signature), x=LEFT, y=sheet.y, w=160, h=56, keep_aspect_ratio=True)
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
        sheet.pdf.image(
            BytesIO(marks.seal), x=x, y=top - SEAL_SIZE / 2, w=SEAL_SIZE, h=SEAL_SIZE, keep_aspect_ratio=True
        )


def _centred(sheet: Sheet, text: str, pen: Pen) -> None:
    sheet.write(LEFT + (WIDTH - width_of(text, pen.size, pen.family)) / 2, sheet.y + pen.leading * 0.72, text, pen)
    sheet.y += pen.leading


def _right(sheet: Sheet, text: str, pen: Pen) -> None:
    x = LEFT + WIDTH - width_of(text, pen.size, pen.family) - 2 * pen.size
    sheet.write(x, sheet.y + pen.leading * 0.72, text, pen)
    sheet.y += pen.leading
