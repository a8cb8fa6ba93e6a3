"""`bench documents`: what papers cost; one module a figure, `documents_….py`."""

from __future__ import annotations

from collections.abc import Iterator

from bench.documents_notice import notice_of_fpdf2, two_page_notice
from bench.figures import Figure, say


def document_figures() -> Iterator[Figure]:
    """The figures as they become known."""
    notice = two_page_notice()
    say("documents: a notice of two pages, and the same text by plain fpdf2")
    yield notice_of_fpdf2(notice)
