"""Makes `dialogs/understanding/vectors.npz` anew: `python -m bench.vectors`, after a change to the sentences beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dialogs.understanding.likeness import Likeness
from dialogs.understanding.runs import share
from dialogs.understanding.sentences import SentenceEncoder, sentence_encoder
from dialogs.understanding.vectors import STORED, store
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.load import CITY, load_pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def installed_encoder() -> SentenceEncoder:
    """The encoder. Raises SystemExit where it is not installed."""
    encoder = sentence_encoder()
    if encoder is None:
        raise SystemExit("The sentence encoder is not installed: make test installs it.")
    return encoder


def made_of_runs(places: Iterable[list[int]], count: int, columns: int) -> NDArray[np.float32]:
    """A row for each of so many messages, with the share of each of the places of its runs."""
    import numpy as np

    rows = np.zeros((count, columns), np.float32)
    for row, at in zip(rows, places, strict=True):
        row[at] = share(at)
    return rows


def main() -> None:
    """Raises SystemExit where the encoder is not installed."""
    encoder = installed_encoder()
    STORED.unlink(missing_ok=True)
    words = Vocabulary(load_pack(CITY)[0])
    # the longest lesson first, so that its vectors lie in one piece
    examples = (*words.tellings.told_examples, *words.purposes.examples, *words.trades.descriptions.examples)
    sentences = [*(example.words for example in examples), *words.tellings.sentences]

    def learn() -> None:
        for one in (words.purposes, words.trades.descriptions):
            assert one.likeness.subjects, "what the examples teach is learnt here"
        assert Likeness(words.purposes.examples, None).subjects, (
            "and what they teach where the encoder is not installed"
        )
        assert words.tellings.told is not None, "and which fact is told"

    store(sentences, encoder, learn)


if __name__ == "__main__":
    main()
