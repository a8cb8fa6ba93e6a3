"""What each clause (小句) of a message is for: a wish, a question, or a statement that may hold answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.intents import PRESSING, Intent
from dialogs.understanding.questions import FaqGuess
from dialogs.understanding.segments import Segment, compact
from dialogs.understanding.vocabulary import Vocabulary

STATEMENT_LIKENESS = 0.6
"""From this likeness a statement is taken as a frequent question ("健康证还没下来")."""
SHORTEST_STATEMENT = 6
"""Characters below which a statement is like too many questions."""
MANNERS = (Intent.COMPLAINT, Intent.SKIP, Intent.THANKS, Intent.GREETING)
"""What is said beside the matter: anything else in the message counts for more."""

_EVEN_ASKED = frozenset({Intent.HUMAN, Intent.LANGUAGE_EN, Intent.LANGUAGE_ZH})
_WHAT_IS_IT = re.compile(
    r"^(?:这|这个|那|那个|它|你问的)?(?:是)?(?:什么|啥)(?:意思|东西|玩意|来的)?$|^what (?:is|"
    r"does) (?:this|that|it)(?: mean)?$|^什么叫|没看懂|看不懂$|不明白|听不懂"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the intent or the frequent question that it is."""

    segment: Segment
    intent: Intent | None = None
    faq: FaqGuess | None = None


def sorted_out(segment: Segment, words_of_pack: Vocabulary) -> Clause:
    """The clause with what it is for; neither intent nor question where it only states something."""
    phrases, questions, trades = words_of_pack.phrases, words_of_pack.questions, words_of_pack.trades
    words = segment.words
    intent = phrases.exactly(words)
    if intent is not None:
        return Clause(segment, intent)
    within = phrases.within(words)
    if within in _EVEN_ASKED or (within in PRESSING and not segment.asks):
        return Clause(segment, within)
    faq = questions.exactly(words)
    if faq is not None:
        return Clause(segment, None, faq)
    intent = phrases.loosely(words) or within
    if intent is not None and not (intent in MANNERS and trades.named(words)):
        return Clause(segment, intent)
    if _WHAT_IS_IT.search(compact(words)):
        return Clause(segment, None, FaqGuess(None, False))
    if segment.asks:
        return Clause(segment, None, questions.guess(words))
    if len(words) < SHORTEST_STATEMENT or trades.named(words):
        return Clause(segment)
    code, likeness, _ = questions.best(words)
    if likeness >= STATEMENT_LIKENESS:
        return Clause(segment, None, FaqGuess(code, True))
    return Clause(segment)
