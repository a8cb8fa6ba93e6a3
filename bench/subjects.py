"""Makes `dialogs/understanding/subjects.npz` anew: `python -m bench.subjects`, after a change to the labelled set or the tellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bench.labelled import utterances
from bench.vectors import installed_encoder, made_of_runs
from dialogs.understanding.sentences import encoded
from dialogs.understanding.subjects import COLUMNS, LONGEST, WEIGHTS, columns
from dialogs.understanding.tellings import Tellings
from dialogs.understanding.values.folding import fold
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.load import CITY, load_pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RIDGE = 0.3
"""How much weights are held back."""
TOLD_PERHAPS = 0.5
"""How much a message speaks of what it tells perhaps."""
_AT_A_TIME = 2048
_STEPS = 127
"""What is kept of a weight: its sign and so many steps."""


def spoken(tellings: Tellings) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Folded words and the facts that they speak of, of each labelled message that says which, and of each telling."""
    for said in utterances("tuning"):
        words = fold(said.text).strip()
        if said.facts is None or not words or len(words) > LONGEST:
            continue
        unclear: Sequence[str] = said.means.get("unclear", ())
        yield words, {**dict.fromkeys(said.may_tell, TOLD_PERHAPS), **dict.fromkeys((*unclear, *said.facts), 1.0)}
    for example in tellings.told_examples:
        yield example.words, {example.subject: 1.0}


def table(messages: Sequence[str]) -> NDArray[np.float32]:
    """What each message is made of, a row each. Raises SystemExit where the encoder is not installed."""
    import numpy as np

    made_of = made_of_runs(map(columns, messages), len(messages), COLUMNS)
    meanings = encoded(installed_encoder(), messages).astype(np.float32)
    return np.hstack([made_of, meanings, np.ones((len(messages), 1), np.float32)])


def learnt(messages: Sequence[str], speak_of: NDArray[np.float32]) -> NDArray[np.float32]:
    """The weights of what messages are made of, a column for each fact, by ridge regression."""
    import numpy as np

    alike = towards = np.zeros(1, np.float32)
    for start in range(0, len(messages), _AT_A_TIME):
        part = table(messages[start : start + _AT_A_TIME])
        alike, towards = alike + part.T @ part, towards + part.T @ speak_of[start : start + _AT_A_TIME]
    alike[np.diag_indices_from(alike)] += RIDGE
    return np.linalg.solve(alike, towards).astype(np.float32)


def stored(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights in a byte each, and what each column of them is to be multiplied by."""
    import numpy as np

    scale: NDArray[np.float32] = np.abs(rows).max(axis=0) / _STEPS
    return np.rint(rows / scale).astype(np.int8), scale


def main() -> None:
    """Raises SystemExit where the encoder is not installed."""
    import numpy as np

    pack = load_pack(CITY)[0]
    told = list(spoken(Vocabulary(pack).tellings))
    codes = sorted({code for _, facts in told for code in facts if code in pack.facts})
    speak_of = np.array([[facts.get(code, 0.0) for code in codes] for _, facts in told], np.float32)
    rows, scale = stored(learnt([words for words, _ in told], speak_of))
    np.savez_compressed(WEIGHTS, codes=np.array(codes), rows=rows, scale=scale)


if __name__ == "__main__":
    main()
