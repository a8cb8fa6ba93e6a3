"""Recording answers (记录答案): provenance, who wins against a register, what follows from an answer, what it voids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dialogs.conversation import REGISTERS, Answer, Origin
from dialogs.draft import Draft
from dialogs.understanding.values.sizes import area_of_size
from knowledge.conditions.tree import Holds, Not
from knowledge.documents.characters import as_codes, unprintable
from knowledge.documents.values import label, show
from knowledge.documents.wording import condition_words
from knowledge.pack import Fact
from knowledge.values import Value

_BINDING = frozenset({Origin.BUSINESS_LICENCE, Origin.CREDIT_REGISTER})
"""What these registers say can't be overridden in the chat, only flagged for the window."""
_OF_A_LICENCE = REGISTERS | {Origin.PHOTO}
"""What goes when the credit code turns out to be another."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What became of values that were told."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()
    """Told against the licence: kept as a note for the window."""

    def facts(self) -> tuple[str, ...]:
        return (*self.new, *self.changed)


def learn(draft: Draft, values: Mapping[str, Value], origin: Origin, *, by: str = "") -> Learned:
    """Record values told by the applicant or by staff."""
    new: list[str] = []
    changed: list[str] = []
    flagged: list[str] = []
    put: dict[str, Answer] = {}
    dropped: set[str] = set()
    conflicts = dict(draft.now.conflicts)
    for code, told in values.items():
        fact = draft.pack.facts.get(code)
        if fact is None or code == "industry_category":
            continue
        before = draft.now.answers.get(code)
        value = _with_given(draft, fact, told)
        if before is not None and before.origin in _BINDING:
            if before.value != value:
                put[code] = replace(before, flagged=shown(draft, code, value))
                flagged.append(code)
            continue
        if before is not None and before.value == value and draft.now.signature is not None:
            continue  # the same again: what was signed stands, with its time and origin
        if before is not None and before.origin in REGISTERS and before.value != value:
            conflicts[code] = before.value
        if before is None:
            new.append(code)
        elif before.value != value:
            changed.append(code)
            if fact.type == "uscc":
                dropped |= {other for other, answer in draft.now.answers.items() if answer.origin in _OF_A_LICENCE}
        put[code] = Answer(value, origin, draft.at, by)
        if fact.type == "uscc" and origin is not Origin.PHOTO:
            _leave_other_photo(draft, code, value)
        _derive(draft, fact, value, put, dropped)
    if put or dropped:
        _record(draft, put, dropped, conflicts)
        for code in (*new, *changed):
            _tell_unprintable(draft, code)
        if new or changed or flagged:
            void(draft, (*new, *changed, *flagged))
    return Learned(tuple(new), tuple(changed), tuple(flagged))


def _record(draft: Draft, put: Mapping[str, Answer], dropped: set[str], conflicts: Mapping[str, Value]) -> None:
    now = draft.now
    if dropped:
        draft.drop(*dropped)
    draft.put(put)
    if put:
        draft.change(last_fact=list(put)[-1])
    if conflicts != now.conflicts:
        draft.change(conflicts=conflicts)
    if now.unsure and not put.keys().isdisjoint(now.unsure):
        draft.change(unsure={code: value for code, value in now.unsure.items() if code not in put})
    if now.repeats and not put.keys().isdisjoint(now.repeats):
        draft.change(repeats={code: one for code, one in now.repeats.items() if code not in put})
    if now.postponed and not put.keys().isdisjoint(now.postponed):
        draft.change(postponed=tuple(code for code in now.postponed if code not in put))
    if dropped:
        kept = {name: said for name, said in now.registers.items() if name == "real_name"}
        draft.change(registers=kept, reused=(), reuse_confirmed=False)


def _leave_other_photo(draft: Draft, code: str, value: Value) -> None:
    """A photo of another licence than the one that was named says nothing any more."""
    photo = draft.now.licence_photo
    if photo is not None and photo.facts.get(code, value) != value:
        draft.change(licence_photo=None)


def _derive(draft: Draft, fact: Fact, value: Value, put: dict[str, Answer], dropped: set[str]) -> None:
    """Work out the facts that follow from this one; one that no longer follows is asked for again."""
    for other in draft.world.knowledge.derived.get(fact.code, ()):
        area = area_of_size(value) if isinstance(value, str) and other.type == "area_m2" else None
        before = draft.now.answers.get(other.code)
        if area is not None and (before is None or before.origin is Origin.DERIVED):
            put[other.code] = Answer(area, Origin.DERIVED, draft.at)
        elif area is None and before is not None and before.origin is Origin.DERIVED:
            dropped.add(other.code)


def _with_given(draft: Draft, fact: Fact, value: Value) -> Value:
    """What the industry gives on a multiple choice is a minimum: more can be added, nothing taken away."""
    industry = draft.now.industry
    given = draft.pack.industries[industry].given.get(fact.code) if industry else None
    if isinstance(given, tuple) and isinstance(value, tuple):
        chosen = {*given, *value}
        return tuple(choice.code for choice in fact.choices if choice.code in chosen)
    return value


def _tell_unprintable(draft: Draft, code: str) -> None:
    """A rare character that no font has is told at once, and again at the review: papers show its code instead."""
    value = draft.now.answers[code].value
    if not isinstance(value, str | tuple):
        return  # a number, or yes or no
    rare = unprintable(shown(draft, code, value))
    if rare:
        draft.say("unprintable", label=labels(draft, [code]), characters=as_codes(rare))


def void(draft: Draft, facts: Iterable[str]) -> None:
    """A change voids the review and the signature (签名作废), and says what changed."""
    now = draft.now
    if now.signature is not None:
        names = labels(draft, facts)
        draft.change(signature=None)
        draft.say("signature_voided", what=names)
    if now.reviewed:
        draft.change(reviewed=False)


def shown(draft: Draft, code: str, value: Value, *, masked: bool = True) -> str:
    """A value in words."""
    return show(draft.pack, draft.pack.facts[code], value, draft.locale, masked=masked)


def labels(draft: Draft, facts: Iterable[str]) -> str:
    """The labels of facts, in a row."""
    return draft.word("list_separator").join(label(draft.pack.facts[code], draft.locale) for code in facts)


def told_line(draft: Draft, facts: Iterable[str]) -> str:
    """What was understood, in one line: 饮品店 · 人民路88号 · 约60平方米 · 不卖烟."""
    parts: list[str] = []
    for code in facts:
        answer = draft.now.answers.get(code)
        if answer is not None:
            parts.append(line_of(draft, code, answer.value))
    return " · ".join(parts)


def line_of(draft: Draft, code: str, value: Value) -> str:
    """One fact in a few words: the value where it speaks for itself, else with its label."""
    fact = draft.pack.facts[code]
    if isinstance(value, bool) and fact.said is not None:
        return (fact.said.yes if value else fact.said.no).in_(draft.locale)
    if isinstance(value, bool):
        return condition_words(draft.pack, Holds(code) if value else Not(Holds(code)), draft.locale)
    text = shown(draft, code, value)
    if fact.type in ("address", "uscc"):
        return text
    return draft.word("fact_value", label=label(fact, draft.locale), value=text)
