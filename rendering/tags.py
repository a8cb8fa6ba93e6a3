"""Tags (结构标记): what is a title, a paragraph, a table or a list, so that a screen reader can tell and go through it.

A page's content is cut into marked pieces. Each belongs to an element of the structure tree, or is an artifact (a rule,
a page number, the watermark, the repeated head of a table), which is not read out. ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from fpdf import FPDF

Role = Literal["H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "L", "LI", "Lbl", "LBody", "Figure"]

COLUMN_HEAD = "/O/Table/Scope/Column"
ROW_HEAD = "/O/Table/Scope/Row"
DECIMAL_LIST = "/O/List/ListNumbering/Decimal"
BULLET_LIST = "/O/List/ListNumbering/Disc"


@dataclass(frozen=True, slots=True)
class Piece:
    """A marked piece of a page, by its number there."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """An element of the structure tree, with its children and pieces in reading order."""

    role: str
    attributes: str = ""
    """Entries of its attribute dictionary, in PDF syntax."""
    alt: str = ""
    """What stands for it when it can't be seen."""
    kids: list[Element | Piece] = field(default_factory=list["Element | Piece"])


_ARTIFACT = Element("Artifact")


class Tags:
    """The structure of one document while it is written, from top to bottom."""

    def __init__(self, pdf: FPDF) -> None:
        self.root = Element("Document")
        self.pieces: dict[int, list[Element]] = {}
        """For each page the elements of its pieces, by piece number."""
        self._pdf = pdf
        self._inside: list[Element] = [self.root]
        self._open: Element | None = None

    def add(self, role: Role, *, attributes: str = "", alt: str = "") -> Element:
        """A new element under the one that is open; within an artifact there is none."""
        if self._inside[-1] is _ARTIFACT:
            return _ARTIFACT
        made = Element(role, attributes, alt)
        self._inside[-1].kids.append(made)
        return made

    @contextmanager
    def within(self, element: Element) -> Generator[Element]:
        """What is written inside belongs to this element, also when it goes on over the page."""
        self._inside.append(element)
        yield element
        self._inside.pop()

    @contextmanager
    def artifact(self) -> Generator[None]:
        """What is written inside is for the eye only."""
        self._inside.append(_ARTIFACT)
        yield
        self._inside.pop()

    def mark_text(self) -> None:
        """What comes next belongs to the element that is open; to a paragraph of its own when there is none."""
        current = self._inside[-1]
        if current is self.root:
            current = Element("P")
            self.root.kids.append(current)
        self._switch(current)

    def mark_artifact(self) -> None:
        """What comes next is for the eye only."""
        self._switch(_ARTIFACT)

    def close(self) -> None:
        """End the open piece; to be called before a page is turned, and at the end."""
        if self._open is not None:
            self._write("EMC")
            self._open = None

    def _switch(self, element: Element) -> None:
        if element is self._open:
            return
        self.close()
        self._open = element
        if element is _ARTIFACT:
            self._write("/Artifact BMC")
            return
        page = self._pdf.page
        on_page = self.pieces.setdefault(page, [])
        self._write(f"/{element.role} <</MCID {len(on_page)}>> BDC")
        element.kids.append(Piece(page, len(on_page)))
        on_page.append(element)

    def _write(self, operators: str) -> None:
        cast("Any", self._pdf)._out(operators)  # fpdf2 has no public way to write operators
