"""Answers as rows of a document: label, value in words, and where the value came from."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.documents.case import Case, Given
from knowledge.documents.model import Row
from knowledge.documents.values import PERSONAL_REGISTERS, label, masked_name, show
from knowledge.documents.words import joined, keys, say
from knowledge.pack import Fact


def answer_rows(case: Case, facts: Iterable[tuple[str, Given]], *, masked: bool) -> tuple[Row, ...]:
    """One row per answer, in the order given; `masked` for eyes that are not the department's."""
    return tuple(
        Row(label(case.pack.facts[code], case.locale), answer_text(case, code, masked=masked), _note(case, given))
        for code, given in facts
    )


def answer_text(case: Case, code: str, *, masked: bool) -> str:
    """One answer in words; "—" when there is none."""
    given, fact = case.facts.get(code), case.pack.facts[code]
    if given is None:
        return say("none_mark", case.locale)
    if masked and isinstance(given.value, str) and given.source in PERSONAL_REGISTERS and _names_a_person(fact):
        return masked_name(given.value)
    return show(case.pack, fact, given.value, case.locale, masked=masked)


def _names_a_person(fact: Fact) -> bool:
    return fact.type == "text" and fact.sensitive


def _note(case: Case, given: Given) -> str:
    notes = [] if given.source == "applicant" else [_source(case, given)]
    if given.flagged:
        notes.append(say("flagged", case.locale))
    return joined(notes, case.locale)


def _source(case: Case, given: Given) -> str:
    if given.source == "staff":
        return say("source_staff", case.locale, name=given.by)
    return source_words(given.source, case.locale)


def source_words(source: str, locale: str) -> str:
    """Where something came from, in words; a register that words.yaml does not know is "another register"."""
    key = f"source_{source}"
    return say(key if key in keys() else "source_other", locale)
