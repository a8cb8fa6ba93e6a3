"""Leaning (倾向): how much an answer to a yes-or-no question sounds like a yes, like a no, and like neither.

Who answers by what is so ("画面我手机上都能看", asked for cameras) says neither word. What labelled answers are made of has a
weight for each of the three: runs of up to three characters or words, shorter ones beside the fact that was asked, what the
whole means (its sentence vector) and how like known answers it is. The weights are learnt by ridge regression (Hoerl and
Kennard 1970) from the tuning half of the labelled set, by `python -m bench.leaning`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.understanding.once import Once
from dialogs.understanding.runs import places, runs, share

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("leaning.npz")
COLUMNS = 1 << 15
"""Places for runs of characters."""
LONGEST_RUN = 3
LONGEST_BESIDE_FACT = 2
FAINTEST = 0.02
"""A likeness below which all say the same: nothing."""
NO, YES, NEITHER = range(3)
"""What an answer means: the columns of the weights."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """How an answer sounds; about 1 for what it is and 0 for what it is not."""

    yes: float
    no: float
    neither: float

    @property
    def value(self) -> bool:
        """The likelier one of yes and no."""
        return self.yes > self.no

    def lead(self, value: bool) -> float:
        """How much likelier a value is than the other one."""
        return self.yes - self.no if value else self.no - self.yes

    def over_neither(self, value: bool) -> float:
        """How much likelier a value is than neither."""
        return (self.yes if value else self.no) - self.neither


class Weights:
    """What was learnt: a row for each place, then for what `besides` the words tells, in its order."""

    def __init__(self, rows: NDArray[np.float16]) -> None:
        self._runs, self._rest = rows[:COLUMNS], rows[COLUMNS:].astype("float32")

    def of(self, code: str, words: str, meaning: Iterable[float], known: tuple[float, float]) -> Leaning:
        """How an answer sounds to the question for a fact: its words, its vector, how like a known no and yes it is."""
        import numpy as np

        at = columns(code, words)
        found = self._runs[at].astype(np.float32).sum(axis=0) * share(at)
        found += np.array(besides(meaning, known), np.float32) @ self._rest
        scores: list[float] = found.tolist()
        return Leaning(yes=scores[YES], no=scores[NO], neither=scores[NEITHER])


@Once
def weights() -> Weights:
    """The weights that ship with the assistant."""
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as file:
        return Weights(file["rows"])


def columns(code: str, words: str) -> list[int]:
    """The places of what an answer in folded words is made of."""
    of_words = runs(words, LONGEST_RUN)
    beside = {f"{code} {run}" for run in of_words if run.count(" ") < LONGEST_BESIDE_FACT}
    return places(of_words | beside, COLUMNS)


def besides(meaning: Iterable[float], known: tuple[float, float]) -> tuple[float, ...]:
    """What counts besides the words: the vector of an answer, how like a known no and yes it is, and what holds of all answers."""
    return (*meaning, *likenesses(*known), 1.0)


def likenesses(no: float, yes: float) -> tuple[float, ...]:
    """What counts of the likeness to a known no and yes: how much, how much in proportion, and which one rather."""
    both = (no, yes)
    proportions = (math.log(max(one, FAINTEST)) / 4 for one in both)
    return (*(min(one, 1.0) for one in both), *proportions, max(-1.0, min(1.0, yes - no)))
