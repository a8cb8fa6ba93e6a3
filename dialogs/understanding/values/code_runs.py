"""Long codes inside a message (号码): runs of letters and digits that blanks or dashes may break up."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[0-9a-z]+")
_HAN_DIGIT = re.compile(r"(?<=\d)[〇零一二三四五六七八九](?=\d|$|[^一-鿿])")
"""A digit of a code that was typed as a character."""
_HAN_DIGITS = "〇零幺一二三四五六七八九"
_SPOKEN = re.compile(rf"[{_HAN_DIGITS}](?:[\s，、]?[{_HAN_DIGITS}\dx]){{11,}}")
"""A whole code read out in characters ("四二零一零六，一九八八…"); no amount has so many digits in a row."""
_SPOKEN_DIGITS = str.maketrans(_HAN_DIGITS + "，、", "001123456789" + "  ")
_LONGEST_PART = 4
_WORDS = frozenset(
    ("at", "on", "in", "is", "it", "to", "of", "by", "the", "and", "for", "from", "no", "not", "my", "ok", "yes", "as")
)
"""Words that may stand behind a code ("92420111MA4F2H8N44 at the top right")."""
_GAP = re.compile(r"[\s\-_.·]{1,2}|,(?!\s)")


@dataclass(frozen=True, slots=True)
class Run:
    """A code as typed, in upper case and without gaps, and where it stands."""

    code: str
    start: int
    end: int


def runs(folded: str, *, shortest: int = 12, longest: int = 24) -> list[Run]:
    """Runs that can be a code: mostly digits, or one token; words of a sentence beside them are left out."""
    folded = _HAN_DIGIT.sub(_as_digit, _SPOKEN.sub(_as_digits, folded))
    tokens = list(_TOKEN.finditer(folded))
    found: list[Run] = []
    group: list[re.Match[str]] = []
    for token in tokens:
        codelike = any(c.isdigit() for c in token.group()) or (
            bool(group) and len(token.group()) <= _LONGEST_PART and token.group() not in _WORDS
        )
        if group and codelike and _GAP.fullmatch(folded[group[-1].end() : token.start()]):
            group.append(token)
            continue
        found += _as_run(group, shortest, longest)
        group = [token] if codelike else []
    return found + _as_run(group, shortest, longest)


def _as_digits(match: re.Match[str]) -> str:
    return match.group().translate(_SPOKEN_DIGITS)


def _as_digit(match: re.Match[str]) -> str:
    return str("〇一二三四五六七八九".find(match.group().replace("零", "〇")))


def _as_run(group: list[re.Match[str]], shortest: int, longest: int) -> list[Run]:
    code = "".join(token.group() for token in group)
    if not (shortest <= len(code) <= longest and sum(c.isdigit() for c in code) * 2 >= len(code)):
        return []
    return [Run(code.upper(), group[0].start(), group[-1].end())]


def swaps(code: str) -> list[str]:
    """The code with each pair of neighbours exchanged."""
    return [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(len(code) - 1) if code[i] != code[i + 1]]


def first_difference(code: str, mended: str) -> int:
    """The place, counted from one, of the first character that differs."""
    return next((i for i, (a, b) in enumerate(zip(code, mended, strict=False), start=1) if a != b), len(code))
