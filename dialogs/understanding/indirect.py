"""Indirect answers (委婉作答): what an answer without the words of its question comes to ("拍片去医院" to the X-ray machines).

Where no reader found anything, the answer is compared with how people answer this very question. What it is most like is only
ever offered for confirmation.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dialogs.understanding.likeness import features, together
from dialogs.understanding.sentences import sentence_encoder
from dialogs.understanding.values.folding import fold
from dialogs.understanding.vectors import Vectors
from knowledge.pack import Fact, Pack
from knowledge.values import Value

LIKENESS = 0.45
"""How like the nearest known answers it must be; among the labelled ones six of seven are right from here on."""
RATHER = 0.55
"""The same, for it to be this rather than what it seemed to be."""
LEAD = 0.05
"""How much more like them than like the answers of any other value."""
PLAINLY = 0.6
"""The same, for an answer to a question that was not asked."""
SHORTEST = 3
"""Characters of such a one."""
LONGEST = 30
"""Characters of an answer that is compared; longer ones say more than one thing."""
_NEAREST = 2
"""Known answers of a value that count; one alone may be like it by chance."""
_YES_NO: dict[str, Value] = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class _Known:
    """An answer that somebody gave, by meaning and by wording."""

    value: Value
    words: str
    parts: frozenset[str]


class IndirectAnswers:
    """The known answers of each fact; those of one are prepared when it is first needed."""

    def __init__(self, pack: Pack, examples: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """`examples` is the content of indirect.yaml."""
        self._known = {
            code: tuple(_known(pack.facts[code], values)) for code, values in examples.items() if code in pack.facts
        }
        self._vectors: dict[str, Vectors] = {}

    @property
    def sentences(self) -> list[str]:
        """Every known answer, as it is compared."""
        return [one.words for one in self._of_all[1]]

    def value(self, code: str, text: str, *, at_least: float = LIKENESS) -> Value | None:
        """The value that the answer is most like; None where it is like none, or like several."""
        known, words = self._known.get(code, ()), fold(text)
        if not known or not 1 < len(words) <= LONGEST:
            return None
        nearest: dict[Value, list[float]] = {}
        for one, likeness in zip(known, self._likeness(code, known, words), strict=True):
            nearest.setdefault(one.value, []).append(likeness)
        scores = sorted(
            ((sum(sorted(found)[-_NEAREST:]) / min(len(found), _NEAREST), value) for value, found in nearest.items()),
            key=lambda scored: -scored[0],
        )
        (best, value), following = scores[0], scores[1][0] if len(scores) > 1 else 0.0
        return value if best >= at_least and best - following >= LEAD else None

    def anywhere(self, text: str, but: Container[str]) -> tuple[str, Value] | None:
        """The fact, none of `but`, and its value that a clause tells beside others, in words known of no other fact."""
        words = fold(text).strip()
        if not SHORTEST <= len(words) <= LONGEST:
            return None
        best: dict[tuple[str, Value], float] = {}
        codes, known = self._of_all
        for code, one, likeness in zip(codes, known, self._likeness("", known, words), strict=True):
            if likeness > best.get((code, one.value), 0.0):
                best[code, one.value] = likeness
        ranked = sorted(best, key=lambda told: -best[told])
        first, second = ranked[0], ranked[1]
        clear = best[first] >= PLAINLY and best[first] - best[second] >= LEAD
        return first if clear and first[0] not in but else None

    def _likeness(self, code: str, known: Sequence[_Known], words: str) -> list[float]:
        import numpy as np

        parts = features(words)
        wording = np.array([self._wording(parts, one.parts) for one in known], np.float32)
        encoder = sentence_encoder()
        if encoder is None:
            return wording.tolist()
        if code not in self._vectors:
            self._vectors[code] = Vectors([one.words for one in known], encoder)
        return together(self._vectors[code].times(encoder.encode([words]))[0], wording).tolist()

    def _wording(self, parts: set[str], others: frozenset[str]) -> float:
        shared = sum(self._weight(part) for part in parts & others)
        size = sum(map(self._weight, parts)) * sum(map(self._weight, others))
        return shared / math.sqrt(size) if size else 0.0

    def _weight(self, part: str) -> float:
        count, held = self._holders
        return math.log(1 + count / held.get(part, 1)) ** 2

    @cached_property
    def _of_all(self) -> tuple[tuple[str, ...], tuple[_Known, ...]]:
        """The known answers of every fact, and the fact of each."""
        pairs = [(code, one) for code, known in self._known.items() for one in known]
        return tuple(code for code, _ in pairs), tuple(one for _, one in pairs)

    @cached_property
    def _holders(self) -> tuple[int, Mapping[str, int]]:
        """How many known answers there are, and how many of them hold a part: rare parts say more."""
        held: dict[str, int] = {}
        answers = self._of_all[1]
        for one in answers:
            for part in one.parts:
                held[part] = held.get(part, 0) + 1
        return len(answers), held


def _known(fact: Fact, values: Mapping[str, Sequence[str]]) -> Iterator[_Known]:
    choices = {choice.code for choice in fact.choices}
    for name, sentences in values.items():
        if fact.type != "boolean" and name not in choices:  # a pack need not have every choice
            continue
        value = _YES_NO[name] if fact.type == "boolean" else name
        for sentence in sentences:
            words = fold(sentence)
            yield _Known(value, words, frozenset(features(words)))
