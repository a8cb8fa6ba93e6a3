"""A paper as PDF/A-3u (ISO 19005-3): it can still be read in decades, says what it is, and carries its own data.

Every paper of ours begins with `new_paper` and ends with `finished`, whatever is drawn in between. Nothing in it comes
from the clock or from chance: the same data give the same bytes, until it is signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from rendering.fonts import attach
from rendering.pdf_check import DATA_NAME
from rendering.tags import Tags

if TYPE_CHECKING:
    from fpdf import FPDF

MAKER = "yizheng"
_NO_DATE = date(2000, 1, 1)
"""Of a paper that carries none."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a paper says about itself (题名、责任者、语种、日期)."""

    title: str
    locale: str
    issuer: str = ""
    subject: str = ""
    made_on: str = ""
    """ISO date, or empty."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF being made, without a page yet, and the tags of what is written on it."""

    pdf: FPDF
    tags: Tags


def new_paper(imprint: Imprint, *, landscape: bool = False) -> Paper:
    """An A4 paper measured in points, with the fonts "serif" and "sans"; raises IntakeError when they are missing."""
    from fpdf import FPDF
    from fpdf.enums import DocumentCompliance
    from fpdf.prefs import ViewerPreferences

    pdf = FPDF(
        orientation="landscape" if landscape else "portrait",
        unit="pt",
        format="A4",
        enforce_compliance=DocumentCompliance.PDFA_3U,
    )
    pdf.set_auto_page_break(False)
    pdf.set_margins(0, 0, 0)
    attach(pdf, "serif")
    attach(pdf, "sans")
    pdf.set_title(_plain(imprint.title))
    pdf.set_lang("zh-CN" if imprint.locale == "zh" else "en")
    pdf.set_author(_plain(imprint.issuer))
    pdf.set_subject(_plain(imprint.subject))
    pdf.set_creator(MAKER)
    pdf.set_producer(MAKER)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_creation_date(_midnight(imprint.made_on))
    return Paper(pdf, Tags(pdf))


def finished(paper: Paper, data: bytes) -> bytes:
    """The bytes of the paper, with the canonical JSON that it was made from attached as `data.json`."""
    from rendering.producer import Producer

    paper.tags.close()
    paper.pdf.embed_file(
        bytes=data,
        basename=DATA_NAME,
        mime_type="application/json",
        associated_file_relationship="SOURCE",
        modification_date=paper.pdf.creation_date,
        compress=True,
    )
    return bytes(paper.pdf.output(output_producer_class=cast("Any", partial(Producer, tags=paper.tags))))


def _plain(text: str) -> str:
    """Without control characters, which XML can't carry."""
    return "".join(char if char.isprintable() else " " for char in text)


def _midnight(day: str) -> datetime:
    made_on = date.fromisoformat(day[:10]) if day else _NO_DATE
    return datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
