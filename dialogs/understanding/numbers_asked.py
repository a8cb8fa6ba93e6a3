"""Numbers that were asked (问到的数字), and that are no correction of another known number of their kind which nothing names."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.understanding.collected import names_it
from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.spoken import Spoken
from knowledge.pack import NUMERIC, Fact


def is_rather_asked(fact: Fact, words: str, asked: Fact | None, around: Surroundings) -> bool:
    """Whether a number that words do not say to be of a fact is of the kind that is asked ("差不多四个半平方" of a sign)."""
    if asked is None or asked is fact or asked.type not in NUMERIC or asked.type != fact.type or names_it(fact, words):
        return False
    return isinstance(read(asked, words, around), Reading)


def rather_answered(heard: Heard, otherwise: Heard, spoken: Spoken, facts: Mapping[str, Fact]) -> Heard:
    """What was heard first, where a second look makes of the number that was asked one of its kind that was known before."""
    asked = spoken.asked
    if (
        otherwise.intent is not Intent.CORRECTION
        or asked is None
        or asked.code not in heard.facts
        or not otherwise.facts
    ):
        return otherwise
    only_alike = asked.code not in spoken.known and all(
        is_rather_asked(facts[code], spoken.text, asked, spoken.around) for code in otherwise.facts
    )
    return heard if only_alike else otherwise
