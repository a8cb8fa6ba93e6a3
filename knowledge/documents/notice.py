"""The one-off notice (一次性告知单): all that the permits which apply require, merged, told once.

What everybody needs stands first: the items with their time limits, the materials, how to apply. Then what is looked up:
commitment, each item's conditions and legal basis, the questions of the form.

It depends on the permits only, not on the answers: what an answer still decides stands as a conditional line. So a
correction that leaves the permits alone never asks for anything outside the notice that was acknowledged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from errors import PackError
from knowledge.conditions.rules import Rules
from knowledge.documents.changes import marked_against
from knowledge.documents.materials import MaterialLine, material_names, merged_materials, permit_names, relief
from knowledge.documents.model import (
    Block,
    Document,
    Locale,
    Paragraph,
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
_STOPS = ("。", ".", "；", ";")
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
    required = {"questions", *(part.code for part in pack.notices[NOTICE].contents)}
    if unknown := required - _SECTIONS.keys():
        raise PackError(f"notices.yaml, {NOTICE}: nothing here tells {', '.join(sorted(unknown))}; fix the spelling")
    sections = [section for code, tell in _SECTIONS.items() if code in required for section in tell(making)]
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


def _summary(making: _Making) -> list[Section]:
    """What has to be done, by whom and how fast."""
    pack, locale, situation = making.pack, making.locale, making.situation
    uploads = sum(line.material.kind == "upload" for line in making.lines)
    filled = {"industry_name": _industry(making), "permit_count": len(making.permits), "material_count": uploads}
    text = opening(pack.notices[NOTICE])
    head = tuple(
        making.say(key)
        for key in ("head_permit", "head_department", "head_document", "head_statutory", "head_promised")
    )
    rows = tuple(
        TableRow(
            (
                permit.name.in_(locale),
                pack.departments[permit.department].name.in_(locale),
                permit.document,
                days_words(permit, locale),
                promised_words(permit, locale),
            )
        )
        for permit in making.permits
    )
    blocks: list[Block] = [] if text is None else [Paragraph(render(text.in_(locale), filled))]
    blocks.append(Table(head, rows))
    inspected = [permit.code for permit in making.permits if permit.inspection.needed]
    visits = making.say("inspected", permits=_all_or_names(making, inspected)) if inspected else ""
    blocks.append(Paragraph(visits + making.say("days_excluded"), fine=True))
    for key, codes in (("held", tuple(situation.held)), ("left_out", situation.left_out)):
        if codes:
            blocks.append(Paragraph(making.say(key, permits=permit_names(pack, codes, locale))))
    if locale == "en":
        blocks.append(Paragraph(making.say("chinese_prevails"), fine=True))
    return [Section(making.say("section_permits"), tuple(blocks))]


def _materials(making: _Making) -> list[Section]:
    pack, locale = making.pack, making.locale
    head = tuple(making.say(key) for key in ("head_material", "head_when", "head_relief", "head_used_for"))
    rows: list[TableRow] = []
    listed: dict[str, list[str]] = {"generated": [], "register": []}
    for line in making.lines:
        name, note = line.material.name.in_(locale), line.material.note
        when = condition_words(pack, line.condition, locale)
        if line.material.kind == "upload":
            named = name if note is None else making.say("with_note", text=name, note=note.in_(locale))
            spared = relief(pack, line, locale) or making.say("none_mark")
            rows.append(TableRow((named, when or making.say("always"), spared, _all_or_names(making, line.permits))))
        else:
            condition = making.say("if", when=when) if when else ""
            listed[line.material.kind].append(making.say("with_note", text=name, note=condition) if condition else name)
    blocks: list[Block] = [Paragraph(making.say("uploads_opening", count=len(rows))), Table(head, tuple(rows))]
    for kind, names in listed.items():
        if names:
            blocks.append(Paragraph(making.say(f"{kind}_opening", materials=joined(names, locale))))
    return [Section(making.say("section_materials"), tuple(blocks))]


def _how_to_apply(making: _Making) -> list[Section]:
    """Ways of applying, fees, and steps: one line for all permits that share them."""
    locale = making.locale
    ways: dict[str, list[str]] = {}
    for permit in making.permits:
        ways.setdefault(joined([making.say(f"method_{one}") for one in permit.method], locale), []).append(permit.code)
    lines = [making.say("method_of", permits=_all_or_names(making, codes), ways=way) for way, codes in ways.items()]
    charged = [permit for permit in making.permits if permit.fee]
    fees = [making.say("fee_of", permit=permit.name.in_(locale), fee=permit.fee) for permit in charged]
    told = [
        making.say("method_opening", ways=making.say("next_sentence").join(lines)),
        *(fees or [making.say("no_fee")]),
    ]
    return [Section(making.say("section_method"), (Paragraph(making.say("next_sentence").join(told)), *_steps(making)))]


def _steps(making: _Making) -> list[Paragraph]:
    """The steps of all permits: in one list where at most one of them differs, else one list for each way."""
    locale = making.locale
    alike: dict[tuple[str, ...], list[str]] = {}
    for permit in making.permits:
        alike.setdefault(tuple(step.in_(locale) for step in permit.process), []).append(permit.code)
    lengths = {len(steps) for steps in alike}
    variants = [list(dict.fromkeys(at)) for at in zip(*alike, strict=False)]
    if len(lengths) == 1 and sum(len(one) > 1 for one in variants) <= 1:
        owners = {
            step: [code for steps, codes in alike.items() if step in steps for code in codes] for step in sum(alike, ())
        }
        merged = [
            one[0]
            if len(one) == 1
            else making.say("sentence_break").join(
                making.say("with_note", text=step, note=_all_or_names(making, owners[step])) for step in one
            )
            for one in variants
        ]
        return [Paragraph(making.say("process", steps=_run_in(merged, locale)), fine=True)]
    return [
        Paragraph(
            making.say("process_of", permits=_all_or_names(making, codes), steps=_run_in(steps, locale)), fine=True
        )
        for steps, codes in alike.items()
    ]


def _permit_by_permit(making: _Making) -> list[Section]:
    """Each item's conditions, and in small type when it applies, on what law it rests, and what is still open."""
    pack, locale = making.pack, making.locale
    listed = {one.code: one.when for one in pack.industries[making.situation.industry].permits}
    sections = [Section(making.say("section_conditions"), ())]
    for permit in making.permits:
        when = condition_words(pack, making.rules.of(listed.get(permit.code)).tree, locale)
        told = making.say(
            "permit_basis",
            when=when or making.say("always_needed"),
            scope=permit.scope.in_(locale),
            basis=basis_words(permit.basis, locale),
        )
        conditions = _run_in([line.in_(locale) for line in permit.conditions], locale)
        remarks = [] if permit.note is None else [making.say("remark", text=permit.note.in_(locale))]
        if unverified(permit):
            remarks.append(making.say("window_decides"))
        fine = Paragraph(making.say("next_sentence").join([told, *remarks]), fine=True)
        blocks = (Paragraph(conditions), Paragraph(_commitment_of(making, permit)), fine)
        sections.append(Section(permit.name.in_(locale), blocks, level=2))
    return sections


