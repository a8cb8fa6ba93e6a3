"""The one-off notice (一次性告知单): all that the permits which apply require, merged, told once.

It depends on the permits only, not on the answers: what an answer still decides stands as a conditional line. So a
correction that leaves the permits alone never asks for anything outside the notice that was acknowledged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.conditions.rules import Rules
from knowledge.documents.changes import marked_against
from knowledge.documents.materials import MaterialLine, material_names, merged_materials, permit_names, relief
from knowledge.documents.model import (
    Block,
    Document,
    Item,
    Items,
    Locale,
    Paragraph,
    Row,
    Rows,
    Section,
    Table,
    TableRow,
)
from knowledge.documents.questions import questions_section
from knowledge.documents.statute import basis_words, days_words, issuer_name, promised_words, unverified
from knowledge.documents.templates import render
from knowledge.documents.texts import opening
from knowledge.documents.wording import condition_words
from knowledge.documents.words import joined, say
from knowledge.pack import Pack, Permit

NOTICE = "one_off_notice"
FEW = 2
"""Up to so many permits that a line does not concern, it names these instead of all the others."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the notice is about (适用情形): the industry and where each of its permits stands."""

    industry: str
    permits: tuple[str, ...]
    held: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    left_out: tuple[str, ...] = ()
    not_needed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Reasons in words; a permit of the industry that stands nowhere else gets its condition as the reason."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of a document is made: language, version, date, and the one it replaces."""

    locale: Locale
    version: int
    made_on: str
    previous: Document | None = None


@dataclass(frozen=True, slots=True)
class _Making:
    """What every section of the notice is made from."""

    pack: Pack
    rules: Rules
    situation: Situation
    locale: Locale
    lines: tuple[MaterialLine, ...]

    @property
    def permits(self) -> list[Permit]:
        return [self.pack.permits[code] for code in self.situation.permits]

    def say(self, key: str, **values: object) -> str:
        return say(key, self.locale, **values)


def compose_notice(pack: Pack, rules: Rules, situation: Situation, edition: Edition) -> Document:
    """The notice for the permits that apply; with a previous edition, what is new or changed is marked."""
    locale = edition.locale
    making = _Making(pack, rules, situation, locale, merged_materials(pack, rules, situation.permits))
    sections: list[Section] = []
    for part in pack.notices[NOTICE].contents:
        sections.extend(_SECTIONS[part.code](making))
    document = Document(
        kind=NOTICE,
        title=say("title_notice", locale),
        locale=locale,
        version=edition.version,
        subtitle=say("subtitle_notice", locale, industry=_industry(making), version=edition.version),
        sections=tuple(sections),
        date=edition.made_on,
        issuer=issuer_name(pack, NOTICE, situation.industry, locale),
    )
    previous = edition.previous
    return document if previous is None or previous.locale != locale else marked_against(document, previous)


def summary_lines(document: Document) -> tuple[str, ...]:
    """The notice in a few lines for the chat: its opening sentence, then each permit with its department."""
    first = next(one for one in document.sections if any(isinstance(block, Table) for block in one.blocks))
    lines: list[str] = []
    for block in first.blocks:
        match block:
            case Paragraph(text):
                lines.append(text)
            case Table(_, rows):
                lines.extend(
                    say("summary_line", document.locale, name=row.cells[0], department=row.cells[1]) for row in rows
                )
                break
            case _:
                continue
    return tuple(lines)


def _industry(making: _Making) -> str:
    return making.pack.industries[making.situation.industry].name.in_(making.locale)


def _industry_permits(making: _Making) -> list[Section]:
    pack, locale, situation = making.pack, making.locale, making.situation
    uploads = sum(line.material.kind == "upload" for line in making.lines)
    filled = {"industry_name": _industry(making), "permit_count": len(making.permits), "material_count": uploads}
    text = opening(pack.notices[NOTICE])
    head = tuple(making.say(key) for key in ("head_permit", "head_department", "head_document", "head_situation"))
    conditions = {listed.code: listed.when for listed in pack.industries[situation.industry].permits}
    rows: list[TableRow] = []
    for permit in making.permits:
        when = condition_words(pack, making.rules.of(conditions.get(permit.code)).tree, locale)
        department = pack.departments[permit.department].name.in_(locale)
        rows.append(
            TableRow((permit.name.in_(locale), department, permit.document, when or making.say("always_needed")))
        )
    blocks: list[Block] = [] if text is None else [Paragraph(render(text.in_(locale), filled))]
    if locale == "en":
        blocks.append(Paragraph(making.say("chinese_prevails")))
    blocks.append(Table(head, tuple(rows)))
    for key, codes in (("held", tuple(situation.held)), ("left_out", situation.left_out)):
        if codes:
            blocks.append(Paragraph(making.say(key, permits=permit_names(pack, codes, locale))))
    return [Section(making.say("section_permits"), tuple(blocks))]


