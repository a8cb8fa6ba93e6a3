"""A document as PDF: official look, real text, the same bytes whenever it is made again from the same data."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.documents.evidence_sheet import EVIDENCE_SHEET
from knowledge.documents.form import FORM
from knowledge.documents.letter import LETTER as COMMITMENT_LETTER
from knowledge.documents.materials_list import LIST
from knowledge.documents.model import Document, Rows, Section, canonical_json
from knowledge.documents.notice import NOTICE
from knowledge.documents.numbering import numbered
from knowledge.documents.receipt import RECEIPT
from knowledge.documents.words import say
from rendering.archival import Imprint, finished, new_paper
from rendering.blocks import draw_block, draw_heading, gap_below
from rendering.canvas import Box
from rendering.ends import draw_foot, draw_letter_head, draw_reference, draw_title, foot_height, reference_line
from rendering.fonts import missing_characters
from rendering.sheet import LETTER, PAPER, Layout, Sheet

PLAIN_PAPERS = frozenset({FORM, COMMITMENT_LETTER, LIST, NOTICE, RECEIPT, EVIDENCE_SHEET})
"""What an applicant fills in or takes along; everything else that an office issues is a letter with its red head."""
LITTLE = 0.4
"""Of a page's height: less than this on the last page is worth another try."""
SIGNATURE = (160.0, 56.0)
"""Points; the drawn signature's place."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is put on paper besides the document: the office's configured seal, and the applicant's drawn signature."""

    seal: bytes | None = None
    """PNG; without one the pages carry the 演示 watermark."""
    signature: bytes | None = None
    """PNG."""
    code: bytes | None = None
    """The QR code as PNG."""


def render_pdf(document: Document, marks: Marks | None = None) -> bytes:
    """The PDF. Characters that no font has appear as their code; `unshowable` tells of them beforehand."""
    marks = marks or Marks()
    is_letter = bool(document.issuer) and document.kind not in PLAIN_PAPERS
    layout = LETTER if is_letter else PAPER
    sheet = _drawn(document, marks, layout, is_letter=is_letter)
    if _is_nearly_empty(sheet):
        closer = (_drawn(document, marks, one, is_letter=is_letter) for one in layout.alternatives())
        sheet = next((one for one in closer if one.pdf.page < sheet.pdf.page), sheet)
    return finished(sheet.paper, canonical_json(document.as_data()))


def _is_nearly_empty(sheet: Sheet) -> bool:
    """Whether the last of several pages holds little, so that lines moved together may save it."""
    return sheet.pdf.page > 1 and sheet.y - sheet.top < sheet.layout.height * LITTLE


def _drawn(document: Document, marks: Marks, layout: Layout, *, is_letter: bool) -> Sheet:
    """All of the document on its pages."""
    imprint = Imprint(document.title, document.locale, document.issuer, document.subtitle, document.date)
    watermark = "" if marks.seal is not None else say("demonstration", document.locale)
    sheet = Sheet(new_paper(imprint), document.locale, layout, watermark=watermark)
    if is_letter:
        draw_letter_head(sheet, document)
        draw_title(sheet, document, reference_line(document))
    else:
        draw_title(sheet, document, document.subtitle)
        draw_reference(sheet, document)
    _draw_sections(sheet, document, marks)
    draw_foot(sheet, document, marks.seal, marks.code)
    return sheet


def unshowable(document: Document) -> str:
    """The characters of a document that no font here can show; empty when all can."""
    return missing_characters("".join(document.texts()))


def _draw_sections(sheet: Sheet, document: Document, marks: Marks) -> None:
    locale = document.locale
    end = foot_height(sheet, document, marks.seal, marks.code) + gap_below(sheet)
    sections = list(numbered(document))
    for heading, section in sections:
        is_last = not document.endorsement and section is sections[-1][1]
        sheet.tail = end if is_last and len(section.blocks) == 1 else 0.0
        if heading:
            draw_heading(sheet, heading, section, locale)
        for block in section.blocks:
            sheet.tail = end if is_last and block is section.blocks[-1] else 0.0
            draw_block(sheet, block, locale)
    if document.endorsement:
        rows = Rows(document.endorsement)
        sheet.tail = end + (SIGNATURE[1] + 8 if marks.signature is not None else 0.0)
        draw_heading(sheet, say("section_signature", locale), Section("", (rows,)), locale)
        draw_block(sheet, rows, locale)
    sheet.tail = 0.0
    if document.endorsement and marks.signature is not None:
        sheet.picture(marks.signature, Box(sheet.left, sheet.y, *SIGNATURE), say("drawn_signature", locale))
        sheet.y += SIGNATURE[1] + 8
