"""What the content of an official notice is made from, and the words that its texts are filled with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from knowledge.documents.acts import Issue
from knowledge.documents.answers import answer_text
from knowledge.documents.case import Case
from knowledge.documents.materials import permit_names
from knowledge.documents.model import Block, Locale, Paragraph, Row, Rows, Table, TableRow
from knowledge.documents.templates import Listed, Word, Words
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from knowledge.pack import Notice, Pack
from knowledge.working_days import add_working_days

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Making:
    """A notice being made: of which application, which kind, and as which issuing."""

    case: Case
    notice: Notice
    issue: Issue

    @property
    def pack(self) -> Pack:
        return self.case.pack

    @property
    def locale(self) -> Locale:
        return self.case.locale

    def say(self, key: str, **values: object) -> str:
        """Fixed words in the notice's language."""
        return say(key, self.locale, **values)

    def day(self, iso: str) -> str:
        """A date in words; empty for none."""
        return iso_date(iso, self.locale) if iso else ""

    def answer(self, fact: str) -> str:
        """What the applicant answered, with personal values masked; "—" for nothing."""
        return answer_text(self.case, fact, masked=True)

    def permit(self, code: str) -> str:
        return self.pack.permits[code].name.in_(self.locale)

    def material(self, code: str) -> str:
        return self.pack.materials[code].name.in_(self.locale)

    def department(self, code: str) -> str:
        return self.pack.departments[code].name.in_(self.locale)

    def table(self, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[Block, ...]:
        """A table with heads by their keys; the word for nothing where it has no rows."""
        if not rows:
            return (Paragraph(self.say("nothing")),)
        return (Table(tuple(self.say(key) for key in heads), tuple(TableRow(cells) for cells in rows)),)

    def rows(self, *pairs: tuple[str, str]) -> tuple[Block, ...]:
        """Labelled values, labels by their keys."""
        return (Rows(tuple(Row(self.say(key), value) for key, value in pairs)),)

    def signing(self, *pairs: tuple[str, str]) -> tuple[Block, ...]:
        """Labelled lines to be signed or filled in by hand; line feeds make room."""
        return (Rows(tuple(Row(label, value) for label, value in pairs)),)


Source = Callable[[Making, A], tuple[Block, ...]]
"""What a part of a notice shows besides its text: tables, lists, labelled values."""


@dataclass(frozen=True, slots=True)
class Recipe(Generic[A]):
    """How notices about one kind of act are made: what each part shows, and what its texts are filled with."""

    parts: Mapping[str, Source[A]]
    words: Callable[[Making, A], Words]


def only_words(_: Making, __: object) -> tuple[Block, ...]:
    """For parts that say all they have to say in their text."""
    return ()


def shared_words(making: Making, department: str) -> Words:
    """What every text can be filled with; `department` is the issuer's code."""
    case, pack, places = making.case, making.pack, making.pack.places
    days = 0 if making.notice.deadline is None else making.notice.deadline.days
    until = add_working_days(date.fromisoformat(making.issue.made_on), days).isoformat()
    return {
        "title": making.notice.name.zh,
        "operator": making.answer("operator_name"),
        "credit_code": making.answer("unified_social_credit_code"),
        "industry_name": pack.industries[case.industry].name.in_(making.locale),
        "permits": permit_names(pack, case.permits, making.locale),
        "permit_count": len(case.permits),
        "material_count": len(case.materials),
        "count": len(case.permits),
        "due_date": "",
        "items": permit_names(pack, case.permits, making.locale),
        "lines": (),
        "department": making.department(department),
        "made_on": making.day(making.issue.made_on),
        "deadline_days": days,
        "deadline_date": making.day(until),
        "reference": case.reference or "",
        "city": places.city.in_(making.locale),
        "window_address": places.window_address.in_(making.locale),
        "window_hours": places.window_hours.in_(making.locale),
        "window_phone": places.window_phone.in_(making.locale),
        "hotline": places.hotline.in_(making.locale),
    }


def listed(making: Making, lines: tuple[Listed, ...]) -> dict[str, Word]:
    """A list as a text can use it: gone through as `lines`, written as `items`, counted as `count`."""
    names = (one.get("name") or one.get("text", "") for one in lines)
    return {"lines": lines, "items": making.say("list_separator").join(names), "count": len(lines)}
