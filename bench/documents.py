"""`bench documents`: what papers cost; one module a figure, `documents_….py`."""

from __future__ import annotations

from collections.abc import Iterator

from bench.documents_notice import notice_of_fpdf2, two_page_notice
from bench.documents_package import PACKAGES, package_figures
from bench.documents_signing import signing_figures
from bench.figures import Figure, say
from dialogs.knowledge_in_force import Knowledge, work_out_plans
from knowledge.load import CITY, load_pack
from rendering.pdf import render_pdf


def document_figures(*, packages: int = PACKAGES) -> Iterator[Figure]:
    """The figures as they become known; memory is watched over so many packages."""
    notice = two_page_notice()
    say("documents: a notice of two pages, and the same text by plain fpdf2")
    yield notice_of_fpdf2(notice)
    say("documents: its signature")
    yield from signing_figures(render_pdf(notice))
    pack, _ = load_pack(CITY)
    yield from package_figures(Knowledge.build(pack, work_out_plans(pack)), packages=packages)
