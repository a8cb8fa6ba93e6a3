"""What reading an applicant's words can come to: an answer (答复), or what is not clear about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from knowledge.values import Value

Detail = str | int | float
GENERAL = 0
"""The strength of what is named by a word that several facts share."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was understood; when it is not certain, the applicant confirms it before it is stored."""

    value: Value
    certain: bool = True
    settled: bool = False
    """Whether the way it is said decides, so that what the words are like counts for nothing."""


def _no_details() -> Mapping[str, Detail]:
    return {}


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that are not taken as an answer: a catalogue key that says why, with the details its wording needs.

    `suggestion` is what the applicant probably meant (a code with its one wrong character mended).
    """

    hint: str
    suggestion: Value | None = None
    details: Mapping[str, Detail] = field(default_factory=_no_details)

    def __repr__(self) -> str:
        # what was typed may be personal, so neither suggestion nor details may reach a log line
        return f"Unclear({self.hint!r})"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer inside a longer message, from `start` up to `end` of the text; strength 2 where the fact was named."""

    value: Value
    start: int
    end: int
    certain: bool = True
    strength: int = 1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the meaning of words depends on besides the question: the day, the city, the language of the chat."""

    today: date
    city: str = ""
    locale: Literal["zh", "en"] = "zh"


Read = Reading | Unclear
