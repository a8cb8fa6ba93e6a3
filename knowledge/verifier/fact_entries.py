"""Mistakes in the facts (信息要素) themselves: choices, bounds, patterns, units, privacy, derivations."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.pack import CHOSEN, NUMERIC, Fact, Pack
from knowledge.verifier.findings import Remark
from knowledge.verifier.patterns import trouble_with

_PERSONAL = ("id_number", "phone")
_PATTERNED = ("text", "uscc", "phone", "address", "id_number")
_MEASURED = ("text", "address", "list")


def faulty_facts(pack: Pack) -> Iterator[Remark]:
    """What is wrong with each fact."""
    for code, fact in pack.facts.items():
        for path, kind, message in (*_choices(fact), *_bounds(fact), *_rest(fact, pack)):
            yield Remark("facts", code, path, kind, message)


Fault = tuple[tuple[str | int, ...], str, str]


def _choices(fact: Fact) -> Iterator[Fault]:
    codes = [choice.code for choice in fact.choices]
    if fact.type in CHOSEN:
        if not codes and fact.choices_from is None:
            yield ("type",), "no_choices", "a choice without choices can't be answered; list them"
        if codes and fact.choices_from is not None:
            yield ("choices",), "two_sources_of_choices", "choices and choices_from exclude each other; keep one"
    elif codes or fact.choices_from is not None:
        yield ("choices",), "choices_without_use", f"a fact of type {fact.type} has no choices; remove them"
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield ("choices", code), "duplicate_choice", f"the choice {code} stands twice; keep one"


def _bounds(fact: Fact) -> Iterator[Fault]:
    bounds = fact.bounds
    if bounds.min is not None and bounds.max is not None and bounds.min > bounds.max:
        yield ("bounds",), "bounds", f"min {bounds.min} is above max {bounds.max}, so no answer fits; swap them"
    measured = fact.type in NUMERIC or fact.type in _MEASURED
    if not measured and (bounds.min is not None or bounds.max is not None):
        yield ("bounds",), "bounds", f"min and max mean nothing to a fact of type {fact.type}; remove them"
    if bounds.pattern is not None:
        if fact.type not in _PATTERNED:
            yield ("bounds", "pattern"), "pattern", f"a pattern means nothing to a fact of type {fact.type}; remove it"
        trouble = trouble_with(bounds.pattern)
        if trouble is not None:
            yield ("bounds", "pattern"), "pattern", trouble


def _rest(fact: Fact, pack: Pack) -> Iterator[Fault]:
    if fact.type in _PERSONAL and not fact.sensitive:
        yield ("sensitive",), "not_sensitive", f"a fact of type {fact.type} is personal; set sensitive: true"
    if fact.item is not None and fact.type != "list":
        yield ("item",), "item_without_list", "item belongs to a list only; remove it"
    if fact.unit is not None and fact.type not in NUMERIC:
        yield ("unit",), "unit_without_number", "a unit belongs to a number only; remove it"
    if fact.said is not None and fact.type != "boolean":
        yield ("said",), "said_without_boolean", "said words a yes and a no, which this fact does not have; remove it"
    if fact.derive is None:
        return
    source = pack.facts.get(fact.derive)
    if source is None:
        yield ("derive",), "unknown_fact", f"no fact {fact.derive}; add it to facts.yaml or fix the spelling"
    elif source.derive is not None or source.code == fact.code:
        yield (
            ("derive",),
            "derive_chain",
            f"{fact.derive} is derived itself, so neither is asked; derive from one that is",
        )
    elif source.when != fact.when:
        yield (
            ("derive",),
            "derive_when",
            f"{fact.code} and {fact.derive} do not apply together; give both the same when",
        )
