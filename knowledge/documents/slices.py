"""Who gets what (部门分卷): each department's part holds only the facts and materials that its permits need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.conditions.rules import Rule
from knowledge.documents.case import Case, Fetched, FileLine, Given, Handed
from knowledge.documents.wording import condition_words
from knowledge.pack import Permit
from knowledge.values import Facts, Range, Truth, Value

GENERATED = frozenset({"unified_application_form", "commitment_letter"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a condition came out that rests on facts which the department does not get: the rule, not the value."""

    about: str
    """The permit that applies, or the material that is needed, because of it."""
    reason: str
    """The condition in words, in the applicant's language."""
    holds: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What one department gets (部门分卷)."""

    department: str
    permits: tuple[str, ...]
    facts: Mapping[str, Given] = field(repr=False)
    materials: tuple[Handed, ...]
    """Handed in, or put off with the date by which they follow."""
    fetched: tuple[Fetched, ...]
    committed: tuple[str, ...]
    outcomes: tuple[Outcome, ...]

    def facts_data(self) -> dict[str, Any]:
        """The answers as plain data, for facts.json and for hashing."""
        return {code: given_data(given) for code, given in self.facts.items()}

    def materials_data(self) -> list[dict[str, Any]]:
        """The materials as plain data, for hashing and for the manifest."""
        handed = [_handed_data(one) for one in self.materials]
        return handed + [
            {"code": one.code, "fetched_from": one.source, "at": one.at, "found": one.found} for one in self.fetched
        ]


def parts(case: Case) -> dict[str, Part]:
    """Each department's part, in the order in which the permits name the departments."""
    values = case.values()
    return {department: _part(case, department, values) for department in case.departments()}


def given_data(given: Given) -> dict[str, Any]:
    """An answer with its provenance, as plain data."""
    value = value_data(given.value)
    return {"value": value, "source": given.source, "at": given.at, "by": given.by, "flagged": given.flagged}


def value_data(value: Value) -> Any:
    """A value as JSON writes it: lists for tuples, min and max for a range."""
    match value:
        case tuple():
            return list(value)
        case Range(low, high):
            return {"min": low, "max": high}
        case _:
            return value


def needed_materials(case: Case, permit: Permit, values: Facts) -> Iterator[str]:
    """The materials that a permit needs in this case; those that a commitment replaces are not among them."""
    replaced = permit.commitment.replaces if permit.code in case.committed else ()
    for listed in permit.materials:
        if listed.code not in replaced and case.rules.of(listed.when).truth(values) is Truth.MET:
            yield listed.code


def _part(case: Case, department: str, values: Facts) -> Part:
    permits = [case.pack.permits[code] for code in case.permits if case.pack.permits[code].department == department]
    listed = {code for permit in permits for code in permit.facts}
    facts = {code: case.facts[code] for code in case.pack.facts if code in listed and _applies(case, code, values)}
    needed = {code for permit in permits for code in needed_materials(case, permit, values)}
    return Part(
        department,
        tuple(permit.code for permit in permits),
        facts,
        tuple(one for one in case.materials if one.code in needed),
        tuple(one for one in case.fetched if one.code in needed),
        tuple(permit.code for permit in permits if permit.code in case.committed),
        tuple(_outcomes(case, permits, frozenset(listed), values)),
    )


def _applies(case: Case, code: str, values: Facts) -> bool:
    """A value whose own `when` fails is kept, inert, in the conversation, and goes to nobody."""
    when = case.rules.applies.get(code)
    return code in case.facts and (when is None or when(values) is not Truth.UNMET)


def _outcomes(case: Case, permits: list[Permit], own: frozenset[str], values: Facts) -> Iterator[Outcome]:
    conditions = {listed.code: listed.when for listed in case.pack.industries[case.industry].permits}
    told: set[tuple[str, str]] = set()
    for permit in permits:
        tests = [(permit.code, conditions.get(permit.code))]
        tests += [(listed.code, listed.when) for listed in permit.materials if listed.code not in GENERATED]
        for about, when in tests:
            rule = case.rules.of(when)
            if set(rule.closure) <= own or (about, rule.text) in told:
                continue
            told.add((about, rule.text))
            yield _outcome(case, about, rule, values)


def _outcome(case: Case, about: str, rule: Rule, values: Facts) -> Outcome:
    reason = condition_words(case.pack, rule.tree, case.locale)
    return Outcome(about, reason, rule.truth(values) is Truth.MET)


def _handed_data(handed: Handed) -> dict[str, Any]:
    files = [file_data(one) for one in handed.files]
    return {"code": handed.code, "files": files, "deferred_until": handed.deferred_until}


def file_data(file: FileLine) -> dict[str, Any]:
    """A file's line as plain data."""
    return {
        "id": file.id, "name": file.name, "sha256": file.sha256,
        "pages": file.pages, "media_type": file.media_type, "size": file.size,
    }  # fmt: skip
