"""Stored vectors (存好的句向量) of the sentences that ship with the assistant, and what was learnt from them.

`vectors.npz` is made by `python -m bench.vectors`, so that a start need not work it out again. A sentence is found by the hash of
its words; one that is not there, because a pack brought it, is encoded when it is first needed, and what it changes learnt anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogs.understanding.sentences import DIMENSIONS, SentenceEncoder, encoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STORED = Path(__file__).with_name("vectors.npz")
STEPS = 800.0
"""Steps of a stored number to 1: components of a unit vector of 512 stay within 127 of them, and a product is right to 0.001."""

MOST_LESSONS = 6
"""Packs come and go in a running server; each knows two lessons."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What examples say for each subject: a row for each example, a column for each subject."""

    method: int
    """How it was learnt; what was learnt otherwise says nothing beside it."""
    examples: tuple[int, ...]
    """The keys of the examples, each with its subject, in the order of the rows."""
    subjects: tuple[str, ...]
    says: Callable[[], NDArray[np.float16]]
    """Read when it is asked for: of the stored ones, those that a process does not use would take 4 MB each."""


_LESSONS: dict[int, Lesson] = {}


class Vectors:
    """A unit vector for each of some sentences, stored or encoded now; kept as they are stored, a quarter of the memory."""

    def __init__(self, sentences: Sequence[str], encoder: SentenceEncoder) -> None:
        import numpy as np

        numbers, steps, _ = _stored()
        self._steps = steps
        self._rows = np.array([numbers.get(key(words), -1) for words in sentences], np.int32)
        new: list[int] = np.flatnonzero(self._rows < 0).tolist()
        if new:
            self._steps = np.concatenate([steps, in_steps(encoded(encoder, [sentences[place] for place in new]))])
            self._rows[new] = np.arange(len(steps), len(self._steps), dtype=np.int32)
        self._sizes = np.concatenate([np.linalg.norm(part, axis=1) for _, part in self._parts(self._rows)])

    def times(self, others: NDArray[np.float32]) -> NDArray[np.float32]:
        """The product of each of other vectors, a row each, with every one of these, a column each."""
        import numpy as np

        found = np.empty((len(others), len(self._rows)), np.float32)
        for start, part in self._parts(self._rows):
            np.matmul(others, part.T, out=found[:, start : start + len(part)])
        found /= self._sizes
        return found

    def of(self, places: Sequence[int]) -> NDArray[np.float32]:
        """Some of them, a row each."""
        import numpy as np

        rows = np.asarray(places)
        found = self._steps[self._rows[rows]].astype(np.float32)
        found /= self._sizes[rows][:, None]
        return found

    def among_themselves(self) -> NDArray[np.float32]:
        """The product of each with each."""
        return self.times(self.of(range(len(self._rows))))

    def _parts(self, rows: NDArray[np.int32]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Some rows at a time, so that what is multiplied stays in the processor's cache."""
        import numpy as np

        for start in range(0, len(rows), _AT_A_TIME):
            yield start, self._steps[rows[start : start + _AT_A_TIME]].astype(np.float32)


_AT_A_TIME = 512


def in_steps(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Vectors as they are stored."""
    import numpy as np

    return np.clip(np.rint(vectors * STEPS), -127, 127).astype(np.int8)


def key(words: str) -> int:
    """The name of a sentence: 63 bits of the hash of its words."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") >> 1


def learnt(name: int, learn: Callable[[], Lesson]) -> Lesson:
    """What was learnt under a name, stored or worked out now."""
    found = _stored()[2].get(name) or _LESSONS.get(name)
    if found is None:
        found = learn()
        while len(_LESSONS) >= MOST_LESSONS:
            del _LESSONS[next(iter(_LESSONS))]
        _LESSONS[name] = found
    return found


def nearest_lesson(method: int, examples: Iterable[int]) -> Lesson | None:
    """The stored lesson that has most of the examples; None where none was learnt in that way."""
    wanted = set(examples)
    alike = [lesson for lesson in _stored()[2].values() if lesson.method == method]
    return max(alike, key=lambda lesson: len(wanted.intersection(lesson.examples)), default=None)


def store(sentences: Sequence[str], encoder: SentenceEncoder, path: Path = STORED) -> None:
    """Write the vectors of these sentences, and what was learnt in this process from them."""
    import numpy as np

    words = sorted(set(sentences), key=key)
    steps = in_steps(encoded(encoder, words))
    tables: dict[str, Any] = {"keys": np.array([key(one) for one in words], np.int64), "steps": steps}
    for name, lesson in _LESSONS.items():
        tables[f"says-{name}"] = lesson.says()
        tables[f"of-{name}"] = np.array([lesson.method, *lesson.examples], np.int64)
        tables[f"subjects-{name}"] = np.array(lesson.subjects)
    np.savez_compressed(path, **tables)
    _stored.cache_clear()


@cache
def _stored() -> tuple[dict[int, int], NDArray[np.int8], dict[int, Lesson]]:
    import numpy as np

    if not STORED.is_file():
        return {}, np.zeros((0, DIMENSIONS), np.int8), {}
    with np.load(STORED, allow_pickle=False) as file:
        keys: list[int] = file["keys"].tolist()
        steps: NDArray[np.int8] = file["steps"]
        lessons: dict[int, Lesson] = {}
        for name in (name.removeprefix("says-") for name in file.files if name.startswith("says-")):
            method, *examples = file[f"of-{name}"].tolist()
            subjects: list[str] = file[f"subjects-{name}"].tolist()
            lessons[int(name)] = Lesson(method, tuple(examples), tuple(subjects), partial(_said, name))
    return {name: number for number, name in enumerate(keys)}, steps, lessons


def _said(name: str) -> NDArray[np.float16]:
    import numpy as np

    with np.load(STORED, allow_pickle=False) as file:
        said: NDArray[np.float16] = file[f"says-{name}"]
    return said
