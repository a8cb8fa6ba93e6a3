"""Answers that are a telephone number (电话): mainland mobiles and landlines, in one written form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import clause_at, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

_COUNTRY = r"(?:(?:\+|00)\s?86[\s-]?|\(\+?86\)\s?|(?<!\d)86[\s-]?(?=1[3-9]))?"
_MOBILE = re.compile(
    rf"(?<![\d.+])(?<!\d{{6}}[\s-])(?<!(?<![a-z])o){_COUNTRY}(?P<number>1\s?[3-9](?:[\s.-]?\d){{9}})(?![\dx])"
)
_LANDLINE = re.compile(
    r"(?<![\d.])(?:(?:\+|00)\s?86[\s-]?\(?(?P<abroad>10|2\d|[3-9]\d\d)|\(?(?P<area>010|02\d|0[3-9]\d\d))[\s)-]{0,3}"
    r"(?P<number>\d{3,4}[\s-]?\d{4})(?!\d)"
)
_NO_AREA = re.compile(r"(?<![\d-])[2-8]\d{2,3}[\s-]?\d{4}(?!\d)")
_SPOKEN_DIGITS = str.maketrans("〇零幺一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "0011223456789123456789")
_ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPOKEN_IN_ENGLISH = re.compile(rf"\b(?:(?P<times>double|triple)[ -])?(?P<digit>{'|'.join(_ENGLISH_DIGITS)}|oh|o)\b")
"""one three six, double two"""
_BETWEEN_SPOKEN = re.compile(
    r"(?<=\d)[，,、。\s]+(?:(?:后(?:[面头边]|几位)?|然后|再|接着|最后|中间|末尾|尾号)(?:[四4]位|再?接)?是?\s?)?(?=\d)"
)
"""幺三九，七一二三，四五六八; 一三九零七一六，后面五二八八"""
_OF_A_PERSON = re.compile(r"(?<!\d)\d(?:[\s-]?\d){14,16}[\s-]?[\dx](?!\d)")
"""As many digits as an identity number has hold no landline ("4206 0319 8704 2115 32")."""
_DIGITS = re.compile(r"\d")
_FOREIGN = re.compile(r"(?:\+|(?<!\d)00)(?!\s?86)\s?[1-9]")
MOBILE_DIGITS = 11


@dataclass(frozen=True, slots=True)
class PhoneReader:
    """Reads one telephone number that a notice can reach."""

    pattern: re.Pattern[str] | None
    near: re.Pattern[str] | None
    nearby_default: bool

    def read(self, said: Said, around: Surroundings) -> Read:
        in_digits = _SPOKEN_IN_ENGLISH.sub(_as_digits, said.folded.translate(_SPOKEN_DIGITS))
        spoken = _BETWEEN_SPOKEN.sub("", in_digits)
        numbers = self._numbers(said.folded) or self._numbers(spoken)
        if _FOREIGN.search(said.folded):
            return Unclear("hint_phone_mainland")
        distinct = list(dict.fromkeys(found.value for found in numbers))
        if len(distinct) == 1:
            return Reading(distinct[0], numbers[0].certain)
        if len(distinct) > 1:
            return Unclear("hint_phone_one")
        if says_dont_know(said.bare):
            return Unclear("hint_dont_know")
        digits = len(_DIGITS.findall(said.folded))
        if _NO_AREA.search(said.folded) and digits <= 8:
            return Unclear("hint_phone_area_code")
        if 9 <= digits <= 14:
            return Unclear("hint_phone_digits", details={"digits": digits, "expected": MOBILE_DIGITS})
        return Unclear("hint_phone")

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        numbers = [
            found
            for found in self._numbers(said.folded)
            if not is_question(said.folded[slice(*clause_at(said.folded, found.start))])
        ]
        if len({found.value for found in numbers}) != 1:
            return []
        named = self.near is not None and self.near.search(said.folded) is not None
        if not (named or self.nearby_default):
            return []
        first = numbers[0]
        return [Found(first.value, first.start, first.end, first.certain, 2 if named else 1)]

    def _numbers(self, folded: str) -> list[Found]:
        found = [Found(re.sub(r"\D", "", match["number"]), *match.span()) for match in _MOBILE.finditer(folded)]
        persons = [match.span() for match in _OF_A_PERSON.finditer(folded)]
        for match in _LANDLINE.finditer(folded):
            if any(start <= match.start() < end for start, end in persons):
                continue
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            area = match["area"] or f"0{match['abroad']}"
            extension = re.match(r"\s?(?:转|分机|ext\.?|-)\s?\d{1,6}", folded[match.end() :])
            end = match.end() + (extension.end() if extension else 0)
            number = re.sub(r"\D", "", match["number"])
            found.append(Found(f"{area}-{number}", match.start(), end, certain=extension is None))
        return [phone for phone in found if self.pattern is None or self.pattern.fullmatch(str(phone.value))]


def _as_digits(word: re.Match[str]) -> str:
    """The digits that a word of English says, one or several alike."""
    digit = _ENGLISH_DIGITS.index(word["digit"]) if word["digit"] in _ENGLISH_DIGITS else 0
    return str(digit) * {"double": 2, "triple": 3}.get(word["times"], 1)


def phone_reader(fact: Fact) -> PhoneReader:
    """The reader for a telephone fact; the bounds' pattern has the last word."""
    words = words_of(fact.code)
    pattern = re.compile(fact.bounds.pattern) if fact.bounds.pattern else None
    return PhoneReader(pattern, any_of(words.near), words.nearby_default)