def _questions(making: _Making) -> list[Section]:
    return [questions_section(making.pack, making.permits, making.locale)]


def _run_in(lines: Sequence[str], locale: str) -> str:
    """A short list within a paragraph: 1. …；2. …。"""
    numbered = [say("run_in", locale, number=at, text=line) for at, line in enumerate(lines, start=1)]
    ended = [one if one.endswith(_STOPS) else one + say("clause_end", locale) for one in numbered[:-1]]
    ended += [one if one.endswith(_STOPS) else one + say("full_stop", locale) for one in numbered[-1:]]
    return say("next_sentence", locale).join(ended)


def _all_or_names(making: _Making, permits: Sequence[str]) -> str:
    """The permits by name, or "all items" and "all items but": shorter, and often unchanged in a new version."""
    if len(permits) == len(making.situation.permits):
        return making.say("all_items")
    others = [code for code in making.situation.permits if code not in permits]
    if len(others) < len(permits) and len(others) <= FEW:
        return making.say("all_items_but", permits=permit_names(making.pack, others, making.locale))
    return permit_names(making.pack, permits, making.locale)


def _commitment(making: _Making) -> list[Section]:
    """What holds for every item that may be decided on a promise; which ones, each item says itself."""
    locale, rules = making.locale, making.pack.commitment
    if not any(permit.commitment.allowed for permit in making.permits):
        return []
    grounds = _run_in([ground.text.in_(locale) for ground in rules.excluded], locale)
    consequences = _run_in([one.in_(locale) for one in rules.clauses.consequences], locale)
    excluded = [making.say("commitment_excluded", grounds=grounds), rules.routes.unwilling.in_(locale)]
    after = [rules.clauses.follow_up.in_(locale), making.say("commitment_consequences", consequences=consequences)]
    fine = [Paragraph(making.say("next_sentence").join(one), fine=True) for one in (excluded, after)]
    blocks = (Paragraph(making.say("commitment_voluntary")), *fine)
    return [Section(making.say("section_commitment"), blocks)]


