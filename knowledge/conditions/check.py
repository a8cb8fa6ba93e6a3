"""Whether a condition fits the facts it names: known names, right types, existing choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.conditions.tree import Among, Atom, Compare, Condition, Holds, Includes, Literal_, atoms
from knowledge.pack import NUMERIC, Fact

_EQUALITY = ("==", "!=")


def mistakes(condition: Condition, facts: Mapping[str, Fact], industries: frozenset[str]) -> Iterator[str]:
    """What is wrong with each test in the condition, in plain words; nothing when it fits."""
    for atom in atoms(condition):
        fact = facts.get(atom.name)
        if fact is None:
            yield f"no fact {atom.name}; add it to facts.yaml or fix the spelling"
        else:
            yield from _mistakes_of(atom, fact, industries)


def choices_of(fact: Fact, industries: frozenset[str]) -> frozenset[str]:
    """The codes that a choice fact can take."""
    return industries if fact.choices_from == "industries" else frozenset(choice.code for choice in fact.choices)


def _mistakes_of(atom: Atom, fact: Fact, industries: frozenset[str]) -> Iterator[str]:
    match atom:
        case Holds():
            if fact.type != "boolean":
                yield f"{fact.code} is no boolean; compare it with a value"
        case Includes(value, _, _):
            if fact.type != "multi_choice":
                yield f"{fact.code} is no multiple choice; 'x' in fact works only with one"
            elif value not in choices_of(fact, industries):
                yield f"{value!r} is no choice of {fact.code}"
        case Compare(_, sign, value):
            yield from _misfit(fact, value, industries, ordered=sign not in _EQUALITY)
        case Among(_, values, _):
            for value in values:
                yield from _misfit(fact, value, industries, ordered=False)


def _misfit(fact: Fact, value: Literal_, industries: frozenset[str], *, ordered: bool) -> Iterator[str]:
    if fact.type in NUMERIC:
        if isinstance(value, bool | str):
            yield f"{fact.code} needs a number, not {value!r}"
    elif ordered:
        yield f"{fact.code} has no order; only numbers can be compared with < and >"
    elif fact.type == "choice":
        if value not in choices_of(fact, industries):
            yield f"{value!r} is no choice of {fact.code}"
    elif fact.type == "boolean":
        if not isinstance(value, bool):
            yield f"{fact.code} needs True or False, not {value!r}"
    elif fact.type == "text":
        if not isinstance(value, str):
            yield f"{fact.code} needs text, not {value!r}"
    else:
        yield f"{fact.code} is of type {fact.type}, which can't be compared"
