"""What follows from a set of answers, worked out from the pack's files alone and without any of our own code."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from knowledge.load import CITY

Values = Mapping[str, Any]
CHOICE = "chooses_commitment"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one written in C reads the same, ten times as fast."""


@cache
def entries(name: str) -> dict[str, dict[str, Any]]:
    """One of the pack's lists, by code."""
    rows: list[dict[str, Any]] = yaml.load((CITY / f"{name}.yaml").read_text(encoding="utf-8"), _LOADER)
    return {row["code"]: row for row in rows}


def holds(condition: str | None, values: Values) -> bool:
    """Whether a condition holds; what has no value makes a comparison false."""
    return condition is None or bool(_worth(ast.parse(condition, mode="eval").body, values))


def _worth(node: ast.expr, values: Values) -> Any:
    match node:
        case ast.BoolOp(ast.And(), parts):
            return all(_worth(part, values) for part in parts)
        case ast.BoolOp(_, parts):
            return any(_worth(part, values) for part in parts)
        case ast.UnaryOp(ast.Not(), part):
            return not _worth(part, values)
        case ast.Name(name):
            return bool(values.get(name))
        case ast.Compare(left, [operator], [right]):
            a = values.get(left.id) if isinstance(left, ast.Name) else ast.literal_eval(left)
            b = values.get(right.id) if isinstance(right, ast.Name) else ast.literal_eval(right)
            return a is not None and b is not None and _compared(a, operator, b)
        case _:
            return ast.literal_eval(node)


def _compared(a: Any, operator: ast.cmpop, b: Any) -> bool:
    match operator:
        case ast.Eq():
            return bool(a == b)
        case ast.NotEq():
            return bool(a != b)
        case ast.Lt():
            return bool(a < b)
        case ast.LtE():
            return bool(a <= b)
        case ast.Gt():
            return bool(a > b)
        case ast.GtE():
            return bool(a >= b)
        case ast.In():
            return a in b
        case _:
            return a not in b


def names(condition: str | None) -> set[str]:
    """The facts in a condition, and those in their own conditions."""
    found: set[str] = set()
    waiting = [condition]
    while waiting:
        text = waiting.pop()
        if text is None:
            continue
        for node in ast.walk(ast.parse(text, mode="eval")):
            if isinstance(node, ast.Name) and node.id not in found:
                found.add(node.id)
                waiting.append(entries("facts")[node.id].get("when"))
    return found


@dataclass(frozen=True)
class Needed:
    """Everything that must come of a set of answers."""

    permits: frozenset[str]
    departments: frozenset[str]
    form_facts: frozenset[str]
    """On the forms of the permits that apply."""
    asked: frozenset[str]
    """What may be asked: the forms' facts, and what decides permits, facts and materials."""
    materials: frozenset[str]
    facts_of: Mapping[str, frozenset[str]]
    """What a department may get."""
    materials_of: Mapping[str, frozenset[str]]
    listed_by: Mapping[str, frozenset[str]]
    """What the forms of a department's permits list, whether it is needed this time or not."""


def reckon(industry: str, values: Values) -> Needed:
    """What these answers lead to; a value whose own condition fails counts for nothing."""
    facts, all_permits, all_materials = entries("facts"), entries("permits"), entries("materials")
    values = applicable(values)
    listed = entries("industries")[industry]["permits"]
    permits = [one["code"] for one in listed if holds(one.get("when"), values)]
    deciding = set[str]().union(*(names(one.get("when")) for one in listed))
    open_to_promise = [code for code in permits if _may_promise(all_permits[code], values)]

    def form(code: str) -> set[str]:
        own = all_permits[code]["facts"]
        return {f for f in own if holds(facts[f].get("when"), values) and (f != CHOICE or code in open_to_promise)}

    def uploads(code: str) -> set[str]:
        permit = all_permits[code]
        promised = code in open_to_promise and values.get(CHOICE)
        replaced = permit["commitment"].get("replaces", ()) if promised else ()
        return {
            need["code"]
            for need in permit["materials"]
            if all_materials[need["code"]]["kind"] == "upload"
            and need["code"] not in replaced
            and holds(need.get("when"), values)
        }

    forms = set[str]().union(*map(form, permits))
    conditions = [need.get("when") for code in permits for need in all_permits[code]["materials"]]
    conditions += [all_permits[code]["commitment"].get("when") for code in permits]
    conditions += [facts[fact].get("when") for code in permits for fact in all_permits[code]["facts"]]
    asked = forms | deciding | set[str]().union(*map(names, conditions))
    departments = {all_permits[code]["department"] for code in permits}
    return Needed(
        frozenset(permits),
        frozenset(departments),
        frozenset(forms),
        frozenset(fact for fact in asked if facts[fact]["source"] != "credit_register"),
        frozenset(set[str]().union(*map(uploads, permits))),
        {one: _union(form(c) for c in permits if all_permits[c]["department"] == one) for one in departments},
        {one: _union(uploads(c) for c in permits if all_permits[c]["department"] == one) for one in departments},
        {
            one: _union(set(all_permits[c]["facts"]) for c in permits if all_permits[c]["department"] == one)
            for one in departments
        },
    )


def applicable(values: Values) -> dict[str, Any]:
    """The values whose own condition holds."""
    facts, left = entries("facts"), dict(values)
    while True:
        gone = [code for code in left if not holds(facts[code].get("when"), left)]
        if not gone:
            return left
        for code in gone:
            del left[code]


def _may_promise(permit: dict[str, Any], values: Values) -> bool:
    rule = permit["commitment"]
    return bool(rule["allowed"]) and not values.get("on_dishonesty_list") and holds(rule.get("when"), values)


def _union(sets: Iterable[set[str]]) -> frozenset[str]:
    return frozenset(set[str]().union(*sets))
