"""`bench documents`: what papers cost; one module a figure, `documents_….py`."""

from __future__ import annotations

from collections.abc import Iterator

from bench.documents_notice import notice_of_fpdf2, two_page_notice
from bench.documents_signing import signing_figures
from bench.figures import Figure, say
from rendering.pdf import render_pdf


def document_figures() -> Iterator[Figure]:
    """The figures as they become known."""
    notice = two_page_notice()
    say("documents: a notice of two pages, and the same text by plain fpdf2")
    yield notice_of_fpdf2(notice)
    say("documents: its signature")
    yield from signing_figures(render_pdf(notice))
