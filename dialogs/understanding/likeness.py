"""Likeness (相似): what a sentence is about, from examples of each subject.

Two sentences are alike by their meaning (sentence vectors) and by their wording (pairs of characters). A ridge regression over
that likeness learns from the examples how much each of them says for its subject and against the others. It is solved exactly,
so the same examples always give the same answers. That takes some ten seconds for ten thousand examples, so what ships is learnt
beforehand; what a pack has of its own is learnt in half a second when it is first needed, together with what is most like it.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from dialogs.understanding.sentences import SentenceEncoder
from dialogs.understanding.taught import Taught
from dialogs.understanding.vectors import Lesson, Vectors, key, learnt, nearest_lesson

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEANING = 0.7
"""Share of the meaning in the likeness of two sentences; the rest is wording."""
SHARPNESS = 2.0
"""How fast likeness of meaning falls off as two sentences differ."""
RIDGE = 0.05
"""How far a single example is distrusted."""
MOST_BESIDE = 800
"""Known examples that are learnt again beside new ones."""
FEW = 1000
"""Examples of which all parts fit into one table."""
METHOD = "3"
"""Changes with whatever changes what is learnt from the same examples."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "my",
        "me",
        "you",
        "your",
        "is",
        "are",
        "do",
        "does",
        "it",
        "to",
        "of",
        "in",
        "on",
        "at",
        "for",
        "be",
        "can",
        "may",
        "this",
        "that",
        "there",
        "have",
    ]
)


Parts = Callable[[str], set[str]]
"""What a sentence is made of, to be found again in others."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, in the one form in which sentences are compared, and its subject."""

    words: str
    subject: str


