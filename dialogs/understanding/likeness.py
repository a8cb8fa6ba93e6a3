"""Likeness (相似): what a sentence is about, from examples of each subject.

Two sentences are alike by their meaning (sentence vectors) and by their wording (pairs of characters). A ridge regression over
that likeness learns from the examples how much each of them says for its subject and against the others. It is solved exactly,
so the same examples always give the same answers, and new examples in a pack are learnt when they are first needed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dialogs.understanding.sentences import SentenceEncoder
from dialogs.understanding.vectors import key, learnt, vectors_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEANING = 0.7
"""Share of the meaning in the likeness of two sentences; the rest is wording."""
SHARPNESS = 2.0
"""How fast likeness of meaning falls off as two sentences differ."""
RIDGE = 0.05
"""How far a single example is distrusted."""
METHOD = "1"
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


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, in the one form in which sentences are compared, and its subject."""

    words: str
    subject: str


class Likeness:
    """Subjects learnt from examples; built in some tenths of a second, then a millisecond or two for a sentence."""

    def __init__(self, examples: Sequence[Example], encoder: SentenceEncoder | None) -> None:
        self.subjects = tuple(dict.fromkeys(example.subject for example in examples))
        self._examples = examples
        self._encoder = encoder
        self._wording = _Wording([example.words for example in examples])
        self._vectors = None if encoder is None else vectors_of([example.words for example in examples], encoder)
        name = key("\n".join((METHOD, str(encoder is None), *(f"{one.words}\t{one.subject}" for one in examples))))
        self._says = learnt(name, self._learn)

    def of(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """For each sentence how far it is about each subject: about 1 for an example, about 0 for what is unlike all."""
        import numpy as np

        alike = np.stack([self._wording.likeness(words) for words in sentences])
        if self._encoder is not None and self._vectors is not None:
            alike = _together(self._encoder.encode(list(sentences)) @ self._vectors.T, alike)
        return [dict(zip(self.subjects, row, strict=True)) for row in (alike @ self._says).tolist()]

    def knows(self, words: str) -> bool:
        """Whether any part of a sentence stands in the examples; what is unlike all of them is near each by chance only."""
        return self._wording.knows(words)

    def without_itself(self) -> list[dict[str, float]]:
        """For each example what would be said of it, had it not been among the examples; calibration rests on this."""
        import numpy as np

        inverse = np.linalg.inv(self._kernel())
        left_out = self._wanted() - (inverse @ self._wanted()) / inverse.diagonal()[:, None]
        return [dict(zip(self.subjects, row, strict=True)) for row in left_out.tolist()]

    def _learn(self) -> NDArray[np.float32]:
        import numpy as np

        return np.linalg.solve(self._kernel(), self._wanted()).astype(np.float32)

    def _kernel(self) -> NDArray[np.float32]:
        import numpy as np

        kernel = self._wording.among_themselves()
        if self._vectors is not None:
            kernel = _together(self._vectors @ self._vectors.T, kernel)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        return kernel

    def _wanted(self) -> NDArray[np.float32]:
        import numpy as np

        column = {subject: number for number, subject in enumerate(self.subjects)}
        wanted = np.zeros((len(self._examples), len(column)), np.float32)
        for row, example in enumerate(self._examples):
            wanted[row, column[example.subject]] = 1.0
        return wanted


class _Wording:
    """Examples by the characters, pairs of characters and words in them, rare ones weighing more."""

    def __init__(self, sentences: Sequence[str]) -> None:
        import numpy as np

        of_each = [features(words) for words in sentences]
        holders: dict[str, list[int]] = {}
        for number, parts in enumerate(of_each):
            for part in parts:
                holders.setdefault(part, []).append(number)
        self._count = len(sentences)
        self._rare = math.log(1 + self._count)
        weight = {part: math.log(1 + self._count / len(numbers)) for part, numbers in holders.items()}
        size = [math.sqrt(sum(weight[part] ** 2 for part in parts)) or 1.0 for parts in of_each]
        self._weight = weight
        self._holders = {
            part: (np.array(numbers), np.array([weight[part] / size[number] for number in numbers], np.float32))
            for part, numbers in holders.items()
        }

    def among_themselves(self) -> NDArray[np.float32]:
        """The likeness of each example to each."""
        import numpy as np

        table = np.zeros((self._count, len(self._holders)), np.float32)
        for column, (numbers, shares) in enumerate(self._holders.values()):
            table[numbers, column] = shares
        return table @ table.T

    def knows(self, words: str) -> bool:
        """Whether a character or word of the sentence is known."""
        return any(part in self._weight for part in features(words))

    def likeness(self, words: str) -> NDArray[np.float32]:
        """The likeness of a sentence to each example, 0 to 1."""
        import numpy as np

        parts = features(words)
        size = math.sqrt(sum(self._weight.get(part, self._rare) ** 2 for part in parts)) or 1.0
        found = np.zeros(self._count, np.float32)
        for part in parts:
            held = self._holders.get(part)
            if held is not None:
                found[held[0]] += held[1] * (self._weight[part] / size)
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


def _together(meaning: NDArray[np.float32], wording: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return (MEANING * np.exp(SHARPNESS * (meaning - 1)) + (1 - MEANING) * wording).astype(np.float32)
