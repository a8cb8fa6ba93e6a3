"""What every official notice contains: number, applicant, items, window, and the ways to go against it."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.documents.acts import Changed, Granted, Refused
from knowledge.documents.answers import answer_text
from knowledge.documents.case import Case
from knowledge.documents.making import Making, Source, only_words
from knowledge.documents.model import Block, Row, Rows
from knowledge.documents.values import label

WHO = ("operator_name", "unified_social_credit_code", "legal_representative", "premises_address")
CONTACTS = ("window_address", "window_hours", "window_phone", "hotline")


def _in_the_frame(_: Making, __: object) -> tuple[Block, ...]:
    """Number, issuer, date and seal stand in the frame of every document, not in a section."""
    return ()


def _applicant(making: Making, _: object) -> tuple[Block, ...]:
    case = making.case
    known = [code for code in WHO if code in case.facts]
    return (Rows(tuple(Row(label(case.pack.facts[code], making.locale), answer_text(case, code, masked=True))
                       for code in known)),)  # fmt: skip


def _industry_permits(making: Making, act: object) -> tuple[Block, ...]:
    case = making.case
    industry = making.rows(("receipt_industry", case.pack.industries[case.industry].name.in_(making.locale)))
    rows = tuple(
        (
            making.permit(code),
            making.department(case.pack.permits[code].department),
            making.say("way_commitment" if code in case.committed else "way_ordinary"),
        )
        for code in _concerned(case, act)
    )
    return (*industry, *making.table(("head_permit", "head_department", "head_way"), rows))


def _concerned(case: Case, act: object) -> tuple[str, ...]:
    """The permits that a notice is about: a decision names its own only."""
    return (act.permit,) if isinstance(act, Granted | Refused | Changed) else case.permits


def _contact(making: Making, _: object) -> tuple[Block, ...]:
    places = making.pack.places
    told = [(key, getattr(places, key).in_(making.locale)) for key in CONTACTS]
    return making.rows(*((key, value) for key, value in told if value))


HEAD: Mapping[str, Source[object]] = {
    "number": _in_the_frame, "seal_date": _in_the_frame, "applicant": _applicant,
    "industry_permits": _industry_permits, "contact": _contact, "remedy": only_words, "query": only_words,
}  # fmt: skip
"""Parts that mean the same in every notice, by their code in notices.yaml."""
IN_THE_FRAME = frozenset({"number", "seal_date"})
