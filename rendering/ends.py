"""How a paper begins and ends: the office's red head, title and number; issuer, date and seal (落款)."""

from __future__ import annotations

from dataclasses import replace

from knowledge.documents.model import Document
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from rendering.canvas import GREY, POINTS_PER_MM, RED, Box, Pen
from rendering.lines import balanced, width_of
from rendering.sheet import Sheet
from rendering.tags import Role

OFFICE = Pen("serif", 30, RED, bold=True, spacing=1.3)
"""发文机关标志: red, at most as large as the line can hold."""
SMALLEST_OFFICE = 20.0
"""Points; a name too long for one line of these takes two."""
TITLE = Pen("serif", 22, bold=True, spacing=1.3)
"""标题: 二号."""
TRANSLATED = 0.6
"""Of the size of what is translated: the Chinese stands out, in the head of a letter as in its title."""
SUBTITLE = Pen("serif", 11, GREY, spacing=1.3)
CAPTION = Pen("sans", 9, GREY)
CODE_SIZE = 34 * POINTS_PER_MM
"""What a phone reads with a hand's distance, quiet zone included."""
CODE_GAP = 8.0
SEAL_SIZE = 42 * POINTS_PER_MM
"""公章 of 42 mm."""


def draw_letter_head(sheet: Sheet, document: Document) -> None:
    """The office's name in red, the document's number (发文字号), and the red line below them (版头)."""
    name, *translated = document.issuer.split("\n")
    fitting = OFFICE.size * sheet.width / width_of(name, OFFICE.size, OFFICE.family)
    pen = replace(OFFICE, size=min(OFFICE.size, max(SMALLEST_OFFICE, fitting)))
    sheet.y = sheet.top
    _draw_centred(sheet, name, pen, "P")
    for line in translated:
        _draw_centred(sheet, line, replace(pen, size=SMALLEST_OFFICE * TRANSLATED, bold=False), "P")
    sheet.y += sheet.pens.body.leading * 0.5
    _draw_centred(sheet, document.subtitle, sheet.pens.body, "P")
    sheet.y += 4 * POINTS_PER_MM
    sheet.rule(sheet.left, sheet.y, sheet.width, 1.5, RED)
    sheet.y += sheet.pens.body.leading


def draw_title(sheet: Sheet, document: Document, beneath: str) -> None:
    """The title, its lines of about the same length, and what stands beneath it in small letters."""
    pen = TITLE if document.locale == "zh" else Pen("serif", 18, bold=True, spacing=1.3)
    title, *translated = document.title.split("\n")
    with sheet.tagged("H1"):
        _draw_lines_centred(sheet, title, pen)
        for line in translated:
            _draw_lines_centred(sheet, line, replace(pen, size=pen.size * TRANSLATED))
    sheet.y += 3
    _draw_centred(sheet, beneath, SUBTITLE, "P")
    sheet.y += 5


def draw_reference(sheet: Sheet, document: Document) -> None:
    """The number of the application (收件编号), at the right, below the title."""
    if text := reference_line(document):
        pen = sheet.pens.body
        _draw_line(sheet, text, sheet.left + sheet.width - width_of(text, pen.size, pen.family), pen)
        sheet.y += 3


def reference_line(document: Document) -> str:
    """The number of the application in words; empty while it has none."""
    return say("reference", document.locale, reference=document.reference) if document.reference else ""


def foot_height(sheet: Sheet, document: Document, seal: bytes | None, code: bytes | None = None) -> float:
    """The height that issuer, date, seal and code take, with the space above them."""
    lines = _foot_lines(document, seal)
    least = 0.0 if code is None else CODE_GAP + CODE_SIZE
    if document.issuer and seal is not None:
        return max(least, SEAL_SIZE + 2)
    return max(least, _space_above(sheet, document, seal) + len(lines) * sheet.pens.body.leading if lines else 0.0)


def draw_foot(sheet: Sheet, document: Document, seal: bytes | None, code: bytes | None = None) -> None:
    """Issuer and date on one axis, four characters from the right, the seal on both (骑年盖月) or a note that it is to come.

    A QR code stands on the left of them.
    """
    lines, pen = _foot_lines(document, seal), sheet.pens.body
    if not lines:
        return
    sheet.need(foot_height(sheet, document, seal, code))
    end = sheet.y
    if code is not None:
        _draw_code(sheet, document, code)
    sheet.y += _space_above(sheet, document, seal)
    widest = max(width_of(line, pen.size, pen.family) for line in lines)
    axis = sheet.left + sheet.width - min(4 * pen.size, sheet.width - widest) - widest / 2
    top = sheet.y
    for line in lines:
        _draw_line(sheet, line, axis - width_of(line, pen.size, pen.family) / 2, pen)
    if document.issuer and seal is not None:
        middle = top + len(lines) * pen.leading / 2 - SEAL_SIZE * 0.08  # the words lie a little below its middle
        place = Box(axis - SEAL_SIZE / 2, max(end, middle - SEAL_SIZE / 2), SEAL_SIZE, SEAL_SIZE)
        sheet.picture(seal, place, say("seal_of", document.locale, issuer=document.issuer))
        sheet.y = max(sheet.y, place.y + SEAL_SIZE)
    if code is not None:
        sheet.y = max(sheet.y, end + CODE_GAP + CODE_SIZE)


def _draw_code(sheet: Sheet, document: Document, code: bytes) -> None:
    """The QR code, with a word beside it on what it is for."""
    place = Box(sheet.left, sheet.y + CODE_GAP, CODE_SIZE, CODE_SIZE)
    sheet.picture(code, place, say("receipt_code", document.locale, reference=document.reference or ""))
    with sheet.tagged("P"):
        caption = say("certificate_scan", document.locale)
        sheet.write(place.x + CODE_SIZE + 6, place.y + CODE_SIZE - 10, caption, CAPTION)


def _foot_lines(document: Document, seal: bytes | None) -> list[str]:
    lines = document.issuer.split("\n") if document.issuer else []
    if document.issuer and seal is None:
        lines.append(say("seal_pending", document.locale))
    if document.date:
        lines.append(iso_date(document.date, document.locale))
    return lines


def _space_above(sheet: Sheet, document: Document, seal: bytes | None) -> float:
    """So much that the seal begins within a line below the text."""
    if not document.issuer or seal is None:
        return sheet.pens.body.leading * 0.8
    return SEAL_SIZE * 0.58 - len(_foot_lines(document, seal)) * sheet.pens.body.leading / 2 + 2


def _draw_centred(sheet: Sheet, text: str, pen: Pen, role: Role) -> None:
    if not text:
        return
    with sheet.tagged(role):
        _draw_lines_centred(sheet, text, pen)


def _draw_lines_centred(sheet: Sheet, text: str, pen: Pen) -> None:
    for line in balanced(text, pen.size, sheet.width, pen.family):
        x = sheet.left + (sheet.width - width_of(line, pen.size, pen.family)) / 2
        sheet.write(x, sheet.y + pen.leading / 2 + pen.size * 0.38, line, pen)
        sheet.y += pen.leading


def _draw_line(sheet: Sheet, text: str, x: float, pen: Pen) -> None:
    with sheet.tagged("P"):
        sheet.write(x, sheet.y + pen.leading / 2 + pen.size * 0.38, text, pen)
    sheet.y += pen.leading
