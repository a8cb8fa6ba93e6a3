"""The cover of a package with its contents (卷宗封面及目录): whose application it is, and what lies on which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.answers import answer_text
from knowledge.documents.case import Case
from knowledge.documents.materials import permit_names
from knowledge.documents.model import Document, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.slices import Part
from knowledge.documents.values import label
from knowledge.documents.words import say

COVER = "package_cover"
SLIP = "slip"
ISSUER = "government_services"
WHO = ("operator_name", "unified_social_credit_code", "legal_representative", "premises_address")


@dataclass(frozen=True, slots=True)
class Bound:
    """Something bound into the package (卷内文件): a document or a material."""

    name: str
    pages: int
    sha256: str
    """With its prefix, as everywhere."""


def compose_cover(case: Case, contents: Sequence[Bound], part: Part | None = None, *, first_page: int = 2) -> Document:
    """The cover: of the whole application, or of one department's part, which says no more than that department gets.

    Pages are counted from the cover, which is page 1.
    `first_page` is the page on which the first thing begins; it grows with a cover of several pages.
    """
    locale, pack = case.locale, case.pack
    permits = list(case.permits if part is None else part.permits)
    given = case.facts if part is None else part.facts
    rows = [Row(say("receipt_reference", locale), case.reference or say("none_mark", locale))]
    rows += [Row(label(pack.facts[code], locale), answer_text(case, code, masked=True)) for code in WHO
             if code in given]  # fmt: skip
    rows.append(Row(say("receipt_industry", locale), pack.industries[case.industry].name.in_(locale)))
    rows.append(Row(say("section_items", locale), permit_names(pack, permits, locale)))
    rows.append(Row(say("cover_pages", locale), str(first_page - 1 + sum(one.pages for one in contents))))
    lines: list[TableRow] = []
    page = first_page
    for number, one in enumerate(contents, start=1):
        lines.append(TableRow((str(number), one.name, str(one.pages), str(page), f"{one.sha256[:19]}…")))
        page += one.pages
    head = tuple(say(f"cover_{key}", locale) for key in ("number", "name", "count", "page", "hash"))
    return Document(
        kind=COVER,
        title=say("title_cover", locale),
        locale=locale,
        version=1,
        subtitle=pack.departments[ISSUER if part is None else part.department].name.in_(locale),
        sections=(
            Section(say("section_receipt", locale), (Rows(tuple(rows)),)),
            Section(say("section_contents", locale), (Table(head, tuple(lines)),)),
        ),
        date=case.made_on,
        issuer="",
        reference=case.reference,
    )


def compose_slip(case: Case, title: str) -> Document:
    """The page that stands for a file which cannot be shown as pages (替代页)."""
    locale = case.locale
    return Document(
        kind=SLIP,
        title=title,
        locale=locale,
        version=1,
        subtitle=say("subtitle_slip", locale),
        sections=(Section(say("section_slip", locale), (Paragraph(say("slip_note", locale)),)),),
        date=case.made_on,
        issuer="",
        reference=case.reference,
    )