def _basis(making: _Making) -> list[Section]:
    head = tuple(making.say(key) for key in ("head_permit", "head_basis", "head_scope"))
    rows = tuple(
        TableRow(
            (permit.name.in_(making.locale), basis_words(permit.basis, making.locale), permit.scope.in_(making.locale))
        )
        for permit in making.permits
    )
    return [Section(making.say("section_basis"), (Table(head, rows),))]


def _conditions(making: _Making) -> list[Section]:
    sections = [Section(making.say("section_conditions"), (Paragraph(making.say("conditions_opening")),))]
    for permit in making.permits:
        items = tuple(Item(line.in_(making.locale)) for line in permit.conditions)
        blocks: list[Block] = [Items(items, numbered=True)]
        if permit.note is not None:
            blocks.append(Paragraph(making.say("remark", text=permit.note.in_(making.locale))))
        if unverified(permit):
            blocks.append(Paragraph(making.say("window_decides")))
        sections.append(Section(permit.name.in_(making.locale), tuple(blocks), level=2))
    return sections


def _materials(making: _Making) -> list[Section]:
    pack, locale = making.pack, making.locale
    head = tuple(making.say(key) for key in ("head_material", "head_when", "head_relief", "head_used_for"))
    rows: list[TableRow] = []
    listed: dict[str, list[Item]] = {"generated": [], "register": []}
    for line in making.lines:
        name, note = line.material.name.in_(locale), line.material.note
        when = condition_words(pack, line.condition, locale)
        if line.material.kind == "upload":
            named = name if note is None else making.say("with_note", text=name, note=note.in_(locale))
            spared = relief(pack, line, locale) or making.say("none_mark")
            rows.append(TableRow((named, when or making.say("always"), spared, _all_or_names(making, line.permits))))
        else:
            listed[line.material.kind].append(Item(name, making.say("if", when=when) if when else ""))
    blocks: list[Block] = [Paragraph(making.say("uploads_opening", count=len(rows))), Table(head, tuple(rows))]
    for kind, items in listed.items():
        if items:
            blocks += [Paragraph(making.say(f"{kind}_opening")), Items(tuple(items))]
    return [Section(making.say("section_materials"), tuple(blocks)), questions_section(pack, making.permits, locale)]


def _method(making: _Making) -> list[Section]:
    """One sentence for all permits that share their ways of applying."""
    alike: dict[str, list[str]] = {}
    for permit in making.permits:
        ways = joined([making.say(f"method_{one}") for one in permit.method], making.locale)
        alike.setdefault(ways, []).append(permit.code)
    lines = [
        making.say("method_of", permits=_all_or_names(making, permits), ways=ways) for ways, permits in alike.items()
    ]
    return [
        Section(making.say("section_method"), tuple(Paragraph(line) for line in [*lines, making.say("method_opening")]))
    ]


