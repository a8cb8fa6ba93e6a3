"""What the verifier (知识包校验) finds: where it stands, what is wrong, what to do, and a set of answers that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.values import Range, Value

Severity = Literal["error", "warning"]
Plain = bool | int | float | str | list[str] | dict[str, float]
"""A value as JSON has it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a pack. An error keeps it from being published."""

    file: str
    line: int
    code: str
    """The kind of finding, such as "unknown_fact"."""
    message: str
    where: str
    """The entry and the place in it, such as "permits/food_business.commitment.when"."""
    counter_example: Mapping[str, Plain] | None = None
    """Answers that show it, by fact; None where no answers are needed to see it."""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding before its line is looked up: the entry by kind and code, and the path within it."""

    kind: str
    """The file, without its ending."""
    entry: str
    path: tuple[str | int, ...]
    code: str
    message: str
    counter_example: Mapping[str, Value] | None = None
    severity: Severity = "error"

    def where(self) -> str:
        """The place in words: kind/entry.path."""
        place = f"{self.kind}/{self.entry}" if self.entry else self.kind
        return ".".join([place, *(str(part) for part in self.path)])


def plain(value: Value) -> Plain:
    """A value as JSON has it."""
    match value:
        case tuple():
            return list(value)
        case Range(low, high):
            return {"min": low, "max": high}
        case _:
            return value
