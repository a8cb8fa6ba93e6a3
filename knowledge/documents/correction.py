"""The correction notice (补齐补正通知书): all points of all departments, told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.documents.answers import answer_text
from knowledge.documents.case import Case
from knowledge.documents.materials import permit_names
from knowledge.documents.model import Block, Document, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.statute import basis_words, issuer_name
from knowledge.documents.values import iso_date, label
from knowledge.documents.words import say

CORRECTION = "correction"
WHO = ("operator_name", "unified_social_credit_code")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to supply or to mend (补正事项)."""

    department: str
    kind: Literal["material", "fact", "other"]
    code: str
    """The material or fact it is about; empty for "other"."""
    text: str
    """What is missing or wrong, as the department wrote it."""
    how: str = ""


def compose_correction(case: Case, points: Sequence[Point], *, due: str, version: int = 1) -> Document:
    """The notice for these points; `due` is the ISO date by which the applicant should answer, or empty."""
    locale, pack = case.locale, case.pack
    who = [
        Row(pack.facts[code].label.in_(locale), answer_text(case, code, masked=True))
        for code in WHO
        if code in case.facts
    ]
    who.append(Row(say("section_items", locale), permit_names(pack, case.permits, locale)))
    rules = pack.notices[CORRECTION]
    opening: list[Block] = [Paragraph(say("correction_opening", locale, count=len(points)))]
    if due:
        opening.append(Paragraph(say("correction_due", locale, date=iso_date(due, locale))))
    return Document(
        kind=CORRECTION,
        title=say("title_correction", locale),
        locale=locale,
        version=version,
        subtitle=say("subtitle_correction", locale, industry=pack.industries[case.industry].name.in_(locale)),
        sections=(
            Section(say("section_receipt", locale), (Rows(tuple(who)),)),
            Section(say("section_points", locale), (*opening, _table(case, points))),
            Section(say("section_effect", locale), _effect(case, basis_words(rules.basis, locale))),
        ),
        date=case.made_on,
        issuer=issuer_name(pack, CORRECTION, case.industry, locale),
        reference=case.reference,
    )


def _table(case: Case, points: Sequence[Point]) -> Table:
    locale = case.locale
    head = tuple(say(key, locale) for key in ("head_point", "head_department", "head_wrong", "head_how"))
    rows = tuple(
        TableRow(
            (
                _about(case, point),
                case.pack.departments[point.department].name.in_(locale),
                point.text,
                point.how or say(f"how_{point.kind}", locale),
            )
        )
        for point in points
    )
    return Table(head, rows)


def _about(case: Case, point: Point) -> str:
    match point.kind:
        case "material":
            return case.pack.materials[point.code].name.in_(case.locale)
        case "fact":
            return label(case.pack.facts[point.code], case.locale)
        case "other":
            return say("point_other", case.locale)


def _effect(case: Case, basis: str) -> tuple[Block, ...]:
    locale, places = case.locale, case.pack.places
    lines = [
        say("correction_effect", locale),
        say("correction_clock", locale),
        say("correction_basis", locale, basis=basis),
    ]
    rows = [
        Row(say(key, locale), getattr(places, key).in_(locale))
        for key in ("window_address", "window_hours", "window_phone")
        if getattr(places, key).zh
    ]
    blocks: tuple[Block, ...] = tuple(Paragraph(line) for line in lines)
    return (*blocks, Rows(tuple(rows))) if rows else blocks
