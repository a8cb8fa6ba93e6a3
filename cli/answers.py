"""A file of answers for `yizheng plan`: values by fact, some from a register, some as ranges, and permits taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from math import isfinite
from pathlib import Path
from typing import Any, cast

import click

from knowledge.conditions.check import choices_of
from knowledge.pack import NUMERIC, Fact, Industry, Pack
from knowledge.planner.requirements import Exclusions
from knowledge.values import Facts, Range, Value

_TAKEN_OUT = ("left_out", "held")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known: the values, which of them were reused, and the permits left out or held."""

    facts: Facts
    reused: tuple[str, ...]
    exclusions: Exclusions


def read_answers(path: Path | None, pack: Pack, industry: Industry) -> Answers:
    """The answers of a file, with what the industry gives and what follows. Raises BadParameter."""
    said = {} if path is None else _object(path)
    reused: list[str] = []
    facts: dict[str, Value] = dict(industry.given)
    for code, value in said.items():
        if code in _TAKEN_OUT:
            continue
        fact = pack.facts.get(code)
        if fact is None:
            near = ", ".join(get_close_matches(code, pack.facts, n=3))
            raise click.BadParameter(f"no fact {code!r}" + (f"; did you mean {near}?" if near else ""))
        inner = value
        if isinstance(value, dict) and "value" in value:
            inner = cast("dict[str, Any]", value)["value"]
            reused.append(code)
        facts[code] = _value(fact, inner, frozenset(pack.industries))
    _answer_credit_register(pack, facts)
    _derive(pack, facts)
    return Answers(facts, tuple(code for code in pack.facts if code in reused), _exclusions(said, industry))


def _object(path: Path) -> dict[str, Any]:
    try:
        plain: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as missing:
        raise click.BadParameter(f"{path} can't be read: {missing.strerror}") from missing
    except (ValueError, RecursionError) as broken:
        raise click.BadParameter(f"{path} is no JSON: {broken}") from broken
    if not isinstance(plain, dict):
        raise click.BadParameter(f"{path} must hold an object: {{fact: value, …}}")
    return cast("dict[str, Any]", plain)


def _value(fact: Fact, plain: Any, industries: frozenset[str]) -> Value:
    value = _typed(fact, plain, industries)
    if value is None:
        allowed = ", ".join(sorted(choices_of(fact, industries)))
        hint = f"one of {allowed}" if allowed else f"a value of type {fact.type}"
        raise click.BadParameter(f"{fact.code} needs {hint}")
    return value


def _typed(fact: Fact, plain: Any, industries: frozenset[str]) -> Value | None:
    """The value as the planner has it; None when it does not fit the fact."""
    match plain:
        case bool():
            return plain if fact.type == "boolean" else None
        case int() | float():
            return plain if _is_number_of(fact, plain) else None
        case {"min": int() | float() as low, "max": int() | float() as high}:
            if not (_is_number_of(fact, low) and _is_number_of(fact, high)):
                return None
            return Range(low, high) if low < high else low if low == high else None
        case str() if fact.type == "choice":
            return plain if plain in choices_of(fact, industries) else None
        case str() if fact.type == "date":
            return plain if _DATE.fullmatch(plain) and _is_a_day(plain) else None
        case str():
            return plain if fact.type not in NUMERIC and fact.type not in ("boolean", "multi_choice", "list") else None
        case list():
            items = cast("list[Any]", plain)
            if fact.type not in ("multi_choice", "list") or not all(isinstance(item, str) for item in items):
                return None
            chosen = tuple(str(item) for item in items)
            known = fact.type == "list" or (bool(chosen) and set(chosen) <= choices_of(fact, industries))
            return chosen if known else None
        case _:
            return None


def _is_number_of(fact: Fact, plain: float) -> bool:
    """JSON as Python reads it knows NaN and Infinity, which decide nothing; a count has no fraction."""
    if fact.type not in NUMERIC or isinstance(plain, bool) or not isfinite(plain):
        return False
    return fact.type != "integer" or plain == int(plain)


def _is_a_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _answer_credit_register(pack: Pack, facts: dict[str, Value]) -> None:
    """The credit register answers for every code; without a row, "not listed"."""
    for code, fact in pack.facts.items():
        if fact.source == "credit_register" and fact.type == "boolean":
            facts.setdefault(code, False)


def _derive(pack: Pack, facts: dict[str, Value]) -> None:
    """What follows from another answer is worked out; where it can't be, it stays to be asked."""
    for code, fact in pack.facts.items():
        source = None if fact.derive is None else facts.get(fact.derive)
        if code not in facts and isinstance(source, str) and fact.type == "area_m2":
            from dialogs.understanding.values.sizes import area_of_size

            area = area_of_size(source)
            if area is not None:
                facts[code] = area


def _exclusions(said: Mapping[str, Any], industry: Industry) -> Exclusions:
    permits = {entry.code for entry in industry.permits}
    taken: list[frozenset[str]] = []
    for key in _TAKEN_OUT:
        named: Any = said.get(key, [])
        codes = frozenset(str(code) for code in cast("list[Any]", named)) if isinstance(named, list | dict) else None
        if codes is None or not codes <= permits:
            raise click.BadParameter(f"{key} must list permits of {industry.code}: {', '.join(sorted(permits))}")
        taken.append(codes)
    return Exclusions(left_out=taken[0], held=taken[1])
