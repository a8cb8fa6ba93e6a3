"""Conditions compiled to closures over known facts: three-valued, with "does not apply" as a value of its own."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from knowledge.conditions.tree import AllOf, Among, AnyOf, Atom, Compare, Condition, Constant, Holds, Includes, Not
from knowledge.values import Facts, Range, Truth, Value

Evaluate = Callable[[Facts], Truth]
"""Whether a condition holds for what is known."""

_MET, _UNMET, _UNKNOWN = Truth.MET, Truth.UNMET, Truth.UNKNOWN
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def compile_condition(condition: Condition, applies: Mapping[str, Evaluate]) -> Evaluate:
    """A closure for the condition; `applies` holds the closure of each fact's own `when`, where it has one."""
    match condition:
        case Constant(holds):
            truth = Truth.of(holds)
            return lambda facts: truth
        case Not(part):
            inner = compile_condition(part, applies)

            def negation(facts: Facts) -> Truth:
                held = inner(facts)
                return _UNMET if held is _MET else _MET if held is _UNMET else _UNKNOWN

            return negation
        case AllOf(parts):
            return _every([compile_condition(part, applies) for part in parts])
        case AnyOf(parts):
            return _any([compile_condition(part, applies) for part in parts])
        case _:
            return _atom(condition, applies)


def _every(parts: list[Evaluate]) -> Evaluate:
    def every(facts: Facts) -> Truth:
        weakest = _MET
        for part in parts:
            held = part(facts)
            if held is _UNMET:
                return _UNMET
            if held is _UNKNOWN:
                weakest = _UNKNOWN
        return weakest

    return every


def _any(parts: list[Evaluate]) -> Evaluate:
    def one(facts: Facts) -> Truth:
        strongest = _UNMET
        for part in parts:
            held = part(facts)
            if held is _MET:
                return _MET
            if held is _UNKNOWN:
                strongest = _UNKNOWN
        return strongest

    return one


def _atom(atom: Atom, applies: Mapping[str, Evaluate]) -> Evaluate:
    name, test = atom.name, test_of(atom)
    when = applies.get(name)

    def known(facts: Facts) -> Truth:
        value = facts.get(name)
        return _UNKNOWN if value is None else test(value)

    def conditional(facts: Facts) -> Truth:
        # A fact that does not apply makes every comparison with it false, whatever was once said of it.
        if when is not None and when(facts) is _UNMET:
            return _UNMET
        return known(facts)

    return known if when is None else conditional


def test_of(atom: Atom) -> Callable[[Value], Truth]:
    """The atom's test of a value that is known and applies; a range decides what both its ends decide alike."""
    match atom:
        case Holds():
            return lambda value: _MET if value is True else _UNMET
        case Includes(wanted, _, negated):
            inside, outside = (_UNMET, _MET) if negated else (_MET, _UNMET)
            return lambda value: inside if isinstance(value, tuple) and wanted in value else outside
        case Among(_, values, negated):
            members = frozenset(values)

            def among(value: Value) -> Truth:
                if isinstance(value, Range):
                    held = _range_among(value, members)
                    return _UNKNOWN if held is _UNKNOWN else Truth.of((held is _MET) != negated)
                return Truth.of((value in members) != negated)

            return among
        case Compare(_, sign, wanted):
            holds = _COMPARE[sign]

            def compare(value: Value) -> Truth:
                if isinstance(value, Range):
                    return _range_compare(value, sign, wanted)
                return _MET if holds(value, wanted) else _UNMET

            return compare


def _range_among(value: Range, members: frozenset[object]) -> Truth:
    if value.min == value.max:
        return Truth.of(value.min in members)
    touched = any(isinstance(one, int | float) and value.min <= one <= value.max for one in members)
    return _UNKNOWN if touched else _UNMET


def _range_compare(value: Range, sign: str, wanted: object) -> Truth:
    if not isinstance(wanted, int | float):
        return _UNMET
    if sign in ("==", "!="):
        equal = _range_among(value, frozenset({wanted}))
        return _UNKNOWN if equal is _UNKNOWN else Truth.of((equal is _MET) == (sign == "=="))
    low, high = _COMPARE[sign](value.min, wanted), _COMPARE[sign](value.max, wanted)
    return Truth.of(low) if low == high else _UNKNOWN
