"""The bare yes or no of a part (单说是否): whether words agree or deny, whatever the question was."""

from __future__ import annotations

import re

from dialogs.understanding.values.words import plain_words
from dialogs.understanding.values.yes_no_cues import AFFIRMED_START, HOW_MUCH, LEAD, NEGATED_START, TAIL

AGREEING = frozenset({"对", "是", "嗯", "好", "是的", "对的"})
DISAGREEING = frozenset({"不对", "不是", "不是的", "不", "no"})
_SAYS_NO = re.compile(r"\b(?:not|no|never|without)\b|n't\b")
MORE_THAN_IT = re.compile(r"(?:\bnot|n't) (?:just|only|merely)\b|不[仅光但只止]")
"""That what is denied is only that there is no more."""
_GOES_ON = re.compile(r"\b(?:and|but)\b")
"""Behind it something else is denied ("only books and no printing")."""


def bare_words(clause: str) -> str:
    """A part without the particles that lead in and end it."""
    plain, words = plain_words(), clause.strip()
    for _ in range(4):
        if words in plain.affirms or words in plain.denies:
            return words
        shorter = TAIL.sub("", words).strip()
        if shorter in plain.affirms or shorter in plain.denies:
            return shorter
        shorter = LEAD.sub("", shorter or words).strip()
        if shorter == words:
            break
        words = shorter
    return words


def polarity_of(words: str) -> bool | None:
    """Whether words begin as a yes or as a no; None where they are neither."""
    if words in plain_words().affirms:
        return True
    if words in plain_words().denies:
        return False
    if HOW_MUCH.match(words):
        return None
    if re.match(r"没问题|没错|不错|no problem", words) or MORE_THAN_IT.search(words):
        return True
    if NEGATED_START.match(words):
        return False
    if _SAYS_NO.search(_GOES_ON.split(words)[0]):
        return False
    if AFFIRMED_START.match(words):
        return not re.search(r"(?:不|没)(?:卖|做|要|有|用|装|挂|排|是|进|碰|沾|接|收|供|搞|弄)", words) or None
    return None
