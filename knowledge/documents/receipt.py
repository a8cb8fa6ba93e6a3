"""The receipt of submission (收件回执): what was handed in, when, to whom it went, and how to ask about it."""

from __future__ import annotations

from knowledge.documents.answers import answer_text
from knowledge.documents.case import Case
from knowledge.documents.materials_list import material_blocks
from knowledge.documents.model import Block, Document, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.slices import parts
from knowledge.documents.statute import taken_words
from knowledge.documents.values import moment
from knowledge.documents.words import say

RECEIPT = "receipt"
ISSUER = "government_services"
WHO = ("operator_name", "unified_social_credit_code", "premises_address")


def compose_receipt(case: Case, received_at: str) -> Document:
    """The receipt, for the applicant; personal values are masked. `received_at` is the ISO instant."""
    locale, pack = case.locale, case.pack
    rows = [Row(say("receipt_reference", locale), case.reference or say("none_mark", locale))]
    rows.append(Row(say("receipt_received", locale), moment(received_at, locale)))
    rows += [
        Row(pack.facts[code].label.in_(locale), answer_text(case, code, masked=True))
        for code in WHO
        if code in case.facts
    ]
    rows.append(Row(say("receipt_industry", locale), pack.industries[case.industry].name.in_(locale)))
    head = tuple(say(key, locale) for key in ("head_permit", "head_department", "head_way", "head_promised"))
    permits = tuple(TableRow(_permit_cells(case, code)) for code in case.permits)
    name = pack.departments[ISSUER].name.in_(locale)
    return Document(
        kind=RECEIPT,
        title=say("title_receipt", locale),
        locale=locale,
        version=1,
        subtitle=say("subtitle_receipt", locale),
        sections=(
            Section(say("section_receipt", locale), (Rows(tuple(rows)),)),
            Section(say("section_items", locale), (Table(head, permits),)),
            Section(say("section_materials_handed", locale), material_blocks(case, list(parts(case).values()))),
            Section(say("section_next", locale), _next_steps(case)),
        ),
        date=case.made_on,
        issuer=name,
        reference=case.reference,
    )


def _permit_cells(case: Case, code: str) -> tuple[str, ...]:
    permit, locale = case.pack.permits[code], case.locale
    way = say("way_commitment" if code in case.committed else "way_ordinary", locale)
    department = case.pack.departments[permit.department].name.in_(locale)
    return permit.name.in_(locale), department, way, taken_words(permit, locale, by_commitment=code in case.committed)


def _next_steps(case: Case) -> tuple[Block, ...]:
    locale, places = case.locale, case.pack.places
    blocks: list[Block] = [Paragraph(say("receipt_no_acceptance", locale)), Paragraph(say("receipt_query", locale))]
    rows = [
        Row(say(key, locale), getattr(places, key).in_(locale))
        for key in ("window_address", "window_hours", "window_phone", "hotline")
        if getattr(places, key).zh
    ]
    return (*blocks, Rows(tuple(rows))) if rows else tuple(blocks)