def _process(making: _Making) -> list[Section]:
    """One list of steps for all permits that share it."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for permit in making.permits:
        alike.setdefault(tuple(step.in_(making.locale) for step in permit.process), []).append(permit.code)
    blocks: list[Block] = []
    for steps, permits in alike.items():
        blocks.append(Paragraph(making.say("process_of", permits=_all_or_names(making, permits))))
        blocks.append(Items(tuple(Item(step) for step in steps), numbered=True))
    return [Section(making.say("section_process"), tuple(blocks))]


def _all_or_names(making: _Making, permits: Sequence[str]) -> str:
    """The permits by name, or "all items" and "all items but": shorter, and often unchanged in a new version."""
    if len(permits) == len(making.situation.permits):
        return making.say("all_items")
    others = [code for code in making.situation.permits if code not in permits]
    if len(others) < len(permits) and len(others) <= FEW:
        return making.say("all_items_but", permits=permit_names(making.pack, others, making.locale))
    return permit_names(making.pack, permits, making.locale)


def _days(making: _Making) -> list[Section]:
    head = tuple(making.say(key) for key in ("head_permit", "head_statutory", "head_promised", "head_inspection"))
    rows = tuple(
        TableRow(
            (
                permit.name.in_(making.locale),
                days_words(permit, making.locale),
                promised_words(permit, making.locale),
                making.say("needed" if permit.inspection.needed else "not_needed"),
            )
        )
        for permit in making.permits
    )
    return [Section(making.say("section_days"), (Table(head, rows), Paragraph(making.say("days_excluded"))))]


def _commitment(making: _Making) -> list[Section]:
    pack, locale, rules = making.pack, making.locale, making.pack.commitment
    head = tuple(making.say(key) for key in ("head_permit", "head_commitment", "head_replaces"))
    rows = tuple(TableRow((permit.name.in_(locale), *_commitment_cells(making, permit))) for permit in making.permits)
    blocks: list[Block] = [Table(head, rows)]
    if any(permit.commitment.allowed for permit in making.permits):
        grounds = tuple(Item(ground.text.in_(locale)) for ground in rules.excluded)
        blocks += [
            Paragraph(making.say("commitment_voluntary")),
            Paragraph(making.say("commitment_excluded")),
            Items(grounds),
        ]
        blocks += [Paragraph(rules.routes.unwilling.in_(locale)), Paragraph(rules.clauses.follow_up.in_(locale))]
        blocks += [Paragraph(making.say("commitment_consequences"))]
        blocks += [Items(tuple(Item(one.in_(locale)) for one in pack.commitment.clauses.consequences), numbered=True)]
    return [Section(making.say("section_commitment"), tuple(blocks))]


def _commitment_cells(making: _Making, permit: Permit) -> tuple[str, str]:
    rule, locale = permit.commitment, making.locale
    if not rule.allowed:
        why = making.say("commitment_closed") if rule.why_not is None else rule.why_not.in_(locale)
        return making.say("commitment_no", why=why), making.say("none_mark")
    when = condition_words(making.pack, making.rules.of(rule.when).tree, locale)
    opened = making.say("commitment_if", when=when) if when else making.say("commitment_yes")
    replaced = material_names(making.pack, rule.replaces, locale)
    return opened, replaced or making.say("replaces_nothing")


def _fee(making: _Making) -> list[Section]:
    charged = [permit for permit in making.permits if permit.fee]
    lines = [making.say("fee_of", permit=permit.name.in_(making.locale), fee=permit.fee) for permit in charged]
    return [Section(making.say("section_fee"), tuple(Paragraph(line) for line in lines or [making.say("no_fee")]))]


def _not_needed(making: _Making) -> list[Section]:
    situation, locale = making.situation, making.locale
    head = (making.say("head_permit"), making.say("head_reason"))
    elsewhere = {*situation.permits, *situation.held, *situation.left_out}
    rows: list[TableRow] = []
    for listed in making.pack.industries[situation.industry].permits:
        if listed.code in elsewhere:
            continue
        when = condition_words(making.pack, making.rules.of(listed.when).tree, locale)
        reason = situation.not_needed.get(listed.code) or making.say("needed_only_if", when=when)
        rows.append(TableRow((making.pack.permits[listed.code].name.in_(locale), reason)))
    blocks: tuple[Block, ...] = (Table(head, tuple(rows)),) if rows else (Paragraph(making.say("nothing_spared")),)
    return [Section(making.say("section_not_needed"), blocks)]


def _contact(making: _Making) -> list[Section]:
    places = making.pack.places
    rows = [
        Row(making.say(key), getattr(places, key).in_(making.locale))
        for key in ("window_address", "window_hours", "window_phone", "hotline")
        if getattr(places, key).zh
    ]
    departments = dict.fromkeys(permit.department for permit in making.permits)
    named = joined([making.pack.departments[code].name.in_(making.locale) for code in departments], making.locale)
    rows.append(Row(making.say("deciding_departments"), named))
    return [Section(making.say("section_contact"), (Rows(tuple(rows)),))]


def _seal_date(making: _Making) -> list[Section]:
    # Issuer, date and seal stand at the foot of every document; no section of their own.
    return []


_SECTIONS = {
    "industry_permits": _industry_permits, "basis": _basis, "conditions": _conditions, "materials": _materials,
    "method": _method, "process": _process, "days": _days, "commitment": _commitment, "fee": _fee,
    "not_needed": _not_needed, "contact": _contact, "seal_date": _seal_date,
}  # fmt: skip
"""What notices.yaml requires of the notice, by code; the order is that of the file."""
PARTS = frozenset(_SECTIONS)
WORDS = frozenset({"industry_name", "permit_count", "material_count"})
"""What the notice's opening is filled with."""
