"""Intents (意图): what a message is for, and the phrases that steer the conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process

from dialogs.understanding.segments import compact, kernel

TYPO_SCORE = 85.0
"""Similarity (0 to 100) from which a phrase of at least four characters is taken as mistyped."""


class Intent(StrEnum):
    """What a message is for; the codes of the stable interface `understand`."""

    ANSWER = "answer"
    CORRECTION = "correction"
    QUESTION = "question"
    INDUSTRY = "industry"
    BACK = "back"
    WHY = "why"
    REMAINING = "remaining"
    PROGRESS = "progress"
    SKIP = "skip"
    RESTART = "restart"
    HUMAN = "human"
    PAUSE = "pause"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    DELETE_DATA = "delete_data"
    GREETING = "greeting"
    THANKS = "thanks"
    COMPLAINT = "complaint"
    LANGUAGE_EN = "language_en"
    LANGUAGE_ZH = "language_zh"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


TELLING = frozenset({Intent.ANSWER, Intent.INDUSTRY, Intent.CORRECTION})
"""What a message does that tells something of the business."""
PRESSING = (
    Intent.DELETE_DATA,
    Intent.WITHDRAW,
    Intent.RESTART,
    Intent.LANGUAGE_EN,
    Intent.LANGUAGE_ZH,
    Intent.HUMAN,
)
"""They hold wherever they stand in a message, in this order."""

STEERING = (
    *PRESSING,
    Intent.WHY,
    Intent.PROGRESS,
    Intent.REMAINING,
    Intent.PAUSE,
    Intent.RESUME,
    Intent.BACK,
    Intent.COMPLAINT,
    Intent.SKIP,
)
"""They say what to do next; answers that stand beside them are kept."""

_FOUND_INSIDE = (*STEERING, Intent.THANKS, Intent.GREETING)
"""What is looked for inside a clause, in this order."""
_DOUBLED = re.compile(r"(.{1,4}?)[，,、\s]*(?:\1[，,、\s]*)+")
"""A short phrase said several times over ("好啊好啊")."""
_LETTER = re.compile("[A-Za-z]")
_HAN = re.compile("[\u4e00-\u9fff]")


class Phrases:
    """The phrases of `phrases.yaml`, ready to be looked for."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._exact: dict[str, Intent] = {}
        self._kernels: dict[str, Intent] = {}
        patterns: dict[Intent, list[str]] = {}
        for name, entry in content.items():
            intent = Intent(name)
            for phrase in entry["exact"]:
                words = compact(str(phrase).lower()) or str(phrase)  # 👍 is all punctuation
                self._exact.setdefault(words, intent)
                if len(kernel(words)) > 1:  # nothing is left of 我来了
                    self._kernels.setdefault(kernel(words), intent)
            patterns[intent] = entry.get("within", [])
        self._within = _compiled(patterns)
        # Chinese is never found in Latin words, nor the other way round
        self._within_latin = _compiled(_with(_LETTER, patterns))
        self._within_chinese = _compiled(_with(_HAN, patterns))
        self._typable = [phrase for phrase in self._exact if len(phrase) >= 4]

    def exactly(self, words: str) -> Intent | None:
        """The intent of a clause that is one of the phrases, letter by letter."""
        said = self._exact.get(compact(words) or words.strip())
        if said is None and (doubled := _DOUBLED.fullmatch(compact(words))) is not None:
            said = self._exact.get(doubled[1])
            sure = said in (Intent.YES, Intent.NO) or len(doubled[1]) > 1  # 来来 resumes nothing
            return said if sure else None
        return said

    def loosely(self, words: str) -> Intent | None:
        """The intent of a clause that is a phrase with politeness and particles around it."""
        bare = kernel(words)
        return self._exact.get(bare) or self._kernels.get(bare)

    def within(self, words: str) -> Intent | None:
        """The intent that a pattern finds inside a clause."""
        words = compact(words)
        if words.isascii():
            patterns = self._within_latin
        elif _LETTER.search(words) is None:
            patterns = self._within_chinese
        else:
            patterns = self._within
        return next((intent for intent, pattern in patterns.items() if pattern.search(words)), None)

    def mistyped(self, words: str) -> Intent | None:
        """The intent of a phrase that a clause nearly is; yes and no are too short to be guessed at."""
        bare = kernel(words)
        if not 4 <= len(bare) <= 40:
            return None
        best = process.extractOne(bare, self._typable, scorer=fuzz.ratio, score_cutoff=TYPO_SCORE)
        intent = self._exact[best[0]] if best is not None else None
        return None if intent in (Intent.YES, Intent.NO) else intent


def _with(script: re.Pattern[str], patterns: Mapping[Intent, Sequence[str]]) -> dict[Intent, list[str]]:
    return {intent: [one for one in some if script.search(one)] for intent, some in patterns.items()}


def _compiled(patterns: Mapping[Intent, Sequence[str]]) -> dict[Intent, re.Pattern[str]]:
    """For each intent one pattern of all of its own, in the order in which they are looked for."""
    return {
        intent: re.compile("|".join(f"(?:{one})" for one in patterns[intent]))
        for intent in _FOUND_INSIDE
        if patterns.get(intent)
    }
