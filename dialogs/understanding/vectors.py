"""Stored vectors (存好的句向量) of the sentences that ship with the assistant, and what was learnt from them.

`vectors.npz` is made by `python -m bench.vectors`, so that a start need not work it out again. A sentence is found by the hash of
its words; one that is not there, because a pack brought it, is encoded when it is first needed, and what it changes learnt anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
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
    says: NDArray[np.float16]


_LESSONS: dict[int, Lesson] = {}


def vectors_of(sentences: Sequence[str], encoder: SentenceEncoder) -> NDArray[np.float32]:
    """A unit vector for each sentence, stored or encoded now."""
    import numpy as np

    stored = _stored()
    found = np.zeros((len(sentences), DIMENSIONS), np.float32)
    numbers = [stored[0].get(key(words), -1) for words in sentences]
    new = [place for place, number in enumerate(numbers) if number < 0]
    for place, number in enumerate(numbers):
        if number >= 0:
            found[place] = stored[1][number]
    if new:
        found[new] = encoded(encoder, [sentences[place] for place in new])
    return found / np.linalg.norm(found, axis=1, keepdims=True)


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
    steps = np.clip(np.rint(encoded(encoder, words) * STEPS), -127, 127).astype(np.int8)
    tables: dict[str, Any] = {"keys": np.array([key(one) for one in words], np.int64), "steps": steps}
    for name, lesson in _LESSONS.items():
        tables[f"says-{name}"] = lesson.says
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
            lessons[int(name)] = Lesson(method, tuple(examples), tuple(subjects), file[f"says-{name}"])
    return {name: number for number, name in enumerate(keys)}, steps, lessons
