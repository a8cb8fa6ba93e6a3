"""Amendments (更正结果): what a correction says, of which fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.understanding.reading import Reading


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a correction says: the fact it is about, if that is clear, and the new values."""

    target: str | None = None
    facts: Mapping[str, Reading] = field(default_factory=dict[str, Reading])


def of_one(changed: tuple[str, Reading]) -> Amendment:
    """The amendment of one fact."""
    code, reading = changed
    return Amendment(code, {code: reading})
