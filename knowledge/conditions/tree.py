"""The tree that a condition (条件) is parsed to, and what can be asked of it without evaluating it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Literal_ = bool | int | float | str
Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Constant:
    """True or False, written out."""

    holds: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """A boolean fact standing alone: `has_pool`."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against one value: `premises_area >= 300`."""

    name: str
    operator: Operator
    value: Literal_


@dataclass(frozen=True, slots=True)
class Among:
    """A fact against several values: `clinic_kind in ('general', 'dental')`, or `not in`."""

    name: str
    values: tuple[Literal_, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Includes:
    """A choice within a multiple choice: `'raw' in food_items`, or `not in`."""

    value: str
    name: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


Atom = Holds | Compare | Among | Includes
Condition = Constant | Atom | Not | AllOf | AnyOf


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every test of a single fact in the condition, from left to right."""
    match condition:
        case Constant():
            return
        case Not(part):
            yield from atoms(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case _:
            yield condition


def names(condition: Condition) -> tuple[str, ...]:
    """The facts that the condition tests, each once, from left to right."""
    return tuple(dict.fromkeys(atom.name for atom in atoms(condition)))
