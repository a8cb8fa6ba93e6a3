"""Understanding (理解): what one message of an applicant means, without a model and without any I/O.

`attention.py` hears it as it stands. What is learnt weighs that against what the message speaks of; what was dictated is read with
pauses, and what was said one after another part by part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.understanding.answers import is_prose
from dialogs.understanding.attention import LONGEST_MESSAGE, Attention
from dialogs.understanding.heard import Heard
from dialogs.understanding.in_turn import one_after_another
from dialogs.understanding.industries import IndustryGuess, named_surely
from dialogs.understanding.intents import Intent
from dialogs.understanding.likely_answers import is_bare, likely
from dialogs.understanding.message_cues import UNBROKEN
from dialogs.understanding.numbers_asked import rather_answered
from dialogs.understanding.pauses import more_of, with_pauses
from dialogs.understanding.permits import PermitRemark
from dialogs.understanding.questions import FaqGuess
from dialogs.understanding.reading import Surroundings, prepare
from dialogs.understanding.revisions import WORDED
from dialogs.understanding.second_look import looked_over
from dialogs.understanding.spoken import Spoken
from dialogs.understanding.subjects import spoken_of
from dialogs.understanding.values.folding import fold
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import Fact, Pack
from knowledge.values import Value

__all__ = ["FaqGuess", "Heard", "IndustryGuess", "Intent", "PermitRemark", "Understanding"]

MOST_WISHES = 256
"""First sentences whose meaning is kept; one that only wishes for a business means the same whoever says it."""
LONGEST_HEARD_AGAIN = 120
"""Characters of a message that is heard once more in parts."""


@dataclass(frozen=True, slots=True)
class _Situation:
    """What a message is said in."""

    asked: Fact | None
    industry: str | None
    known: Mapping[str, Value]
    around: Surroundings

    @property
    def opens(self) -> bool:
        """Whether nothing was said yet, and the business is asked for."""
        choosing = self.asked is not None and self.asked.choices_from is not None
        return choosing and self.industry is None and not self.known


class Understanding:
    """Understands messages in the light of one pack; built once, then without state."""

    def __init__(self, pack: Pack) -> None:
        self._facts = pack.facts
        self._words = Vocabulary(pack)
        self._attention = Attention(pack, self._words)
        self._wishes: dict[tuple[str, Surroundings], Heard] = {}
        prepare(pack.facts.values())

    def hear(
        self,
        text: str,
        *,
        asking: str | None,
        industry: str | None,
        known: Mapping[str, Value],
        around: Surroundings,
    ) -> Heard:
        """What a message means while `asking` is asked, `industry` is chosen and `known` was said before."""
        now = _Situation(self._facts.get(asking) if asking is not None else None, industry, known, around)
        heard = self._wishes.get((text, around)) if now.opens else None
        if heard is not None:
            return heard
        heard = self._at_once(text, now)
        if len(text) <= LONGEST_HEARD_AGAIN and not self._is_plain(heard, now.asked, text):
            heard = self._in_turn(self._with_pauses(heard, text, now), text, now)
        if now.opens and self._words.trades.is_wish_for(fold(text)):
            if len(self._wishes) >= MOST_WISHES:
                self._wishes.clear()
            self._wishes[text, around] = heard
        return heard

    def _at_once(self, text: str, now: _Situation) -> Heard:
        """What a message means as it stands, weighed against what it speaks of."""
        heard = self._attention.heard(text, now.asked, now.industry, now.known, now.around)
        business = now.industry or named_surely(heard.industry)
        if business is None or self._is_plain(heard, now.asked, text):
            return heard
        return self._weighed(heard, text[:LONGEST_MESSAGE], business, now)

    def _is_plain(self, heard: Heard, asked: Fact | None, text: str) -> bool:
        """Whether a message is nothing but a certain answer, or a phrase that steers: nothing in it has to be weighed."""
        if asked is not None and asked.code in heard.facts and len(heard.facts) == 1 and not heard.confirm:
            if is_bare(heard, asked, text) or (asked.code, text) in self._attention.labels:
                return True
            return asked.type != "boolean" and (UNBROKEN.fullmatch(text) is not None or is_prose(asked))
        return self._words.phrases.exactly(fold(text)) is not None

    def _weighed(self, heard: Heard, text: str, business: str, now: _Situation) -> Heard:
        """With the yes or no that a message leans to, and against the facts that it speaks of."""
        tellings = self._words.tellings
        if now.asked is not None and now.asked.type == "boolean":
            heard = likely(heard, now.asked, text, tellings, now.around)
        spoken = Spoken(text, spoken_of(text), now.asked, now.known, self._words.used(business), now.around)
        return rather_answered(heard, looked_over(heard, spoken, self._facts, tellings), spoken, self._facts)

    def _with_pauses(self, heard: Heard, text: str, now: _Situation) -> Heard:
        """With what is heard besides where a long run of characters is read with pauses; that is to be confirmed."""
        if heard.unclear or heard.faq or (now.asked is not None and now.asked.type in WORDED):
            return heard
        whole = [value for value in heard.facts.values() if isinstance(value, str)]
        paused, subjects = with_pauses(text, whole)
        if paused == text or subjects <= heard.facts.keys() | now.known.keys():
            return heard
        return more_of(heard, self._at_once(paused, now))

    def _in_turn(self, heard: Heard, text: str, now: _Situation) -> Heard:
        """With an answer and a correction that were said one after the other."""
        if now.asked is None or not now.known or is_prose(now.asked):
            return heard

        def hears(part: str, answers: bool) -> Heard:
            return self._at_once(part, now if answers else replace(now, asked=None))

        return one_after_another(heard, text, now.asked.code, now.known, hears)
