"""The machinery of `bench documents`: every figure comes out, of the paper that it names."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from bench.documents import document_figures
from bench.documents_notice import two_page_notice
from rendering.pdf import render_pdf


def test_the_notice_that_is_measured_has_two_pages() -> None:
    assert len(PdfReader(BytesIO(render_pdf(two_page_notice()))).pages) == 2


@pytest.mark.slow
def test_papers_are_measured() -> None:
    figures = {figure.figure: figure for figure in document_figures(packages=6)}
    assert list(figures) == ["notice_of_fpdf2", "sign_ms", "package_s", "rss_growth_mb"]
    assert all(figure.value > 0 for name, figure in figures.items() if name != "rss_growth_mb")
