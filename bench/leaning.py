"""Makes `dialogs/understanding/leaning.npz` anew: `python -m bench.leaning`, after a change to the labelled answers or the tellings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zlib import crc32

from bench.labelled import Utterance, utterances
from bench.vectors import installed_encoder, made_of_runs
from dialogs.understanding.leaning import COLUMNS, NEITHER, NO, WEIGHTS, YES, besides, columns
from dialogs.understanding.sentences import encoded
from dialogs.understanding.tellings import Tellings
from dialogs.understanding.values.folding import fold
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RIDGE = 0.15
"""How much weights are held back; chosen by leaving a quarter of the lines out in turn."""
MOST_BESIDE = 150
"""With 150 of them words beside the matter pass for an answer in 7 of 100 times, without in 14; more of them drown answers."""
_AT_A_TIME = 4096


def answered(pack: Pack) -> Iterator[tuple[str, str, int]]:
    """Fact, folded words and what they mean, of each labelled message that was said when a yes or no was asked."""
    for said in utterances("tuning"):
        if said.asking is None or pack.facts[said.asking].type != "boolean" or not said.text.strip():
            continue
        told = (said.facts or {}).get(said.asking)
        if isinstance(told, bool):
            yield said.asking, fold(said.text).strip(), YES if told else NO
        elif _is_neither(said):
            yield said.asking, fold(said.text).strip(), NEITHER


def beside_the_matter(pack: Pack, tellings: Tellings) -> Iterator[tuple[str, str, int]]:
    """The same of sentences that tell something else, or nothing: some of them, each beside some question."""
    asked = sorted(fact.code for fact in pack.facts.values() if fact.type == "boolean")
    mixed = sorted(tellings.told_examples, key=lambda example: crc32(f"which {example.words}".encode()))
    for example in mixed[:MOST_BESIDE]:
        code = asked[crc32(example.words.encode()) % len(asked)]
        if example.subject != code and not tellings.are_related(example.subject, code):
            yield code, example.words, NEITHER


def _is_neither(said: Utterance) -> bool:
    """Whether a label says that the message is no answer, or none that decides; some say only that it is one."""
    return said.facts is not None or "answer" not in said.intents


def learnt(made_of: NDArray[np.float32], meant: NDArray[np.int64]) -> NDArray[np.float32]:
    """The weights of what answers are made of, a column for each meaning, by the dual of the ridge regression."""
    import numpy as np

    alike = np.zeros((len(made_of), len(made_of)), np.float32)
    for start in range(0, made_of.shape[1], _AT_A_TIME):
        part = made_of[:, start : start + _AT_A_TIME]
        alike += part @ part.T
    alike[np.diag_indices_from(alike)] += RIDGE
    return (made_of.T @ np.linalg.solve(alike, np.eye(3, dtype=np.float32)[meant])).astype(np.float32)


def table(answers: list[tuple[str, str, int]], tellings: Tellings) -> NDArray[np.float32]:
    """What each answer is made of, a row each. Raises SystemExit where the encoder is not installed."""
    import numpy as np

    runs = made_of_runs((columns(code, words) for code, words, _ in answers), len(answers), COLUMNS)
    meanings = encoded(installed_encoder(), [words for _, words, _ in answers])
    rest = [
        besides(meaning, tellings.likenesses(code, words))
        for meaning, (code, words, _) in zip(meanings, answers, strict=True)
    ]
    return np.hstack([runs, np.array(rest, np.float32)])


def main() -> None:
    """Raises SystemExit where the encoder is not installed."""
    import numpy as np

    pack = load_pack(CITY)[0]
    tellings = Vocabulary(pack).tellings
    answers = [*answered(pack), *beside_the_matter(pack, tellings)]
    made_of = table(answers, tellings)
    rows = learnt(made_of, np.array([meant for _, _, meant in answers]))
    np.savez_compressed(WEIGHTS, rows=rows.astype(np.float16))


if __name__ == "__main__":
    main()
