"""Previews (预览) on paper: a sample document as it will look, its code one that nobody can take for a licence's."""

from __future__ import annotations

from knowledge.documents.licence import LICENCE
from knowledge.documents.model import Document
from knowledge.documents.preview import CERTIFICATES
from knowledge.documents.receipt import RECEIPT
from knowledge.documents.samples import sample_code
from rendering.certificate import render_certificate
from rendering.pdf import Marks, render_pdf
from rendering.qr import qr_png

WITH_CODE = frozenset({LICENCE, RECEIPT})


def render_preview(document: Document) -> bytes:
    """The PDF of a sample document, with the 演示 watermark and where one belongs the sample code."""
    code = qr_png(sample_code()) if document.kind in WITH_CODE else None
    if document.kind in CERTIFICATES:
        return render_certificate(document, code=code)
    return render_pdf(document, Marks(code=code))
