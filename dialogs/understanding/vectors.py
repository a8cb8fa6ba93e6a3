"""Stored vectors (存好的句向量) of the sentences that ship with the assistant, and what was learnt from them.

`vectors.npz` is made by `python -m bench.vectors`, so that a start need not work it out again. A sentence is found by the hash of
its words; one that is not there, because a pack brought it, is encoded when it is first needed, and what it changes learnt anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogs.understanding.once import Once
from dialogs.understanding.sentences import DIMENSIONS, SentenceEncoder, encoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STORED = Path(__file__).with_name("vectors.npz")
AXES = 256
"""Directions that are kept of 512: those along which the stored sentences differ most; a product changes by 0.003."""

MOST_BREAKS = 128
"""Places where stored sentences are not one behind the other, up to which they are used where they are stored."""
MOST_LESSONS = 6
"""Packs come and go in a running server; each knows two lessons."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What examples say for each subject: a row for each example, a column for each subject."""

    method: int
    """How it was learnt; what was learnt otherwise says nothing beside it."""
    examples: Callable[[], tuple[int, ...]]
    """The keys of the examples, each with its subject, in the order of the rows; read when it is asked for."""
    subjects: tuple[str, ...]
    says: Callable[[], NDArray[np.float16]]
    """Read when it is asked for: of the stored ones, those that a process does not use would take 4 MB each."""


_LESSONS: dict[int, Lesson] = {}


