"""Known answers (常见答法) beside what was read: they fill what nothing was heard in, and doubt a yes or no that they contradict.

Whatever they say is to be confirmed.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs.understanding.answers import Answers
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.indirect import LIKENESS, RATHER, IndirectAnswers
from dialogs.understanding.intents import Intent
from dialogs.understanding.reading import Reading
from dialogs.understanding.values.folding import says_dont_know
from knowledge.pack import Fact

LONGEST_YES = 5
"""Characters of a yes or no that does not name what it is about; longer clauses say something else."""
MOST_BESIDES = 3
"""Clauses in which nothing was heard that are compared with known answers."""
_NOTHING_HEARD = frozenset({Intent.ANSWER, Intent.UNKNOWN, Intent.QUESTION, Intent.YES, Intent.NO})


def indirectly(heard: Heard, said: Context, known: IndirectAnswers) -> Heard:
    """With what is like known answers to the question, where nothing certain was heard; it is to be confirmed."""
    asked = said.asked
    if asked is None or said.industry is None or heard.intent not in _NOTHING_HEARD or heard.permit is not None:
        return heard
    seems = heard.intent is Intent.QUESTION or bool(heard.facts)  # like a question, or perhaps the other answer
    if seems and (not heard.facts.keys() <= {asked.code} or not heard.facts.keys() <= heard.confirm):
        return heard
    if any(segment.asks for segment in said.clauses) or says_dont_know(said.folded):
        return heard
    value = known.value(asked.code, said.text, at_least=RATHER if seems else LIKENESS)
    if value is None:
        return heard
    return Heard(Intent.ANSWER, {asked.code: value}, confirm=frozenset({asked.code}))


def contradicted(heard: Heard, asked: Fact, text: str, known: IndirectAnswers) -> Heard:
    """Where known answers like this one mean another value than what was read with certainty, theirs is to be confirmed.

    Of the labelled answers one of three hundred comes to this; what was read amiss nearly always does.
    """
    certain = set(heard.facts) == {asked.code} and not heard.confirm
    if not certain or asked.type != "boolean" or len(text) <= LONGEST_YES:
        return heard
    value = known.value(asked.code, text)
    if value is None or value == heard.facts[asked.code]:
        return heard
    return replace(heard, facts={**heard.facts, asked.code: value}, confirm=heard.confirm | {asked.code})


def besides(found: Answers, said: Context, known: IndirectAnswers) -> Answers:
    """With what clauses beside the understood ones tell in known words ("…，餐具一次性的"), to be confirmed."""
    heard = {*found.readings, *said.known}
    if said.asked is not None:
        heard.add(said.asked.code)
    readings = dict(found.readings)
    for words in found.rest[:MOST_BESIDES] if said.industry is not None else ():
        told = known.anywhere(words, heard)
        if told is not None:
            readings[told[0]] = Reading(told[1], certain=False)
            heard.add(told[0])
    return replace(found, readings=readings)
