"""Unified social credit codes (统一社会信用代码, GB 32100-2015): 18 characters, the last a check character."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.cn import uscc

from dialogs.understanding.values.code_runs import Run, first_difference, runs, swaps
from dialogs.understanding.values.folding import says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said
from knowledge.pack import Fact

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS = "0123456789"
_SHAPE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}")
# letters that the standard leaves out because they look like digits, and V, which looks like U
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"})
_LOOK_ALIKE = ("0D", "0Q", "8B", "83", "6G", "17", "1L", "1T", "7T", "EF", "MN", "PR", "UW", "XY", "4A")
_MISTAKEN = {
    one: "".join(sorted(set("".join(p for p in _LOOK_ALIKE if one in p)) - {one})) for one in set("".join(_LOOK_ALIKE))
}
"""What each character may have been meant for."""
_ORGANISATION = slice(8, 16)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class CreditCodeReader:
    """Reads one credit code; a slip of one character is named, and mended where only one mending fits."""

    def read(self, said: Said, around: Surroundings) -> Read:
        found = runs(said.folded)
        exact = [run for run in found if len(run.code) == LENGTH] or found
        valid = [run for run in exact if is_valid(run.code)]
        if valid:
            return Reading(valid[0].code) if len({run.code for run in valid}) == 1 else Unclear("hint_code_one")
        if not exact:
            return Unclear("hint_dont_know") if says_dont_know(said.bare) else Unclear("hint_code")
        return _not_valid(exact[0])

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        return [
            Found(run.code, run.start, run.end, strength=2)
            for run in runs(said.folded)
            if len(run.code) == LENGTH and not run.code[:17].isdigit() and is_valid(run.code)
        ]


def credit_code_reader(fact: Fact) -> CreditCodeReader:
    """The reader for a credit-code fact; the standard's own form is stricter than the bounds' pattern."""
    return CreditCodeReader()


def is_valid(code: str) -> bool:
    """Whether the code has the standard's form and its check character is right."""
    return _SHAPE.fullmatch(code) is not None and uscc.calc_check_digit(code[:-1]) == code[-1]


def mended(code: str) -> str | None:
    """The one valid code that differs from an invalid one by a slip: a look-alike, one wrong character or a swap."""
    if (alike := code.translate(_LOOKALIKES)) != code and is_valid(alike):
        return alike
    wrong = [i for i, character in enumerate(code) if character not in (_DIGITS if 2 <= i < 8 else ALPHABET)]
    if len(wrong) > 1:
        return None
    if wrong:
        return _only(_replaced(code, wrong[0], _DIGITS if 2 <= wrong[0] < 8 else ALPHABET))
    similar = [
        fitting for i, character in enumerate(code) for fitting in _replaced(code, i, _MISTAKEN.get(character, ""))
    ]
    likely = [*filter(is_valid, swaps(code)), *similar]
    return _only(likely) or _only([c for c in likely if _organisation_holds(c)])


def _replaced(code: str, place: int, characters: str) -> list[str]:
    candidates = (code[:place] + character + code[place + 1 :] for character in characters)
    return [candidate for candidate in candidates if is_valid(candidate)]


def _only(codes: list[str]) -> str | None:
    distinct = set(codes)
    return distinct.pop() if len(distinct) == 1 else None


def _organisation_holds(code: str) -> bool:
    """Whether the organisation code inside (组织机构代码, GB 11714) has its own check character right."""
    weighted = zip(_ORGANISATION_WEIGHTS, code[_ORGANISATION], strict=True)
    check = 11 - sum(weight * _BASE36.index(character) for weight, character in weighted) % 11
    return code[16] == {10: "X", 11: "0"}.get(check, str(check))


def _not_valid(run: Run) -> Unclear:
    code = run.code
    if len(code) != LENGTH:
        return Unclear("hint_code_length", details={"length": len(code), "expected": LENGTH})
    better = mended(code)
    if better is None:
        return Unclear("hint_code_check")
    place = first_difference(code, better)
    details = {"position": place, "expected": better[place - 1], "found": code[place - 1]}
    return Unclear("hint_code_character", suggestion=better, details=details)
