"""Which facts a message speaks of is learnt from labelled messages and from tellings."""

from __future__ import annotations

import numpy as np
import pytest

from bench.subjects import learnt, spoken, stored
from dialogs.understanding.sentences import encoded, sentence_encoder
from dialogs.understanding.subjects import Weights
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.load import CITY, load_pack

MESSAGES = ["墙上挂个灯箱", "门头做块招牌", "招牌昨天挂上了", "烟柜昨天送到了", "烟草公司的货摆上了", "卖点香烟"]
CODES = ["has_outdoor_sign", "sells_tobacco"]
SPEAK_OF = np.array([[1, 0]] * 3 + [[0, 1]] * 3, np.float32)


@pytest.mark.parametrize(("words", "fact"), [("灯箱做好挂门头", CODES[0]), ("烟柜摆上香烟", CODES[1])])
def test_what_is_alike_in_words_speaks_of_the_same(words: str, fact: str) -> None:
    encoder = sentence_encoder()
    assert encoder is not None
    weights = Weights(CODES, *stored(learnt(MESSAGES, SPEAK_OF)))
    of = weights.of(words, encoded(encoder, [words])[0])
    assert max(of, key=of.__getitem__) == fact


def test_weights_are_kept_in_steps_of_their_column() -> None:
    rows = learnt(MESSAGES, SPEAK_OF)
    kept, scale = stored(rows)
    assert kept.dtype == np.int8
    assert np.abs(kept * scale - rows).max() <= scale.max() / 2 + 1e-6


def test_labelled_messages_and_tellings_say_what_they_speak_of() -> None:
    told = list(spoken(Vocabulary(load_pack(CITY)[0]).tellings))
    facts = {code for _, of in told for code in of}
    assert {"premises_area", "lease_end_date", "has_climbing"} <= facts
    assert all(words.strip() for words, _ in told)