@dataclass(frozen=True, slots=True)
class Frame:
    """How vectors are stored: along which axes, a row each, and how far a step of each goes."""

    axes: NDArray[np.float32]
    steps: NDArray[np.float32]

    def along(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Vectors of an encoder along the axes, of unit length again."""
        import numpy as np

        found: NDArray[np.float32] = vectors @ self.axes.T
        found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
        return found

    def stored(self, vectors: NDArray[np.float32]) -> NDArray[np.int8]:
        """Vectors of an encoder as they are stored."""
        import numpy as np

        return np.clip(np.rint(self.along(vectors) / self.steps), -127, 127).astype(np.int8)


class Vectors:
    """A unit vector for each of some sentences, stored or encoded now; kept as they are stored, an eighth of the memory."""

    def __init__(self, sentences: Sequence[str], encoder: SentenceEncoder) -> None:
        import numpy as np

        stored = _stored()
        self._frame = stored.frame
        rows = stored.rows([key(words) for words in sentences])
        new: list[int] = np.flatnonzero(rows < 0).tolist()
        ends = np.flatnonzero(np.diff(rows) != 1) + 1
        # fetching what is multiplied row by row would take as long as the product
        if new or len(ends) > MOST_BREAKS:
            steps = np.empty((len(rows), stored.steps.shape[1]), np.int8)
            known = rows >= 0
            steps[known] = stored.steps[rows[known]]
            if new:
                steps[new] = self._frame.stored(encoded(encoder, [sentences[place] for place in new]))
            self._steps, self._rows, self._pieces = steps, np.arange(len(rows), dtype=np.int32), [steps]
        else:
            self._steps, self._rows = stored.steps, rows
            self._pieces = [self._steps[piece[0] : piece[-1] + 1] for piece in np.split(rows, ends) if len(piece)]
        scale = self._frame.steps
        self._sizes = np.concatenate([np.linalg.norm(part * scale, axis=1) for _, part in self._parts()])

    def times_encoded(self, others: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same for vectors as the encoder gives them."""
        return self.times(self._frame.along(others))

    def times(self, others: NDArray[np.float32]) -> NDArray[np.float32]:
        """The product of each of other vectors, a row each, with every one of these, a column each."""
        import numpy as np

        others = others * self._frame.steps
        found = np.empty((len(others), len(self._rows)), np.float32)
        for start, part in self._parts():
            np.matmul(others, part.T, out=found[:, start : start + len(part)])
        found /= self._sizes
        return found

    def of(self, places: Sequence[int]) -> NDArray[np.float32]:
        """Some of them, a row each."""

        found = self._steps[self._rows[places]] * self._frame.steps
        found /= self._sizes[places][:, None]
        return found

    def among_themselves(self) -> NDArray[np.float32]:
        """The product of each with each."""
        return self.times(self.of(range(len(self._rows))))

    def _parts(self) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Some rows at a time, so that what is multiplied stays in the processor's cache; good until the next ones."""
        import numpy as np

        room = np.empty((_AT_A_TIME, self._steps.shape[1]), np.float32)
        place = 0
        for piece in self._pieces:
            for start in range(0, len(piece), _AT_A_TIME):
                steps = piece[start : start + _AT_A_TIME]
                part = room[: len(steps)]
                np.copyto(part, steps)
                yield place, part
                place += len(steps)


_AT_A_TIME = 512


def frame_of(vectors: NDArray[np.float32]) -> Frame:
    """The axes along which vectors differ most (principal components, Pearson 1901), with steps that reach the outermost."""
    import numpy as np

    _, directions = np.linalg.eigh(vectors.T @ vectors)
    axes = np.ascontiguousarray(directions[:, : -AXES - 1 : -1].T, np.float32)
    reach = np.abs(Frame(axes, np.ones(AXES, np.float32)).along(vectors)).max(axis=0)
    return Frame(axes, (reach / 127).astype(np.float32))


def key(words: str) -> int:
    """The name of a sentence: 63 bits of the hash of its words."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") >> 1


def learnt(name: int, learn: Callable[[], Lesson]) -> Lesson:
    """What was learnt under a name, stored or worked out now."""
    found = _stored().lessons.get(name) or _LESSONS.get(name)
    if found is None:
        found = learn()
        while len(_LESSONS) >= MOST_LESSONS:
            del _LESSONS[next(iter(_LESSONS))]
        _LESSONS[name] = found
    return found


def nearest_lesson(method: int, examples: Iterable[int]) -> Lesson | None:
    """The stored lesson that has most of the examples; None where none was learnt in that way."""
    wanted = set(examples)
    alike = [lesson for lesson in _stored().lessons.values() if lesson.method == method]
    return max(alike, key=lambda lesson: len(wanted.intersection(lesson.examples())), default=None)


def store(sentences: Sequence[str], encoder: SentenceEncoder, learn: Callable[[], None], path: Path = STORED) -> None:
    """Write the vectors of these sentences, in their order, then what `learn` learns from them: it has to learn from what is stored."""
    import numpy as np

    words = list(dict.fromkeys(sentences))
    vectors = encoded(encoder, words)
    frame = frame_of(vectors)
    tables: dict[str, Any] = {
        "keys": np.array([key(one) for one in words], np.int64),
        "axes": frame.axes,
        "reach": frame.steps,
        "steps": frame.stored(vectors),
    }
    np.savez(path, **tables)
    _stored.forget()
    learn()
    for name, lesson in _LESSONS.items():
        tables[f"says-{name}"] = lesson.says()
        tables[f"of-{name}"] = np.array([lesson.method, *lesson.examples()], np.int64)
        tables[f"subjects-{name}"] = np.array(lesson.subjects)
    np.savez_compressed(path, **tables)
    _stored.forget()


@dataclass(frozen=True, slots=True)
class _Stored:
    """The file as it is used; `keys` ascend, and `places` says in which row each of them is."""

    keys: NDArray[np.int64]
    places: NDArray[np.int32]
    frame: Frame
    steps: NDArray[np.int8]
    lessons: dict[int, Lesson]

    def rows(self, keys: Sequence[int]) -> NDArray[np.int32]:
        """The row of each sentence, -1 where it is not stored."""
        import numpy as np

        wanted = np.array(keys, np.int64)
        if not len(self.keys):
            return np.full(len(wanted), -1, np.int32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, self.places[places], -1)


@Once
def _stored() -> _Stored:
    import numpy as np

    if not STORED.is_file():
        whole = Frame(np.eye(DIMENSIONS, dtype=np.float32), np.full(DIMENSIONS, 1 / 800, np.float32))
        return _Stored(np.zeros(0, np.int64), np.zeros(0, np.int32), whole, np.zeros((0, DIMENSIONS), np.int8), {})
    with np.load(STORED, allow_pickle=False) as file:
        lessons: dict[int, Lesson] = {}
        for name in (name.removeprefix("says-") for name in file.files if name.startswith("says-")):
            subjects: list[str] = file[f"subjects-{name}"].tolist()
            method = int(file[f"of-{name}"][0])
            lessons[int(name)] = Lesson(method, partial(_examples, name), tuple(subjects), partial(_said, name))
        keys = file["keys"]
        places = np.argsort(keys).astype(np.int32)
        return _Stored(keys[places], places, Frame(file["axes"], file["reach"]), file["steps"], lessons)


def _examples(name: str) -> tuple[int, ...]:
    import numpy as np

    with np.load(STORED, allow_pickle=False) as file:
        return tuple(file[f"of-{name}"][1:].tolist())


def _said(name: str) -> NDArray[np.float16]:
    import numpy as np

    with np.load(STORED, allow_pickle=False) as file:
        said: NDArray[np.float16] = file[f"says-{name}"]
    return said