class Likeness:
    """Subjects learnt from examples; built in some tenths of a second, then a millisecond or two for a sentence."""

    def __init__(
        self,
        examples: Sequence[Example],
        encoder: SentenceEncoder | None,
        parts_of: Parts | None = None,
        *,
        kept: bool = True,
    ) -> None:
        """`kept` says whether what is learnt is worth keeping for later: few examples are learnt anew in no time."""
        self.subjects = tuple(dict.fromkeys(example.subject for example in examples))
        self._examples = examples
        self._encoder = encoder
        self._wording = _Wording([example.words for example in examples], parts_of or features)
        self._vectors = None if encoder is None else Vectors([example.words for example in examples], encoder)
        method = f"{METHOD} {encoder is None} {(parts_of or features).__name__}"
        self._method = key(method)
        keys = tuple(key(f"{one.words}\t{one.subject}") for one in examples) if kept else ()
        name = key(" ".join(map(str, (self._method, *keys))))
        self._taught = Taught(learnt(name, lambda: self._lesson(keys)).says() if kept else self._learn())

    def of(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """For each sentence how far it is about each subject: about 1 for an example, about 0 for what is unlike all."""
        import numpy as np

        alike = np.stack([self._wording.likeness(words) for words in sentences])
        if self._encoder is not None and self._vectors is not None:
            alike = together(self._vectors.times_encoded(self._encoder.encode(list(sentences))), alike)
        return [dict(zip(self.subjects, row, strict=True)) for row in self._taught.of(alike).tolist()]

    def knows(self, words: str) -> bool:
        """Whether any part of a sentence stands in the examples; what is unlike all of them is near each by chance only."""
        return self._wording.knows(words)

    def has_part(self, part: str) -> bool:
        """Whether a character, a pair of characters or a word stands in any example."""
        return self._wording.has_part(part)

    def without_itself(self) -> list[dict[str, float]]:
        """For each example what would be said of it, had it not been among the examples; calibration rests on this."""
        import numpy as np

        inverse = np.linalg.inv(self._kernel())
        left_out = self._wanted() - (inverse @ self._wanted()) / inverse.diagonal()[:, None]
        return [dict(zip(self.subjects, row, strict=True)) for row in left_out.tolist()]

    def _lesson(self, keys: tuple[int, ...]) -> Lesson:
        import numpy as np

        near = nearest_lesson(self._method, keys)
        says = self._learn() if near is None else self._learn_beside(near, keys)
        halved = says.astype(np.float16)
        return Lesson(self._method, lambda: keys, self.subjects, lambda: halved)

    def _learn(self) -> NDArray[np.float32]:
        import numpy as np

        return np.linalg.solve(self._kernel(), self._wanted())

    def _learn_beside(self, near: Lesson, keys: tuple[int, ...]) -> NDArray[np.float32]:
        """What was learnt from nearly the same examples, and the new ones learnt with those that are most like them."""
        import numpy as np

        row_of = {one: row for row, one in enumerate(near.examples())}
        kept = [(place, row_of[one]) for place, one in enumerate(keys) if one in row_of]
        says, known = np.zeros((len(keys), len(self.subjects)), np.float32), near.says()
        for column, subject in enumerate(self.subjects):
            if subject in near.subjects:
                taught = known[:, near.subjects.index(subject)]
                says[[place for place, _ in kept], column] = taught[[row for _, row in kept]]
        new = [place for place, one in enumerate(keys) if one not in row_of]
        if not new:
            return says
        nearest = np.argsort(-self._alike(new).max(axis=0), kind="stable")[: len(new) + MOST_BESIDE]
        learning = sorted({*new, *nearest.tolist()})
        alike = self._alike(learning)
        missing = self._wanted()[learning] - alike @ says - RIDGE * says[learning]
        among = alike[:, learning]
        among[np.diag_indices_from(among)] += RIDGE
        says[learning] += np.linalg.solve(among, missing)
        return says

    def _alike(self, places: Sequence[int]) -> NDArray[np.float32]:
        """How like some of the examples are to each."""
        import numpy as np

        alike = np.stack([self._wording.likeness(self._examples[place].words) for place in places])
        if self._vectors is None:
            return alike
        return together(self._vectors.times(self._vectors.of(places)), alike)

    def _kernel(self) -> NDArray[np.float32]:
        import numpy as np

        if self._vectors is None:
            kernel = np.zeros((len(self._examples), len(self._examples)), np.float32)
            self._wording.add_among_themselves(kernel, 1.0)
        else:  # in place: a table of some thousands squared is 100 MB
            kernel = self._vectors.among_themselves()
            kernel -= 1
            kernel *= SHARPNESS
            np.exp(kernel, out=kernel)
            kernel *= MEANING
            self._wording.add_among_themselves(kernel, 1 - MEANING)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        return kernel

    def _wanted(self) -> NDArray[np.float32]:
        import numpy as np

        column = {subject: number for number, subject in enumerate(self.subjects)}
        wanted = np.zeros((len(self._examples), len(column)), np.float32)
        for row, example in enumerate(self._examples):
            wanted[row, column[example.subject]] = 1.0
        return wanted


_COUNTED: list[int] = []


def _counted(most: int) -> list[int]:
    """The numbers from nought, so many at least and the same ones each time: one of its own for every part takes 3 MB."""
    _COUNTED.extend(range(len(_COUNTED), most))
    return _COUNTED


class _Wording:
    """Examples by the characters, pairs of characters and words in them, rare ones weighing more."""

    def __init__(self, sentences: Sequence[str], parts_of: Parts) -> None:
        import numpy as np

        self._parts_of = parts_of
        self._count = len(sentences)
        self._rare = math.log(1 + self._count)
        holders: dict[str, array[int]] = {}
        for number, words in enumerate(sentences):
            for part in parts_of(words):
                holders.setdefault(part, array("i")).append(number)
        # one behind the other: a pair of arrays for each of some ten thousand parts would take 10 MB for nothing
        self._place = dict(zip(holders, _counted(len(holders)), strict=False))
        self._ends = np.cumsum([len(numbers) for numbers in holders.values()], dtype=np.int32)
        together = array("i", chain.from_iterable(holders.values()))
        self._numbers: NDArray[np.int32] = np.array(together, np.int32)
        counts = np.diff(self._ends, prepend=0)
        self._weights = np.log(1 + self._count / counts).astype(np.float32)
        each = np.repeat(self._weights, counts)
        sizes = np.sqrt(np.bincount(self._numbers, each**2, self._count))
        sizes[sizes == 0] = 1.0
        self._shares = (each / sizes[self._numbers]).astype(np.float32)

    def _held(self, place: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Which sentences hold a part, and how much it is of each."""
        start, end = self._ends[place - 1] if place else 0, self._ends[place]
        return self._numbers[start:end], self._shares[start:end]

    def add_among_themselves(self, table: NDArray[np.float32], share: float) -> None:
        """Add to a table, for each example and each, a share of their likeness."""
        import numpy as np

        if self._count <= FEW:
            held = np.zeros((len(self._place), self._count), np.float32)
            held[np.repeat(np.arange(len(self._ends)), np.diff(self._ends, prepend=0)), self._numbers] = self._shares
            table += share * (held.T @ held)
            return
        for place in range(len(self._place)):  # part by part, for most parts are rare
            numbers, shares = self._held(place)
            table[np.ix_(numbers, numbers)] += np.outer(share * shares, shares)

    def knows(self, words: str) -> bool:
        """Whether a character or word of the sentence is known."""
        return any(part in self._place for part in self._parts_of(words))

    def has_part(self, part: str) -> bool:
        return part in self._place

    def likeness(self, words: str) -> NDArray[np.float32]:
        """The likeness of a sentence to each example, 0 to 1."""
        import numpy as np

        parts = self._parts_of(words)
        places = [self._place[part] for part in parts if part in self._place]
        known = self._weights[places].astype(float) if places else np.zeros(0)
        size = math.sqrt(float(known @ known) + (len(parts) - len(places)) * self._rare**2) or 1.0
        found = np.zeros(self._count, np.float32)
        for place, weight in zip(places, known.tolist(), strict=True):
            numbers, shares = self._held(place)
            found[numbers] += shares * (weight / size)
        return found


def features(words: str) -> set[str]:
    """The characters and pairs of characters of Chinese, the words and pairs of words of English."""
    parts: set[str] = set()
    for run in _HAN.findall(words):
        parts.update(run)
        parts.update(run[at : at + 2] for at in range(len(run) - 1))
    spoken = [word if len(word) < 5 else word.rstrip("s") for word in _WORD.findall(words)]
    parts.update(f"{word} " for word in spoken if word not in _SMALL_WORDS)
    parts.update(f"{one} {two}" for one, two in pairwise(spoken))
    return parts


def examples_of(phrases: Mapping[str, Sequence[str]], form: Callable[[str], str]) -> list[Example]:
    """The examples of subjects, each sentence once and under the first subject that has it."""
    found: dict[str, str] = {}
    for subject, sentences in phrases.items():
        for sentence in sentences:
            found.setdefault(form(str(sentence).lower()), subject)
    return [Example(words, subject) for words, subject in found.items() if words]


def together(meaning: NDArray[np.float32], wording: NDArray[np.float32]) -> NDArray[np.float32]:
    """Likeness of sentences, 0 to 1, from that of their meaning (products of unit vectors) and that of their wording."""
    import numpy as np

    return (MEANING * np.exp(SHARPNESS * (meaning - 1)) + (1 - MEANING) * wording).astype(np.float32)
