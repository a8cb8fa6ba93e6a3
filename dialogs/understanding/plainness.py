"""Whether an answer is plain (明白的回答): nothing beside what was read in it could mean something else."""

from __future__ import annotations

import re
from functools import cache

from dialogs.understanding.values.choice_names import all_names
from dialogs.understanding.values.folding import clauses, fold
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import NUMERIC, Fact

MOST_BESIDE = 4
"""Characters of Chinese, or words of English, that may stand beside an answer whose meaning they leave as it is."""
_LIGHT = re.compile(
    r"[的了吧呢啊呀哦嗯嘛哈就是有大概约差不多左右上下一共总我们店里这那个在要用现目前只和做也都还给俺咱您你请写填算"
    r"零〇二两三四五六七八九十百千万半几来]"
)
"""Characters that hardly change what an answer says."""
_LIGHT_WORD = re.compile(
    r"an?|the|it'?s?|is|this|that|in|on|of|at|to|for|we|our|my|i|have|has|there|are|be|will|would|about|around|roughly|some|only|"
    r"just|total|altogether|includ(?:ing|e)|me|us|so|and|here|with|plan|please|or|kind|exactly|like|all"
)
_HAN = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[a-z']+")
_LABEL_PART = re.compile(r"[一-鿿]{2,}")


def is_plain(fact: Fact, text: str) -> bool:
    """Whether an answer, or the clause of it that holds the number or the choices, holds little else."""
    folded = fold(text)
    return any(_is_plain(fact, part) for part in (folded, *(folded[start:end] for start, end in clauses(folded))))


def _is_plain(fact: Fact, folded: str) -> bool:
    numbers = quantities(folded) if fact.type in NUMERIC else ()
    own = _own_words(fact)
    if not numbers and (own is None or own.search(folded) is None):
        return False
    for number in reversed(numbers):
        folded = f"{folded[: number.start]} {folded[number.end :]}"
    folded = folded if own is None else own.sub(" ", folded)
    words = [word for word in _WORD.findall(folded) if not _LIGHT_WORD.fullmatch(word)]
    return len(_HAN.findall(_LIGHT.sub("", folded))) + len(words) <= MOST_BESIDE


# by the fact's code and label: hashing a whole fact costs more than looking at an answer
def _own_words(fact: Fact) -> re.Pattern[str] | None:
    return _pattern(fact.code, fact.label.zh, tuple(all_names(fact).names) if fact.choices else ())


@cache
def _pattern(code: str, label: str, choices: tuple[str, ...]) -> re.Pattern[str] | None:
    words = words_of(code)
    said = [name for values in words.values.values() for name in values]
    return any_of((*choices, *words.near, *words.units, *words.nouns, *words.verbs, *said, *_LABEL_PART.findall(label)))
