"""What an answer leans to is learnt from labelled answers, exactly: the same lines, the same weights."""

from __future__ import annotations

import numpy as np
import pytest

from bench.leaning import answered, beside_the_matter, learnt, table
from dialogs.understanding.leaning import COLUMNS, NEITHER, NO, YES, Weights
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.load import CITY, load_pack

ANSWERS = [
    ("sells_tobacco", "烟柜昨天送到了", YES),
    ("sells_tobacco", "烟草公司的货摆上了", YES),
    ("sells_tobacco", "客人自己去隔壁买", NO),
    ("sells_tobacco", "学校门口批不下来", NO),
    ("sells_tobacco", "我问问老婆", NEITHER),
    ("sells_tobacco", "过几天再讲", NEITHER),
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_pack(CITY)[0])


@pytest.mark.parametrize(
    ("words", "meant"), [("烟草公司的货昨天送到了", YES), ("隔壁就是学校，批不下来", NO), ("再讲，我问问", NEITHER)]
)
def test_what_is_alike_in_words_leans_alike(vocabulary: Vocabulary, words: str, meant: int) -> None:
    made_of = table([*ANSWERS, ("sells_tobacco", words, meant)], vocabulary.tellings)
    rows = learnt(made_of[:-1], np.array([one for _, _, one in ANSWERS]))
    assert (made_of[-1] @ rows).argmax() == meant
    leaning = Weights(rows.astype(np.float16)).of(
        "sells_tobacco",
        words,
        made_of[-1, COLUMNS : COLUMNS + 512],
        vocabulary.tellings.likenesses("sells_tobacco", words),
    )
    no, yes, neither = (made_of[-1] @ rows).tolist()
    assert (leaning.no, leaning.yes, leaning.neither) == pytest.approx((no, yes, neither), abs=0.01)


def test_the_same_lines_give_the_same_weights(vocabulary: Vocabulary) -> None:
    made_of, meant = table(ANSWERS, vocabulary.tellings), np.array([one for _, _, one in ANSWERS])
    assert np.array_equal(learnt(made_of, meant), learnt(made_of, meant))


def test_the_labelled_answers_say_all_three(vocabulary: Vocabulary) -> None:
    pack = load_pack(CITY)[0]
    lines = [*answered(pack), *beside_the_matter(pack, vocabulary.tellings)]
    assert {meant for _, _, meant in lines} == {NO, YES, NEITHER}
    assert all(pack.facts[code].type == "boolean" and words for code, words, _ in lines)
