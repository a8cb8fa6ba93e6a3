"""Certificates (证书): the composite licence as a framed landscape page with its code, statutory documents upright.

Both are drawn from a document's data: labelled values in the middle, a table of permits where there is one, remarks at
the foot, issuer, seal and date on the right. A table that does not fit goes on on continuation pages (副页).
"""

from __future__ import annotations

from dataclasses import replace

from knowledge.documents.licence import LICENCE, Licence
from knowledge.documents.model import Document, Paragraph, Row, Rows, Table, TableRow, canonical_json
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from rendering.archival import Imprint, finished, new_paper
from rendering.canvas import GREY, WATERMARK, Box, Canvas, Pen
from rendering.certificate_fields import BESIDE_CODE, CODE_HEIGHT, CODE_SIZE, LANDSCAPE, SCALES, UPRIGHT, Fields
from rendering.certificate_table import SIZES, Grid, Pens, fitting, most_that_fit
from rendering.ends import SEAL_SIZE
from rendering.frame import Frame, draw_frame
from rendering.lines import width_of, wrap
from rendering.pdf import Marks

FOOT = 66.0
"""The height kept for remarks, issuer and date."""
SEAL_ABOVE = 0.58
"""Of the seal, what lies above the middle of issuer and date."""
BELOW_FRAME = 14.0
"""How far the seal may reach down into the frame's margin."""
LIFT = 60.0
"""How far issuer and date stand above the remarks of an upright certificate."""
ABOVE_TABLE = 8.0
READABLE = 8.5
"""The size in points that a table's letters should have."""
FIRST_ROWS = 150.0
"""What the first page of a longer table has room for, if its values allow."""
REMARK = Pen("serif", 8.5, GREY, spacing=1.45)
ISSUER = Pen("serif", 12)
SECOND = Pen("serif", 12, GREY)
CONTINUED_SIZE = 22.0
NUMBER = Pen("serif", 10.5, GREY)
CAPTION = Pen("sans", 9, GREY)


def render_certificate(
    document: Document, marks: Marks | None = None, *, code: bytes | None = None, data: bytes | None = None
) -> bytes:
    """The certificate as PDF. `code` is the QR code as PNG; `data` is attached instead of the document's own."""
    marks = marks or Marks()
    return _Certificate(document, marks, code).drawn(data or canonical_json(document.as_data()))


def licence_data(licence: Licence, document: Document, payload: str) -> bytes:
    """What a licence carries as data: its document, all that is on record of it, and the signed payload of its code."""
    data = document.as_data()
    return canonical_json({**data, "reference": licence.number, "licence": licence.as_data(), "payload": payload})


