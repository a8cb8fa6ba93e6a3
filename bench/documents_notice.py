"""What a notice costs (contract.md: `bench documents`, `notice_of_fpdf2`), beside plain fpdf2 with the same full font."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from statistics import median

from bench.figures import Figure
from knowledge.conditions.rules import rules_of
from knowledge.documents.model import Document
from knowledge.documents.notice import Edition, Situation, compose_notice
from knowledge.load import CITY, load_pack
from rendering.fonts import font_file
from rendering.lines import wrap
from rendering.pdf import render_pdf

ROUNDS, PLAIN_ROUNDS = 40, 5
GOAL = "<= 0.06"
SITUATION = Situation("drinks_snacks", ("small_catering", "outdoor_sign"))
_SIZE, _LEADING, _LEFT, _TOP, _WIDTH, _BOTTOM = 10.5, 15.0, 70.0, 70.0, 450.0, 780.0
"""Of the plain page, in points."""


def two_page_notice() -> Document:
    """The notice of a snack shop with a sign: two items, two pages."""
    pack, _ = load_pack(CITY)
    made_on = date(2026, 11, 24).isoformat()
    return compose_notice(pack, rules_of(pack.facts), SITUATION, Edition("zh", 1, made_on))


def notice_of_fpdf2(notice: Document) -> Figure:
    """Our time for a whole paper (layout, tags, PDF/A, data inside) over fpdf2's for the same text alone, both warm.

    Processor time: others on the machine don't count. fpdf2 gets the lines ready broken, and one font where we have two.
    """
    lines = [line for text in notice.texts() if text for line in wrap(text, _SIZE, _WIDTH)]
    render_pdf(notice)
    _plain(lines)
    ours = median(_seconds(lambda: render_pdf(notice)) for _ in range(ROUNDS))
    plain = median(_seconds(lambda: _plain(lines)) for _ in range(PLAIN_ROUNDS))
    return Figure("notice_of_fpdf2", ours / plain, "of fpdf2", GOAL)


def _plain(lines: list[str]) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(unit="pt")
    pdf.add_font("serif", fname=font_file("serif"))
    y = _BOTTOM
    for line in lines:
        y += _LEADING
        if y > _BOTTOM:
            pdf.add_page()
            pdf.set_font("serif", size=_SIZE)
            y = _TOP
        pdf.text(_LEFT, y, line)
    return bytes(pdf.output())


def _seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started