def _commitment_of(making: _Making, permit: Permit) -> str:
    """Whether an item is open to commitment, and what that spares."""
    rule, locale = permit.commitment, making.locale
    if not rule.allowed:
        why = making.say("commitment_closed") if rule.why_not is None else rule.why_not.in_(locale)
        return making.say("commitment_no", why=why)
    when = condition_words(making.pack, making.rules.of(rule.when).tree, locale)
    opened = making.say("commitment_if", when=when) if when else making.say("commitment_yes")
    replaced = material_names(making.pack, rule.replaces, locale)
    spared = making.say("replaces", materials=replaced) if replaced else making.say("replaces_nothing")
    return making.say("commitment_of", opened=opened, spared=spared)


def _not_needed(making: _Making) -> list[Section]:
    situation, locale = making.situation, making.locale
    elsewhere = {*situation.permits, *situation.held, *situation.left_out}
    lines: list[str] = []
    for listed in making.pack.industries[situation.industry].permits:
        if listed.code in elsewhere:
            continue
        when = condition_words(making.pack, making.rules.of(listed.when).tree, locale)
        reason = situation.not_needed.get(listed.code) or making.say("needed_only_if", when=when)
        lines.append(making.say("spared", permit=making.pack.permits[listed.code].name.in_(locale), reason=reason))
    told = Paragraph(_run_in(lines, locale), fine=True) if lines else Paragraph(making.say("nothing_spared"))
    return [Section(making.say("section_not_needed"), (told,))]


def _contact(making: _Making) -> list[Section]:
    places = making.pack.places
    keys = [key for key in ("window_address", "window_hours", "window_phone", "hotline") if getattr(places, key).zh]
    told = [
        making.say("with_label", label=making.say(key), text=getattr(places, key).in_(making.locale)) for key in keys
    ]
    line = making.say("sentence_break").join(told) + making.say("full_stop")
    return [Section(making.say("section_contact"), (Paragraph(line),))]


def _told_elsewhere(making: _Making) -> list[Section]:
    """Stands in the section of another code, or at the foot of every document (issuer, date, seal)."""
    return []


_SECTIONS = {
    "industry_permits": _summary, "days": _told_elsewhere, "materials": _materials, "method": _how_to_apply,
    "process": _told_elsewhere, "fee": _told_elsewhere, "commitment": _commitment, "conditions": _permit_by_permit,
    "basis": _told_elsewhere, "questions": _questions, "not_needed": _not_needed, "contact": _contact,
    "seal_date": _told_elsewhere,
}  # fmt: skip
"""What notices.yaml requires of the notice, by code, in the order in which it is told."""
PARTS = frozenset(_SECTIONS)
WORDS = frozenset({"industry_name", "permit_count", "material_count"})
"""What the notice's opening is filled with."""