class _Certificate:
    """One certificate being drawn."""

    def __init__(self, document: Document, marks: Marks, code: bytes | None) -> None:
        self._document = document
        self._marks = marks
        self._code = code
        self._style = LANDSCAPE if document.kind == LICENCE else UPRIGHT
        title, *self._translated = document.title.split("\n")
        self._title = title
        imprint = Imprint(title, document.locale, document.issuer, document.subtitle, document.date)
        self._canvas = Canvas(new_paper(imprint, landscape=self._style.landscape))

    def drawn(self, data: bytes) -> bytes:
        """The finished bytes."""
        blocks = [block for section in self._document.sections for block in section.blocks]
        rows = [row for block in blocks if isinstance(block, Rows) for row in block.rows]
        remarks = [block.text for block in blocks if isinstance(block, Paragraph)]
        frame = self._page()
        y = self._draw_title(frame, self._title, self._style.title.size)
        table = next((block for block in blocks if isinstance(block, Table)), None)
        fields = self._placed(frame, y, rows, table)
        fields.draw(self._canvas)
        self._draw_code(frame, y, rows)
        if table is not None:
            self._draw_table(frame, fields.bottom + ABOVE_TABLE, table, rows)
        self._draw_remarks(frame, remarks)
        return finished(self._canvas.paper, data)

    def _page(self) -> Frame:
        canvas = self._canvas
        canvas.add_page()
        with canvas.artifact():
            frame = draw_frame(canvas)
            if self._marks.seal is None:
                text = say("demonstration", self._document.locale)
                canvas.watermark(text, Pen("sans", 120, WATERMARK))
        return frame

    def _draw_title(self, frame: Frame, text: str, size: float) -> float:
        """The title and, on the first page, its translation; where the page goes on below them."""
        y = frame.top + self._style.before
        pen = replace(self._style.title, size=size)
        beside_code = self._code is not None and self._style.landscape
        lines = wrap(text, pen.size, frame.width - (2 * BESIDE_CODE if beside_code else 0), pen.family)
        if len(lines) > 1:  # a long name of a document: smaller, and as long in one line as in the next
            pen = replace(pen, size=pen.size * 0.78)
            even = width_of(text, pen.size, pen.family) / len(lines) + 2 * pen.size
            lines = wrap(text, pen.size, even, pen.family)
        with self._canvas.tagged("H1" if text == self._title else "H2"):
            for line in lines:
                self._spaced(frame, y + pen.size, line, pen)
                y += pen.size * 1.35
        for line in self._translated if text == self._title else ():
            with self._canvas.tagged("P"):
                self._centred(frame, y + SECOND.size, line, SECOND)
            y += SECOND.leading
        return y + (12 if self._style.landscape else 40)

    def _spaced(self, frame: Frame, baseline: float, text: str, pen: Pen) -> None:
        """A title with its characters apart, as far as the line allows."""
        plain = width_of(text, pen.size, pen.family)
        gap = min(pen.size * 0.35, max(0.0, (frame.width - plain) / max(1, len(text) - 1)))
        if not all(ord(char) > 0x2E80 for char in text):
            gap = 0.0
        x = frame.left + (frame.width - plain - gap * (len(text) - 1)) / 2
        self._canvas.pdf.set_char_spacing(gap)
        self._canvas.write(x, baseline, text, pen)
        self._canvas.pdf.set_char_spacing(0)

    def _placed(self, frame: Frame, top: float, rows: list[Row], table: Table | None) -> Fields:
        """The values in the largest letters with which all that stands on the page has its place."""
        floor = frame.bottom - self._foot_height()
        code_bottom = 0.0 if self._code is None else self._code_top(frame, top) + CODE_HEIGHT
        tried = [Fields(rows, frame, self._style.scaled(one), top, code_bottom) for one in SCALES]
        if table is None:
            return next((one for one in tried if one.bottom <= floor), tried[-1])
        sizes = [self._size_fitting(frame, one, table) for one in tried]
        # smaller values rather than a table that is hard to read
        for least in (one for one in SIZES if one <= READABLE):
            for fields, size in zip(tried, sizes, strict=True):
                if size >= least:
                    return fields
        with_room = (one for one in tried if one.bottom <= floor - FIRST_ROWS)  # for a table that goes on anyway
        return next(with_room, tried[-1])

    def _size_fitting(self, frame: Frame, fields: Fields, table: Table) -> float:
        """The size of letters with which the whole table fits below the values; 0 where it does not."""
        room = frame.bottom - self._foot_height() - fields.bottom - ABOVE_TABLE
        pens, count = fitting(table.head, table.rows, frame.width, room)
        return pens.cell.size if count == len(table.rows) else 0.0

    def _code_top(self, frame: Frame, top: float) -> float:
        """Beside the title of a page that lies, which leaves its values more room; else beside the first values."""
        return frame.top if self._style.landscape else top

    def _draw_code(self, frame: Frame, top: float, rows: list[Row]) -> None:
        if self._code is None:
            return
        canvas, locale = self._canvas, self._document.locale
        box = Box(frame.left + frame.width - CODE_SIZE - 2, self._code_top(frame, top), CODE_SIZE, CODE_SIZE)
        number = next((row.value for row in rows), "").split("\n")[0]
        canvas.picture(self._code, box, say("certificate_code", locale, number=number))
        caption = say("certificate_scan", locale)
        x = box.x + (CODE_SIZE - width_of(caption, CAPTION.size, CAPTION.family)) / 2
        with canvas.tagged("P"):
            canvas.write(x, box.y + CODE_SIZE + 13, caption, CAPTION)

    def _draw_table(self, frame: Frame, top: float, table: Table, rows: list[Row]) -> None:
        """The table as large as it fits on the first page; what does not fit goes on continuation pages."""
        left = list(table.rows)
        room = frame.bottom - self._foot_height() - top
        pens, count = fitting(table.head, left, frame.width, room)
        Grid(self._canvas, frame, pens).draw(top, table.head, left[:count])
        left = left[count:]
        while left:
            self._draw_continued(frame)
            self._draw_foot(frame)
            left = self._draw_next_page(table.head, left, rows, pens)
        self._draw_foot(frame)

    def _draw_continued(self, frame: Frame) -> None:
        text = say("certificate_continued", self._document.locale)
        with self._canvas.tagged("P"):
            self._centred(frame, frame.bottom - 6, text, REMARK)

    def _draw_next_page(
        self, head: tuple[str, ...], left: list[TableRow], rows: list[Row], pens: Pens
    ) -> list[TableRow]:
        """What is left of the table, in the letters of the first page; what does not fit here either."""
        frame = self._page()
        y = self._draw_title(frame, say("certificate_page", self._document.locale, title=self._title), CONTINUED_SIZE)
        number = say("certificate_number", self._document.locale, number=rows[0].value if rows else "")
        with self._canvas.tagged("P"):
            self._canvas.write(frame.left, y + 4, number, NUMBER)
        y += 14
        count = most_that_fit(pens, head, left, frame.width, frame.bottom - self._foot_height() - y)
        Grid(self._canvas, frame, pens).draw(y, head, left[:count])
        return left[count:]

    def _draw_remarks(self, frame: Frame, remarks: list[str]) -> None:
        width = frame.width * 0.56 if self._style.landscape else frame.width
        lines = [line for text in remarks for line in wrap(text, REMARK.size, width, REMARK.family)]
        y = frame.bottom - len(lines) * REMARK.leading
        if not self._style.landscape:
            self._draw_foot(frame)
        for text in remarks:
            with self._canvas.tagged("P"):
                for line in wrap(text, REMARK.size, width, REMARK.family):
                    self._canvas.write(frame.left, y + REMARK.size, line, REMARK)
                    y += REMARK.leading

    def _foot_lines(self) -> list[str]:
        document = self._document
        pending = [] if self._marks.seal is not None else [say("seal_pending", document.locale)]
        return [*document.issuer.split("\n"), *pending, iso_date(document.date, document.locale)]

    def _foot_height(self) -> float:
        """What issuer, date and seal take; the seal lies on both and on nothing else."""
        height = len(self._foot_lines()) * ISSUER.leading
        if self._marks.seal is None:
            return max(FOOT, self._below_foot() + height + 8)
        return self._below_foot() + height / 2 + SEAL_SIZE * SEAL_ABOVE + 4

    def _below_foot(self) -> float:
        """How high issuer and date stand above the edge of what may be written on."""
        if not self._style.landscape:
            return LIFT
        if self._marks.seal is None:
            return 0.0
        return max(0.0, SEAL_SIZE * (1 - SEAL_ABOVE) - len(self._foot_lines()) * ISSUER.leading / 2 - BELOW_FRAME)

    def _draw_foot(self, frame: Frame) -> None:
        """Issuer and date, with the seal on them or a note that it is still to come."""
        document, canvas, lines = self._document, self._canvas, self._foot_lines()
        width = 250.0
        box = Frame(frame.left + frame.width - width, 0, width, 0)
        y = frame.bottom - self._below_foot() - len(lines) * ISSUER.leading
        middle = y + len(lines) * ISSUER.leading / 2
        for line in lines:
            with canvas.tagged("P"):
                pen = ISSUER if width_of(line, ISSUER.size, ISSUER.family) <= width else Pen("serif", 9)
                self._centred(box, y + ISSUER.size, line, pen)
            y += ISSUER.leading
        if self._marks.seal is not None:
            alt = say("seal_of", document.locale, issuer=document.issuer)
            place = Box(box.left + (width - SEAL_SIZE) / 2, middle - SEAL_SIZE * SEAL_ABOVE, SEAL_SIZE, SEAL_SIZE)
            canvas.picture(self._marks.seal, place, alt)

    def _centred(self, frame: Frame, baseline: float, text: str, pen: Pen) -> None:
        x = frame.left + (frame.width - width_of(text, pen.size, pen.family)) / 2
        self._canvas.write(x, baseline, text, pen)
