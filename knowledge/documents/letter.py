"""The commitment letter (告知承诺书): for all permits taken by commitment, or for those of one department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.documents.answers import answer_rows
from knowledge.documents.case import Case
from knowledge.documents.materials import material_names
from knowledge.documents.model import Block, Document, Item, Items, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.slices import needed_materials, parts
from knowledge.documents.statute import basis_words
from knowledge.documents.words import joined, say
from knowledge.pack import LetterPart, Permit

LETTER = "commitment_letter"
ISSUER = "government_services"


@dataclass(frozen=True, slots=True)
class _Making:
    case: Case
    permits: tuple[Permit, ...]
    department: str | None
    masked: bool

    def say(self, key: str, **values: object) -> str:
        return say(key, self.case.locale, **values)


def compose_letter(case: Case, department: str | None = None, *, masked: bool = False) -> Document | None:
    """The letter, or None where no permit (of that department) is taken by commitment."""
    committed = (case.pack.permits[code] for code in case.permits if code in case.committed)
    permits = tuple(permit for permit in committed if department in (None, permit.department))
    if not permits:
        return None
    making, locale = _Making(case, permits, department, masked), case.locale
    sections = tuple(
        Section(part.en if locale == "en" else part.zh, tuple(_BLOCKS[part.code](making, part)))
        for part in case.pack.commitment.letter
    )
    name = case.pack.departments[department or ISSUER].name.in_(locale)
    return Document(
        kind=LETTER,
        title=say("title_letter", locale),
        locale=locale,
        version=1,
        subtitle=say("subtitle_letter", locale, name=name, count=len(permits)),
        sections=sections,
        date=case.made_on,
        issuer=name,
    )


def _applicant(making: _Making, part: LetterPart) -> list[Block]:
    case = making.case
    # a department's letter names only what its own part holds
    held = case.facts if making.department is None else parts(case)[making.department].facts
    answers = [(code, held[code]) for code in part.facts if code in held]
    opening: list[Block] = [Paragraph(making.say("chinese_prevails"))] if case.locale == "en" else []
    return [*opening, Rows(answer_rows(case, answers, masked=making.masked))]


def _authority(making: _Making, _: LetterPart) -> list[Block]:
    case, places = making.case, making.case.pack.places
    codes = dict.fromkeys(permit.department for permit in making.permits)
    rows = [
        Row(
            case.pack.departments[code].name.in_(case.locale),
            joined(
                [permit.name.in_(case.locale) for permit in making.permits if permit.department == code], case.locale
            ),
        )
        for code in codes
    ]
    if places.window_phone.zh:
        rows.append(Row(making.say("window_phone"), places.window_phone.in_(case.locale)))
    return [Rows(tuple(rows))]


def _items_and_basis(making: _Making, _: LetterPart) -> list[Block]:
    locale = making.case.locale
    head = (making.say("head_permit"), making.say("head_basis"))
    rows = tuple(TableRow((permit.name.in_(locale), basis_words(permit.basis, locale))) for permit in making.permits)
    return [Paragraph(making.case.pack.commitment.clauses.told.in_(locale)), Table(head, rows)]


def _conditions_told(making: _Making, _: LetterPart) -> list[Block]:
    blocks: list[Block] = []
    for permit in making.permits:
        blocks.append(Paragraph(making.say("steps_of", permit=permit.name.in_(making.case.locale))))
        blocks.append(Items(tuple(Item(line.in_(making.case.locale)) for line in permit.conditions), numbered=True))
    return blocks


def _materials_told(making: _Making, _: LetterPart) -> list[Block]:
    case, locale = making.case, making.case.locale
    head = tuple(making.say(key) for key in ("head_permit", "head_still_needed", "head_replaces"))
    rows: list[TableRow] = []
    for permit in making.permits:
        needed = needed_materials(case, permit, case.values())
        uploads = [code for code in needed if case.pack.materials[code].kind == "upload"]
        still = material_names(case.pack, uploads, locale) or making.say("nothing")
        replaced = material_names(case.pack, permit.commitment.replaces, locale) or making.say("nothing")
        rows.append(TableRow((permit.name.in_(locale), still, replaced)))
    return [Table(head, tuple(rows))]


def _promise(making: _Making, _: LetterPart) -> list[Block]:
    clauses, locale = making.case.pack.commitment.clauses, making.case.locale
    template = clauses.promise_template
    words = locale if template.en else "zh"  # a text of a law that is Chinese only has no English name in it
    separator = say("sentence_break", words)
    blocks: list[Block] = []
    for permit in making.permits:
        conditions = separator.join(line.in_(words) for line in permit.conditions)
        text = template.in_(words).format(permit_name=permit.name.in_(words), conditions=conditions)
        blocks.append(Paragraph(text))
    generic = tuple(Item(clause.in_(locale)) for clause in clauses.promise_generic)
    return [*blocks, Paragraph(making.say("promise_opening")), Items(generic, numbered=True)]


def _consequences(making: _Making, _: LetterPart) -> list[Block]:
    clauses = making.case.pack.commitment.clauses
    return [Items(tuple(Item(one.in_(making.case.locale)) for one in clauses.consequences), numbered=True)]


def _follow_up(making: _Making, _: LetterPart) -> list[Block]:
    clauses = making.case.pack.commitment.clauses
    return [Paragraph(clauses.follow_up.in_(making.case.locale)), Paragraph(clauses.withdrawal.in_(making.case.locale))]


def _publicity(making: _Making, _: LetterPart) -> list[Block]:
    return [Paragraph(making.say("publicity"))]


def _signatures(making: _Making, _: LetterPart) -> list[Block]:
    return [Paragraph(making.say("signatures"))]


_BLOCKS = {
    "applicant": _applicant, "authority": _authority, "items_and_basis": _items_and_basis,
    "conditions_told": _conditions_told, "materials_told": _materials_told, "promise": _promise,
    "consequences": _consequences, "follow_up": _follow_up, "publicity": _publicity, "signatures": _signatures,
}  # fmt: skip
"""What commitment.yaml requires of the letter, by code; the order is that of the file."""
PARTS = frozenset(_BLOCKS)
CONTENTS: Mapping[str, str] = {
    "applicant": "applicant", "industry_permits": "items_and_basis", "conditions_told": "conditions_told",
    "materials_replaced": "materials_told", "promise": "promise", "consequences": "consequences",
    "follow_up": "follow_up", "publicity": "publicity", "signatures": "signatures", "contact": "authority",
}  # fmt: skip
"""By what notices.yaml requires of the letter: the part of commitment.yaml that says it."""
