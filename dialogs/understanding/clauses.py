"""What each clause (小句) of a message is for: a wish, a question, or a statement that may hold answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dialogs.understanding.intents import PRESSING, Intent
from dialogs.understanding.purposes import Purpose
from dialogs.understanding.questions import FaqGuess
from dialogs.understanding.segments import Segment, compact
from dialogs.understanding.vocabulary import Vocabulary

WISHED = 0.30
WISHED_LEAD = 0.08
"""How like a known wish a clause must be, and how much more than anything else, to be taken as one."""
PRESSED = 0.42
"""The same for a wish that ends or undoes something."""
ASKED = 0.42
ASKED_LEAD = 0.12
"""How like a known question a clause must be, and how much more than the next, to be answered without asking back."""
MAYBE_ASKED = 0.14
"""From here a question is offered ("您是想问…?")."""
STATED = 0.5
STATED_BESIDE = 0.6
MAYBE_STATED = 0.26
"""From here a statement is taken as a question, too ("健康证还没下来"), also while something else is asked, or one is offered."""
STATED_AT_FIRST = 0.4
"""The same while nobody knows what is to be opened: "给狗狗洗澡剪毛的" says that, and asks nothing about pets."""
OVERRULED = 0.4
OVERRULED_LEAD = 0.25
"""From here a question weighs more than a phrase that happens to stand in it."""
SHORTEST_WISH = 3
"""Shorter wishes are known phrases, or none."""
SHORTEST_STATEMENT = 6
"""Characters below which a statement is like too many questions."""
MOST_JOINED = 4
"""Clauses that may say something together ("整不动了，明儿个再说")."""
MANNERS = (Intent.COMPLAINT, Intent.SKIP, Intent.THANKS, Intent.GREETING)
"""What is said beside the matter: anything else in the message counts for more."""

_YES_OR_NO = frozenset({Intent.YES, Intent.NO})
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
    settled: bool = False
    """Whether phrases leave no doubt of it."""


def sorted_out(
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
    answers: Callable[[Segment], bool],
    *,
    opening: bool,
    worded: bool | None,
) -> list[Clause]:
    """The clauses with what they are for; neither intent nor question where they only state something.

    `answers` says whether a clause by itself answers what was asked: then only a known phrase makes it anything else. `opening`:
    it is not known yet what is to be opened, so that a statement rather says that than anything else. `worded`: what was asked
    for is a name or a text, and any words can be one; None where no fact was asked for.
    """
    known = [_by_phrase(segment, vocabulary, opening=opening, worded=worded) for segment in segments]
    open_places = [place for place, clause in enumerate(known) if not clause.settled and not answers(segments[place])]
    if not open_places:
        return known
    unsaid = [segments[place] for place in open_places]
    whole = _joined(unsaid) if 1 < len(unsaid) <= MOST_JOINED else None
    purposes, together = vocabulary.purposes.of(
        [segment.words for segment in unsaid], None if whole is None else whole.words
    )
    found = list(known)
    for place, purpose in zip(open_places, purposes, strict=True):
        found[place] = _by_purpose(known[place], purpose, vocabulary, opening=opening, worded=worded)
    if whole is None or together is None:
        return found
    return _with_whole(found, _by_purpose(Clause(whole), together, vocabulary, opening=opening, worded=worded))


def _joined(segments: Sequence[Segment]) -> Segment:
    words = " ".join(segment.words for segment in segments)
    return Segment(segments[0].start, segments[-1].end, words, any(segment.asks for segment in segments))


def _with_whole(found: list[Clause], whole: Clause) -> list[Clause]:
    """The clauses, with what they only say together."""
    if whole.intent is not None and not any(one.intent is not None or one.faq is not None for one in found):
        return [whole]
    if whole.faq is not None and whole.faq.code is not None:
        # where one of them asks, the others say what about
        asking = next((place for place, one in enumerate(found) if one.faq is not None), None)
        if asking is not None and not found[asking].settled:
            return [*found[:asking], replace(found[asking], faq=whole.faq), *found[asking + 1 :]]
        if asking is None and not any(one.intent is not None for one in found):
            return [whole]
    return found


def _by_phrase(segment: Segment, vocabulary: Vocabulary, *, opening: bool, worded: bool | None) -> Clause:
    """What a clause is for by the phrases in it; not settled where they leave room for something else."""
    phrases, questions, trades = vocabulary.phrases, vocabulary.questions, vocabulary.trades
    words = segment.words
    intent = phrases.exactly(words)
    if opening and intent is None and trades.is_name(words):
        return Clause(segment, settled=True)
    if intent is not None:
        return Clause(segment, intent, settled=True)
    within = phrases.within(words)
    if not worded and (within in _EVEN_ASKED or (within in PRESSING and not segment.asks)):
        return Clause(segment, within, settled=True)
    faq = questions.exactly(words)
    if faq is not None:
        return Clause(segment, None, faq, settled=True)
    intent = phrases.loosely(words)
    if intent is not None and not (intent in MANNERS and trades.named(words)):
        return Clause(segment, intent, settled=True)
    if _WHAT_IS_IT.search(compact(words)):
        return Clause(segment, None, FaqGuess(None, False), settled=True)
    return Clause(segment, None if within in MANNERS and trades.named(words) else within)


def _by_purpose(
    clause: Clause, purpose: Purpose, vocabulary: Vocabulary, *, opening: bool, worded: bool | None
) -> Clause:
    """What a clause is for by what it is like; a phrase found in it stands unless it is far more like a question."""
    segment = clause.segment
    if clause.intent is not None:
        asks_rather = purpose.question is not None and purpose.likeness >= OVERRULED and purpose.lead >= OVERRULED_LEAD
        if asks_rather:
            return Clause(segment, None, _question(purpose))
        # where words were asked for, a phrase in passing is part of them, unless it asks ("你们要身份证干嘛")
        meant = purpose.intent is clause.intent and purpose.likeness >= WISHED
        return Clause(segment) if worded and not meant and not segment.asks else clause
    if purpose.intent is not None:
        enough = PRESSED if purpose.intent in PRESSING else WISHED
        if worded is not None and purpose.intent in _YES_OR_NO and not segment.asks:
            return Clause(segment)  # whether that answers the question is for who reads the answer to say
        if purpose.likeness >= enough and purpose.lead >= WISHED_LEAD and len(segment.words) >= SHORTEST_WISH:
            return Clause(segment, purpose.intent)
    if segment.asks:
        return Clause(segment, None, _question(purpose))
    if (
        purpose.question is not None
        and purpose.likeness
        >= (STATED if worded else MAYBE_STATED if worded is None and not opening else STATED_AT_FIRST)
        and purpose.lead >= WISHED_LEAD
        and len(segment.words) >= SHORTEST_STATEMENT
        and not (opening and vocabulary.trades.guess(segment.words).codes)
    ):
        return Clause(
            segment, None, FaqGuess(purpose.question, purpose.likeness >= (STATED if worded is None else STATED_BESIDE))
        )
    return Clause(segment)


def _question(purpose: Purpose) -> FaqGuess:
    code = purpose.question or (purpose.next_question if purpose.intent is not None else None)
    if code is None or purpose.likeness < MAYBE_ASKED:
        return FaqGuess(None, False)
    return FaqGuess(code, purpose.question is not None and purpose.likeness >= ASKED and purpose.lead >= ASKED_LEAD)
