"""Subjects (所指): which facts a message speaks of, and how plainly, whatever its words and whatever was asked.

Rules know a fact by the words that name it; who says "到28年底" of a lease or "攀岩墙老板说不上了" of a climbing wall need not. What
labelled messages are made of has a weight for each fact: runs of up to three characters or words, numbers masked, and what the
whole means (its sentence vector). The weights are learnt by ridge regression (Hoerl and Kennard 1970) from the tuning half of
the labelled set and from the tellings, by `python -m bench.subjects`. They never say a value: they say whose value it may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dialogs.understanding.once import Once
from dialogs.understanding.runs import places, runs, share
from dialogs.understanding.sentences import encoded, sentence_encoder
from dialogs.understanding.tellings import STRANGE, masked
from dialogs.understanding.values.folding import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("subjects.npz")
COLUMNS = 1 << 13
"""Places for runs of characters."""
LONGEST_RUN = 3
LONGEST = 200
"""Characters of a message that is learnt from and looked at; who says more speaks of many things."""


class Weights:
    """What was learnt: a row for each place, for each part of a sentence vector and for all messages; a column for each fact."""

    def __init__(self, codes: Sequence[str], rows: NDArray[np.int8], scale: NDArray[np.float32]) -> None:
        """`rows` are to be multiplied by the `scale` of their column."""
        self._codes = tuple(codes)
        self._runs, self._rest, self._scale = rows[:COLUMNS], rows[COLUMNS:].astype("float32"), scale

    def of(self, words: str, meaning: NDArray[np.float32] | None = None) -> dict[str, float]:
        """How plainly folded words speak of each fact: about 1 of what they tell and 0 of anything else.

        Without their meaning, a tenth of the cost, it is said by the characters alone.
        """
        import numpy as np

        at = columns(words)
        found = self._runs[at].astype(np.float32).sum(axis=0) * share(at) + self._rest[-1]
        if meaning is not None:
            found += meaning @ self._rest[:-1]
        scores: list[float] = (found * self._scale).tolist()
        return dict(zip(self._codes, scores, strict=True))


@Once
def weights() -> Weights:
    """The weights that ship with the assistant."""
    import numpy as np

    with np.load(WEIGHTS, allow_pickle=False) as file:
        return Weights([str(code) for code in file["codes"]], file["rows"], file["scale"])


def spoken_of(text: str) -> Mapping[str, float]:
    """How plainly a message speaks of each fact that was learnt; nothing of what nobody would type, and without the encoder."""
    return spoken_of_each([text])[0]


def spoken_of_each(texts: Sequence[str]) -> list[Mapping[str, float]]:
    """The same of several messages, or of the clauses of one."""
    encoder, folded = sentence_encoder(), [fold(text).strip() for text in texts]
    sensible = [words for words in folded if 0 < len(words) <= LONGEST and not STRANGE.search(words)]
    if encoder is None or not sensible:
        return [{} for _ in texts]
    of = {w: weights().of(w, meaning) for w, meaning in zip(sensible, encoded(encoder, sensible), strict=True)}
    return [of.get(words, {}) for words in folded]


def roughly_spoken_of(text: str) -> Mapping[str, float]:
    """The same by its characters alone."""
    return weights().of(fold(text).strip())


def columns(words: str) -> list[int]:
    """The places of what folded words are made of."""
    return places(runs(masked(words), LONGEST_RUN), COLUMNS)
