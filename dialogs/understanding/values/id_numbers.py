"""Citizen identity numbers (公民身份号码, GB 11643-1999): valid by check digit, date of birth and a known province.

A table of counties by year would reject older people, so the library's stricter validation is not used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import InvalidComponent
from stdnum.iso7064 import mod_11_2

from dialogs.understanding.values.code_runs import Run, first_difference, runs, swaps
from dialogs.understanding.values.folding import says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

LENGTH = 18
OLD_LENGTH = 15
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_LOOKALIKES = str.maketrans({"O": "0", "D": "0", "Q": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"})
# GB/T 2260; 81-83 are the residence permits of people from Hong Kong, Macao and Taiwan, 91 of foreigners
_PROVINCES = {
    first + step for first, count in ((11, 5), (21, 3), (31, 7), (41, 6), (50, 5), (61, 5)) for step in range(count)
} | {71, 81, 82, 83, 91}


@dataclass(frozen=True, slots=True)
class IdNumberReader:
    """Reads one identity number."""

    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    general: re.Pattern[str] | None
    """What any such number is called."""

    def read(self, said: Said, around: Surroundings) -> Read:
        found = runs(said.folded)
        valid = {run.code for run in found if is_valid(run.code, around.today)}
        if valid:
            return Reading(valid.pop()) if len(valid) == 1 else Unclear("hint_id_one")
        if not found:
            return Unclear("hint_dont_know") if says_dont_know(said.bare) else Unclear("hint_id")
        run = next((run for run in found if len(run.code) == LENGTH), found[0])
        if len(run.code) == OLD_LENGTH and run.code.isdigit():
            longer = f"{run.code[:6]}19{run.code[6:]}"
            longer += mod_11_2.calc_check_digit(longer)
            return Reading(longer, certain=False) if is_valid(longer, around.today) else Unclear("hint_id_check")
        return _not_valid(run, around.today)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        if self.unless is not None and self.unless.search(said.folded):
            return []
        named = self.near is not None and self.near.search(said.folded) is not None
        if not named and (self.general is None or self.general.search(said.folded) is None):
            return []
        return [
            Found(run.code, run.start, run.end, certain=named, strength=2 if named else 1)
            for run in runs(said.folded)
            if is_valid(run.code, around.today)
        ]


def id_number_reader(fact: Fact) -> IdNumberReader:
    """The reader for an identity-number fact."""
    words = words_of(fact.code)
    return IdNumberReader(any_of(words.near), any_of(words.unless), any_of(words.general))


def is_valid(number: str, today: date) -> bool:
    """Whether form, province, date of birth and check digit are right."""
    return _is_formed(number, today) and mod_11_2.is_valid(number)


def _is_formed(number: str, today: date) -> bool:
    if _SHAPE.fullmatch(number) is None or int(number[:2]) not in _PROVINCES:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return date(1880, 1, 1) <= born <= today


def mended(number: str, today: date) -> str | None:
    """The one valid number that differs from an invalid one by a look-alike, a letter among the digits, or a swap."""
    alike = number[:-1].translate(_LOOKALIKES) + (
        number[-1] if number[-1] == "X" else number[-1].translate(_LOOKALIKES)
    )
    if alike != number and is_valid(alike, today):
        return alike
    wrong = [i for i, c in enumerate(number) if not (c.isdigit() or (c == "X" and i == LENGTH - 1))]
    if len(wrong) == 1:
        place = wrong[0]
        digits = "0123456789X" if place == LENGTH - 1 else "0123456789"
        fitting = [number[:place] + digit + number[place + 1 :] for digit in digits]
    else:
        fitting = [] if wrong else swaps(number)
    valid = {candidate for candidate in fitting if is_valid(candidate, today) and _has_known_county(candidate)}
    return valid.pop() if len(valid) == 1 else None


def _has_known_county(number: str) -> bool:
    """Whether the place is in the county tables: too strict to judge a number by, good enough to prefer a mending."""
    try:
        ric.get_birth_place(number)
    except (InvalidComponent, KeyError):  # the library raises either for a county that is not in its table
        return False
    return True


def _not_valid(run: Run, today: date) -> Unclear:
    number = run.code
    if len(number) != LENGTH:
        return Unclear("hint_id_length", details={"length": len(number), "expected": LENGTH})
    better = mended(number, today)
    if better is not None:
        details = {"position": first_difference(number, better)}
        return Unclear("hint_id_character", suggestion=better, details=details)
    return Unclear("hint_id_check")
