"""Certificates (证书): the composite licence as a framed landscape page with its code, statutory documents upright.

Both are drawn from a document's data: labelled values in the middle, a table of permits where there is one, remarks at
the foot, issuer, seal and date on the right. A table that does not fit goes on on continuation pages (副页).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.documents.licence import LICENCE, Licence
from knowledge.documents.model import Document, Paragraph, Row, Rows, Table, TableRow, canonical_json
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from rendering.archival import Imprint, finished, new_paper
from rendering.canvas import BLACK, GREY, WATERMARK, Box, Canvas, Colour, Pen
from rendering.certificate_table import Grid, fitting
from rendering.ends import SEAL_SIZE
from rendering.frame import BRONZE, Frame, draw_frame
from rendering.lines import width_of, wrap
from rendering.pdf import Marks
from rendering.tags import ROW_HEAD

CODE_SIZE = 104.0
FOOT = 66.0
"""The height kept for remarks, issuer and date."""
REMARK = Pen("serif", 8.5, GREY, spacing=1.45)
ISSUER = Pen("serif", 12)
SECOND = Pen("serif", 12, GREY)
CONTINUED_SIZE = 22.0
BESIDE = 112.0
"""What a label with its English takes more."""
HAIRLINE: Colour = (222, 208, 184)
NUMBER = Pen("serif", 10.5, GREY)
CAPTION = Pen("sans", 9, GREY)


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of certificate is laid out."""

    landscape: bool
    title: Pen
    label: Pen
    value: Pen
    label_width: float
    row_gap: float
    before: float
    """What is left free above the title."""


LANDSCAPE = Style(True, Pen("serif", 31, bold=True), Pen("sans", 10.5, BRONZE), Pen("serif", 12), 132, 5.5, 4)
UPRIGHT = Style(False, Pen("serif", 27, bold=True), Pen("sans", 11.5, BRONZE), Pen("serif", 13.5), 138, 17, 66)


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
        y = self._draw_fields(frame, y, rows)
        for block in blocks:
            if isinstance(block, Table):
                self._draw_table(frame, y + 8, block, rows)
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
        lines = wrap(text, pen.size, frame.width, pen.family)
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

    def _draw_fields(self, frame: Frame, top: float, rows: list[Row]) -> float:
        """Labels and values, with the code to their right; where the page goes on below both."""
        style, canvas, y = self._style, self._canvas, top
        room = frame.width - (CODE_SIZE + 36 if self._code is not None else 0)
        with canvas.tagged("Table"):
            for row in rows:
                y = self._draw_field(frame, y, row, room)
        if self._code is None:
            return y
        box = Box(frame.left + frame.width - CODE_SIZE - 2, top, CODE_SIZE, CODE_SIZE)
        number = next((row.value for row in rows), "").split("\n")[0]
        canvas.picture(self._code, box, say("certificate_code", self._document.locale, number=number))
        caption = say("certificate_scan", self._document.locale)
        x = box.x + (CODE_SIZE - width_of(caption, CAPTION.size, CAPTION.family)) / 2
        with canvas.tagged("P"):
            canvas.write(x, box.y + CODE_SIZE + 13, caption, CAPTION)
        return max(y, box.y + CODE_SIZE + 20) if style.landscape else y

    def _draw_field(self, frame: Frame, top: float, row: Row, room: float) -> float:
        """One value with its label; English stands after the Chinese where a line has room, else beneath."""
        style, canvas = self._style, self._canvas
        indent = style.label_width if "\n" not in row.label or not style.landscape else style.label_width + BESIDE
        leading = style.value.size * 1.35
        note = f"{row.value}\n{row.note}" if row.note else row.value
        with canvas.tagged("TR"):
            with canvas.tagged("TH", attributes=ROW_HEAD):
                used = self._write_both(Box(frame.left, top, indent - 10, leading), row.label, style.label)
            with canvas.tagged("TD"):
                box = Box(frame.left + indent, top, room - indent, leading)
                used = max(used, self._write_both(box, note, style.value))
        bottom = top + used * leading + style.row_gap
        canvas.rule(box.x - 4, bottom - style.row_gap / 2, box.width + 4, 0.4, HAIRLINE)
        return bottom

    def _write_both(self, box: Box, text: str, pen: Pen) -> int:
        """A text and what stands after it in smaller type; how many lines of the box's height they take."""
        first, *others = text.split("\n")
        lines = wrap(first, pen.size, box.width, pen.family)
        for at, line in enumerate(lines):
            self._canvas.write(box.x, box.y + self._style.value.size + at * box.height, line, pen)
        count, x = len(lines), box.x + width_of(lines[-1], pen.size, pen.family) + 8
        small = replace(pen, size=pen.size * 0.82, colour=pen.colour if pen.colour != BLACK else GREY)
        for other in others:
            width = width_of(other, small.size, small.family)
            if x + width <= box.x + box.width:
                self._canvas.write(x, box.y + self._style.value.size + (count - 1) * box.height, other, small)
                x += width + 8
                continue
            for line in wrap(other, small.size, box.width, small.family):
                count += 1
                self._canvas.write(box.x, box.y + self._style.value.size + (count - 1) * box.height, line, small)
            x = box.x + box.width
        return count

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
            left = self._draw_next_page(table.head, left, rows)
        self._draw_foot(frame)

    def _draw_continued(self, frame: Frame) -> None:
        text = say("certificate_continued", self._document.locale)
        with self._canvas.tagged("P"):
            self._centred(frame, frame.bottom - 6, text, REMARK)

    def _draw_next_page(self, head: tuple[str, ...], left: list[TableRow], rows: list[Row]) -> list[TableRow]:
        frame = self._page()
        y = self._draw_title(frame, say("certificate_page", self._document.locale, title=self._title), CONTINUED_SIZE)
        number = say("certificate_number", self._document.locale, number=rows[0].value if rows else "")
        with self._canvas.tagged("P"):
            self._canvas.write(frame.left, y + 4, number, NUMBER)
        y += 14
        pens, count = fitting(head, left, frame.width, frame.bottom - self._foot_height() - y)
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
        return max(FOOT, len(self._foot_lines()) * ISSUER.leading + 8)

    def _draw_foot(self, frame: Frame) -> None:
        """Issuer and date, with the seal on them or a note that it is still to come."""
        document, canvas, lines = self._document, self._canvas, self._foot_lines()
        width = 250.0
        box = Frame(frame.left + frame.width - width, 0, width, 0)
        lift = 0.0 if self._style.landscape else 60.0
        y = top = frame.bottom - lift - len(lines) * ISSUER.leading
        for line in lines:
            with canvas.tagged("P"):
                pen = ISSUER if width_of(line, ISSUER.size, ISSUER.family) <= width else Pen("serif", 9)
                self._centred(box, y + ISSUER.size, line, pen)
            y += ISSUER.leading
        if self._marks.seal is not None:
            alt = say("seal_of", document.locale, issuer=document.issuer)
            place = Box(box.left + (width - SEAL_SIZE) / 2, top - SEAL_SIZE * 0.55, SEAL_SIZE, SEAL_SIZE)
            canvas.picture(self._marks.seal, place, alt)

    def _centred(self, frame: Frame, baseline: float, text: str, pen: Pen) -> None:
        x = frame.left + (frame.width - width_of(text, pen.size, pen.family)) / 2
        self._canvas.write(x, baseline, text, pen)
