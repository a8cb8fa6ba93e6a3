"""Clusters (聚类): sentences that ask the same in other words, so that a hundred gaps are read as the ten that they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from dialogs.understanding.questions import normal
from dialogs.understanding.sentences import SentenceEncoder, encoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 0.62
"""Likeness (0 to 1) from which two sentences ask the same, by meaning and wording."""
ALIKE_IN_WORDING = 0.58
"""The same where there is no encoder."""
MEANING = 0.7


def clusters(sentences: Sequence[str], encoder: SentenceEncoder | None) -> list[list[int]]:
    """The places of sentences that belong together, the largest cluster first, each led by its most typical sentence.

    Greedy on purpose: the sentence with the most likenesses takes all that are like it, so that every member is like the
    leader, and no chain of small steps joins questions about different things. A second for a thousand sentences.
    """
    import numpy as np

    if not sentences:
        return []
    alike = _alike([normal(sentence.lower()) for sentence in sentences], encoder)
    free = np.ones(len(sentences), bool)
    found: list[list[int]] = []
    while free.any():
        among = alike & free
        counts = among.sum(axis=1) * free
        leader = int(counts.argmax())  # of equals the first, so that the same gaps always read the same
        members = np.flatnonzero(among[leader])
        free[members] = False
        found.append([leader, *(int(one) for one in members if one != leader)])
    return sorted(found, key=lambda members: -len(members))


def _alike(sentences: Sequence[str], encoder: SentenceEncoder | None) -> NDArray[np.bool_]:
    import numpy as np

    wording = process.cdist(sentences, sentences, scorer=fuzz.ratio, dtype=np.float32) / 100
    if encoder is None:
        alike = wording >= ALIKE_IN_WORDING
    else:
        vectors = encoded(encoder, sentences)
        alike = MEANING * (vectors @ vectors.T) + (1 - MEANING) * wording >= ALIKE
    np.fill_diagonal(alike, True)
    return alike
