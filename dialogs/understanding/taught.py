"""What examples teach (样例的分量): how much each of them says for each subject, kept in sixteen bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FURTHEST = 32767
_AT_A_TIME = 1024


class Taught:
    """A table of a row for each example and a column for each subject, in half the memory of single floats.

    The steps of a column reach its outermost value, so that none is off by more than a 65,000th of that.
    """

    def __init__(self, says: NDArray[np.float16] | NDArray[np.float32]) -> None:
        import numpy as np

        table = says.astype(np.float32)
        self._step = np.maximum(np.abs(table).max(axis=0, initial=0.0), 1e-9) / np.float32(_FURTHEST)
        table /= self._step
        self._steps: NDArray[np.int16] = np.rint(table, out=table).astype(np.int16)

    def of(self, alike: NDArray[np.float32]) -> NDArray[np.float32]:
        """What sentences that are so like each example, a row each, are about: a column for each subject."""
        import numpy as np

        examples, subjects = self._steps.shape
        found = np.zeros((len(alike), subjects), np.float32)
        room = np.empty((min(_AT_A_TIME, examples), subjects), np.float32)
        for start in range(0, examples, _AT_A_TIME):  # some rows at a time stay in the processor's cache
            steps = self._steps[start : start + _AT_A_TIME]
            part = room[: len(steps)]
            np.copyto(part, steps)
            found += alike[:, start : start + len(steps)] @ part
        found *= self._step
        return found
