"""What is spoken of (话里所指): a message with how plainly it, and each of its clauses, speaks of each fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dialogs.understanding.reading import Surroundings
from dialogs.understanding.segments import segments
from dialogs.understanding.subjects import spoken_of_each
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.said import is_supposed, without_asides
from knowledge.pack import Fact
from knowledge.values import Value

MOST_CLAUSES = 8
"""Clauses that are looked at one by one."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause that asks nothing, and how plainly they speak of each fact."""

    words: str
    of: Mapping[str, float]

    def plainly(self, code: str) -> float:
        return self.of.get(code, 0.0)


@dataclass(frozen=True)
class Spoken:
    """A message, how plainly it speaks of each fact, and what it is said in answer to."""

    text: str
    of: Mapping[str, float]
    asked: Fact | None
    known: Mapping[str, Value]
    used: frozenset[str]
    around: Surroundings

    @property
    def asked_code(self) -> str | None:
        return None if self.asked is None else self.asked.code

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What its clauses speak of, those left out that ask, suppose, or tell of others or of another time."""
        parts = [part for part in segments(self.folded) if not part.asks and not is_supposed(part.words)]
        parts = [part for part in parts if without_asides(part.words)][:MOST_CLAUSES]
        words = [self.text[part.start : part.end] for part in parts]
        if len(words) == 1 and words[0] == self.text:
            return (Clause(self.text, self.of),)
        return tuple(Clause(part, of) for part, of in zip(words, spoken_of_each(words), strict=True))

    def plainest(self, code: str) -> Clause | None:
        """The clause that speaks most plainly of a fact, the first of several; None where none was looked at."""
        return max(self.clauses, key=lambda clause: clause.plainly(code), default=None)

    def plainly(self, code: str) -> float:
        return self.of.get(code, 0.0)
