"""Mistakes in industries (行业): references, departments, given facts, aliases, batches."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.conditions.check import choices_of
from knowledge.pack import NUMERIC, Fact, Industry, Pack, Scalar
from knowledge.verifier.findings import Remark

ALIASES = range(6, 16)
"""How many other names an industry should have: fewer are not found, more are noise."""


def faulty_industries(pack: Pack) -> Iterator[Remark]:
    """What is wrong with each industry, and where two of them can't be told apart."""
    for code, industry in pack.industries.items():
        for path, kind, message in (*_references(industry, pack), *_given(industry, pack)):
            yield Remark("industries", code, path, kind, message)
        if industry.batch < 1:
            yield Remark("industries", code, ("batch",), "batch", "batches count from 1")
        if len(industry.aliases) not in ALIASES:
            message = f"{len(industry.aliases)} aliases; {ALIASES.start} to {ALIASES.stop - 1} are found well"
            yield Remark("industries", code, ("aliases",), "aliases_number", message, severity="warning")
    yield from _same_names(pack)


Fault = tuple[tuple[str | int, ...], str, str]


def _references(industry: Industry, pack: Pack) -> Iterator[Fault]:
    for path, codes in ((("lead",), [industry.lead]), (("partners",), list(industry.partners))):
        for code in codes:
            if code not in pack.departments:
                yield (
                    path,
                    "unknown_department",
                    f"no department {code}; add it to departments.yaml or fix the spelling",
                )
    listed = [entry.code for entry in industry.permits]
    for code in dict.fromkeys(listed):
        if code not in pack.permits:
            yield ("permits", code), "unknown_permit", f"no permit {code}; add it to permits.yaml or fix the spelling"
        if listed.count(code) > 1:
            yield ("permits", code), "listed_twice", f"{code} stands twice; join the conditions with or"
    if not listed:
        yield ("permits",), "empty", "an industry without permits has nothing to apply for"
    departments = {pack.permits[code].department for code in listed if code in pack.permits} - {industry.lead}
    if departments != set(industry.partners):
        missing, extra = sorted(departments - set(industry.partners)), sorted(set(industry.partners) - departments)
        message = f"partners must be the departments of its permits other than the lead: missing {missing}, not needed {extra}"
        yield ("partners",), "partners", message


def _given(industry: Industry, pack: Pack) -> Iterator[Fault]:
    for code, value in industry.given.items():
        fact = pack.facts.get(code)
        if fact is None:
            yield ("given", code), "unknown_fact", f"no fact {code}; add it to facts.yaml or fix the spelling"
        elif not _fits(fact, value, frozenset(pack.industries)):
            yield (
                ("given", code),
                "given_value",
                f"{value!r} is no value of {code} (type {fact.type}, within its bounds)",
            )


def _fits(fact: Fact, value: Scalar, industries: frozenset[str]) -> bool:
    if fact.type == "boolean":
        return isinstance(value, bool)
    if fact.type == "choice":
        return value in choices_of(fact, industries)
    if fact.type == "multi_choice":
        alone = isinstance(value, tuple) and "none" in value and len(value) > 1
        return isinstance(value, tuple) and bool(value) and set(value) <= choices_of(fact, industries) and not alone
    if fact.type in NUMERIC:
        if isinstance(value, bool | str | tuple):
            return False
        low, high = fact.bounds.min, fact.bounds.max
        return (low is None or value >= low) and (high is None or value <= high)
    return isinstance(value, tuple) if fact.type == "list" else isinstance(value, str)


def _same_names(pack: Pack) -> Iterator[Remark]:
    owner: dict[str, str] = {}
    for code, industry in pack.industries.items():
        name = industry.name.zh.casefold()
        if owner.get(name, code) != code:
            message = f"the name {industry.name.zh} also belongs to {owner[name]}; rename one"
            yield Remark("industries", code, ("name",), "duplicate_name", message)
        owner[name] = code
    aliases: dict[str, str] = {}
    for code, industry in pack.industries.items():
        for alias in industry.aliases:
            key = alias.casefold()
            other = aliases.get(key) or (owner[key] if owner.get(key, code) != code else None)
            if other is not None:
                message = f"the alias {alias} also belongs to {other}; nobody could tell which is meant"
                yield Remark("industries", code, ("aliases", alias), "duplicate_alias", message)
            aliases[key] = code
