"""Likely answers (可能的答复): what an answer to a yes-or-no question leans to, weighed against what was heard in it.

It fills what nothing was heard in, turns what it speaks against strongly and doubts what it does not speak for; all of that is to be
confirmed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import LONGEST_YES
from dialogs.understanding.reading import Reading, Surroundings, is_settled, read
from dialogs.understanding.rhetoric import said_plainly
from dialogs.understanding.second_thoughts import thought_better
from dialogs.understanding.segments import segments
from dialogs.understanding.tellings import Tellings
from dialogs.understanding.values.folding import fold
from knowledge.pack import Fact

FILLED = 0.1
"""How much more a message in which nothing was heard must sound like yes or no than like neither."""
FILLED_AFTER_ALL = 0.55
"""The same where words were heard that leave it open ("原先西边那面墙是攀岩的，摔了人以后拆光了")."""
TURNED = 0.3
"""How much likelier the other one of yes and no must be than the one that was heard."""
DOUBTED = 0.1
"""How much likelier than the other one what was heard must be, to be taken for certain: of 3,300 plain answers 2 % are not."""
_LEFT_OPEN = frozenset({"hint_yes_no_hedged", "hint_dont_know"})
"""Why nothing was heard where somebody leaves it open in so many words."""
_IF_IT_CAN_BE = re.compile(r"能(?P<done>[一-鿿])就(?P=done)")
"""能修就修，修不了拉倒"""
_ANSWERS = frozenset({Intent.ANSWER, Intent.UNKNOWN, Intent.YES, Intent.NO})


def is_bare(heard: Heard, asked: Fact, text: str) -> bool:
    """Whether a message is a short yes or no and was heard for certain: what is said most often of all."""
    return len(text) <= LONGEST_YES and asked.code in heard.facts and asked.code not in heard.confirm


def likely(heard: Heard, asked: Fact, text: str, known: Tellings, around: Surroundings) -> Heard:
    """What was heard of a message, with the yes or no that it leans to."""
    before = heard.facts.get(asked.code)
    certain = asked.code not in heard.confirm
    begins = isinstance(before, bool) and certain and _begins_with(before, asked, text, around)
    leaning = None if begins or heard.permit is not None else known.leaning(asked.code, text)
    if leaning is None:
        return heard
    if not isinstance(before, bool):
        if _IF_IT_CAN_BE.search(text):
            return heard
        left_open = asked.code in heard.unclear and heard.unclear[asked.code].hint in _LEFT_OPEN
        left_open |= heard.intent is Intent.CORRECTION and bool(heard.facts)  # "之前说没泳池作废，现在有一个"
        answers = leaning.over_neither(leaning.value) > (FILLED_AFTER_ALL if left_open else FILLED)
        return _filled(heard, asked, text, leaning.value) if answers else heard
    # "cameras are in, the guest system is not": that no is of what is told beside the answer
    of_another = any(value is (not before) for code, value in heard.facts.items() if code != asked.code)
    if leaning.lead(not before) > TURNED and not of_another and not _is_settled(asked, text, around):
        return heard.supposing({asked.code: not before})
    doubted = leaning.lead(before) < DOUBTED or leaning.over_neither(before) < 0
    return replace(heard, confirm=heard.confirm | {asked.code}) if doubted and heard.intent in _ANSWERS else heard


def _begins_with(value: bool, asked: Fact, text: str, around: Surroundings) -> bool:
    """Whether a message begins with a short yes or no ("卖烟，证在谁手里我不晓得")."""
    first = text[: next((clause.end for clause in segments(fold(text))), len(text))]
    reading = read(asked, first, around) if len(first) <= LONGEST_YES else None
    return isinstance(reading, Reading) and reading.certain and reading.value is value


def _is_settled(asked: Fact, text: str, around: Surroundings) -> bool:
    """Whether the way it is said decides, whatever the words are like."""
    decides = said_plainly(text) or thought_better(text, asked, around)
    return decides is not None or is_settled(asked, text, around)


def _filled(heard: Heard, asked: Fact, text: str, value: bool) -> Heard:
    """With a value where there was none; a question beside it is still one, and so is a correction of something else."""
    asks = heard.intent is Intent.QUESTION and any(segment.asks for segment in segments(fold(text)))
    filled = heard.supposing({asked.code: value})
    if asks or (heard.intent is Intent.CORRECTION and heard.facts):
        return filled
    return replace(filled, intent=Intent.ANSWER, faq=None, target=None, about=None)
