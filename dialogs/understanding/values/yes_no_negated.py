"""What stands ahead of words of a yes or no (否定): a no, two of them, or all the rest ("不打算卖", "别的都是袋装")."""

from __future__ import annotations

import re

from dialogs.understanding.values.yes_no_cues import NEGATION_BEFORE, OF_THE_REST, UNWILLING

LOATH = re.compile(rf"(?:{UNWILLING}|不想)(?=$|自|本)")
"""That somebody would rather not do what would be a no ("不想自己跑")."""
_NOTHING_IS = r"\b(?:nothing|none|no food|not|never|dont|doesnt|[a-z]+n't)(?: of it| at all)?(?: (?:is|gets|ever|being|will be))?\s$"
_DENYING = re.compile(rf"(?:不是|并非|[不没](?:做|搞|卖|弄|有|得|想)?|{UNWILLING})\s?$|{_NOTHING_IS}")


def is_negated(text: str, start: int) -> bool:
    """Whether a no stands ahead of what begins at `start`."""
    return NEGATION_BEFORE.search(text[max(0, start - 40) : start]) is not None


def denied(match: re.Match[str]) -> str | None:
    """The English verb of what stands some words behind a no ("we won't be selling cigarettes")."""
    verb = match["verb"]
    return verb if verb and verb.isascii() and is_negated(match.string, match.start("verb")) else None


def is_doubly_negated(text: str, start: int) -> bool:
    """Whether the no that begins at `start` is denied itself ("nothing is made here" where only sealed food was asked)."""
    return _DENYING.search(text[max(0, start - 24) : start]) is not None


def is_of_the_rest(text: str, start: int) -> bool:
    """Whether all of something is said of what is left besides something named before ("…，别的都是袋装")."""
    ahead = OF_THE_REST.search(text[:start]) if text[start] in "都全" else None
    return ahead is not None and bool(text[: ahead.start()].strip(" ，,。"))
