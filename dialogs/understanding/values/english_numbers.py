"""Numbers in English words (英文数词): "hundred and twenty", "one fifty", "nine point five", and the ordinals of storeys."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = (
    {"zero": 0}
    | {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
)
"""The words of one number each."""
_SCALES = {"hundred": 100, "thousand": 1000}
_FIRST = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TENTH = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_ORDINALS = {word: value for value, word in enumerate((*_FIRST, *_TENTH), start=1)} | {
    word.removesuffix("y") + "ieth": 10 * value for value, word in enumerate(_TENS, start=2)
}


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DIGIT = rf"(?:{_either(('zero', *_ONES))})\b"
_SMALL = rf"(?:(?:{_either(_TENS)})(?:[ -](?:{_either(_ONES)}))?|{_either(('zero', *_ONES, *_TEENS))})\b"
_BELOW_A_THOUSAND = rf"(?:(?:(?:a|{_SMALL})[ -])?hundred\b(?:[ -](?:and )?{_SMALL}(?! (?:hundred|thousand)))?|{_SMALL})"
_ONE_NUMBER = (
    rf"(?:(?:(?:a|{_BELOW_A_THOUSAND})[ -])?thousand\b(?:[ -](?:and )?{_BELOW_A_THOUSAND}(?! thousand))?|{_BELOW_A_THOUSAND})"
    rf"(?: point {_DIGIT}(?: {_DIGIT})*)?|\bpoint {_DIGIT}(?: {_DIGIT})*"
)
NUMBERS = rf"\b(?:{_ONE_NUMBER})(?:[ -](?:{_ONE_NUMBER})(?!-[a-z])){{0,20}}(?! ?per ?cent)"
"""Numbers in a row; "four" of "six four-seat tables" is one by itself."""
_NUMBER = re.compile(_ONE_NUMBER)
ORDINAL = rf"(?:(?:{_either(_TENS)})[ -](?:{_either(_FIRST)})|{_either(tuple(_ORDINALS))})"
"""Ordinals, which are numbers of storeys only."""
_NOT_SO_MANY = re.compile(r"\b(?:few|several|couple|couple of|many|some|half a|\d) $")
"""Ahead of a hundred that is one of several."""
_AT_THIS = re.compile(r"\b(?:this|that|the|which|main|some|one|every|each) $")
"""Ahead of a point that parts no number: "at this point two people"."""
_TEN, _TWENTY, _HUNDRED = 10, 20, 100


@dataclass(frozen=True, slots=True)
class Spoken:
    """What words of English come to; vague where they only may mean that ("one fifty", "five six people")."""

    low: float
    high: float
    vague: bool = False


def spoken(written: str, ahead: str) -> Spoken | None:
    """The number that words say, or two that are run together; None where that is no amount."""
    if written.startswith(("hundred", "thousand")) and _NOT_SO_MANY.search(ahead):
        return None
    if written.startswith("point") and _AT_THIS.search(ahead):
        return None
    numbers = [_value(one.group()) for one in _NUMBER.finditer(written)]
    if len(numbers) == 1:
        return Spoken(numbers[0], numbers[0])
    return _run_together(*numbers) if len(numbers) == 2 else None


def ordinal(word: str) -> int:
    """The place of an ordinal."""
    return sum(_ORDINALS.get(part) or WORDS[part] for part in re.split(r"[ -]", word))


def _run_together(first: float, second: float) -> Spoken | None:
    """Two numbers in a row: "one fifty" is 150, "twelve fifty" 1250, "five six" is from five to six."""
    if first != int(first) or second != int(second):
        return None
    if first < _TEN and second < _TEN:
        return Spoken(first, second, vague=True) if second == first + 1 else None
    if first < _TEN and second < _HUNDRED:
        return None if first > 4 and second < _TWENTY else _alone(first * _HUNDRED + second)
    if first < _TEN and second % _HUNDRED == 0:
        low = first * (1000 if second % 1000 == 0 else _HUNDRED)
        return Spoken(low, second, vague=True) if low < second else None
    if first < second and (second - first <= _TEN or first >= _HUNDRED):
        return Spoken(first, second, vague=True)
    return _alone(first * _HUNDRED + second) if first <= _TWENTY and _TEN <= second < _HUNDRED else None


def _alone(value: float) -> Spoken:
    return Spoken(value, value, vague=True)


def _value(written: str) -> float:
    whole, _, decimals = written.partition("point ")
    total = part = 0
    for word in re.split(r"[ -]", whole.strip()):
        if word in ("and", ""):
            continue
        if word == "thousand":
            total, part = total + (part or 1) * 1000, 0
        elif word in _SCALES:
            part = (part or 1) * _SCALES[word]
        else:
            part += 1 if word == "a" else WORDS[word]
    behind = "".join(str(WORDS[digit]) for digit in decimals.split())
    return total + part + (float(f"0.{behind}") if behind else 0.0)
