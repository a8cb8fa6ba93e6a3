"""What is told beside (顺带说的): facts that a message plainly speaks of though no rule heard them; all of it is to be confirmed.

Who tells four things at once words some of them as nobody foresaw ("楼是我们公司自己的产权", "120 guests at the very most"). The
clause that speaks most plainly of such a fact is read as if it had been asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import TELLING, Intent
from dialogs.understanding.known_answers import is_of_person, told_value
from dialogs.understanding.segments import blanked
from dialogs.understanding.spoken import Clause, Spoken
from dialogs.understanding.tellings import Tellings, supposed_by
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

BESIDE = 0.38
"""How plainly a whole message must speak of a yes or no that is told in it."""
PERHAPS = 0.15
"""The same of anything that one of its clauses tells."""
IN_A_CLAUSE = 0.5
"""How plainly that clause must speak of it."""
BY_NUMBER = 0.29
"""The same of a number that nothing else was heard to be."""
BY_NAME = 0.32
"""The same of a person."""
NEARLY = 0.1
"""How much likelier than the other one, and than neither, a yes or no must be."""
_BY_RULES = frozenset({"phone", "id_number", "uscc", "address", "list"})
"""What is hardly told in words that no rule knows."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Looks in the clauses of one message for what was not heard."""

    heard: Heard
    spoken: Spoken
    facts: Mapping[str, Fact]
    tellings: Tellings

    def values(self) -> dict[str, Value]:
        """What else it tells, the most plainly told first."""
        found: dict[str, Value] = {}
        for code in sorted(self._unheard(), key=self._most_plainly, reverse=True):
            value = self._told(self.facts[code], {**self.heard.facts, **found}.values())
            if value is not None:
                found[code] = value
        return found

    def _unheard(self) -> list[str]:
        """The facts that a message perhaps speaks of, and may tell beside what was heard."""
        heard, spoken = self.heard, self.spoken
        implied = {code for told in heard.facts for code in supposed_by(self.facts[told])}
        closed = heard.facts.keys() | heard.unclear.keys() | spoken.known.keys()
        return [
            code
            for code in spoken.used - closed
            if spoken.plainly(code) > PERHAPS
            and self.facts[code].type not in _BY_RULES
            and not (code in implied and self.facts[code].type == "boolean")
            and (code == spoken.asked_code or self._may_stand_beside(self.facts[code]))
        ]

    def _may_stand_beside(self, fact: Fact) -> bool:
        """Whether a fact that was not asked may be told here: beside a correction only what goes with what is corrected."""
        heard, goes_with = self.heard, supposed_by(fact)
        told = {**self.spoken.known, **heard.facts}
        if any(told.get(code) is False for code in goes_with):
            return False
        if heard.intent is Intent.CORRECTION:
            return any(code in heard.facts for code in goes_with)
        return not heard.facts.keys() <= {self.spoken.asked_code}  # what goes with an answer is not told by itself

    def _most_plainly(self, code: str) -> float:
        clause = self.spoken.plainest(code)
        return 0.0 if clause is None else clause.plainly(code)

    def _told(self, fact: Fact, taken: Collection[Value]) -> Value | None:
        clause = self.spoken.plainest(fact.code)
        if clause is None:
            return None
        plainly = clause.plainly(fact.code)
        if fact.type == "boolean":
            if plainly <= IN_A_CLAUSE and self.spoken.plainly(fact.code) <= BESIDE:
                return None
            words = clause.words if plainly > IN_A_CLAUSE else self.spoken.text
            return yes_or_no(fact.code, words, self.tellings, NEARLY)
        value = self._value(fact, clause, plainly, taken)
        return None if value in taken else value

    def _value(self, fact: Fact, clause: Clause, plainly: float, taken: Collection[Value]) -> Value | None:
        words = clause.words
        if fact.type in NUMERIC:
            words = _without(words, taken)
            if plainly < (BY_NUMBER if quantities(fold(words)) else IN_A_CLAUSE):
                return None
        elif _is_mostly(words, taken) or plainly < (BY_NAME if is_of_person(fact) else IN_A_CLAUSE):
            return None
        return told_value(fact, words, self.tellings, self.spoken.around)


def filled_in(heard: Heard, spoken: Spoken, facts: Mapping[str, Fact], tellings: Tellings) -> Heard:
    """With what is told beside what was heard ("…，都是盒装的": prepackaged)."""
    if heard.intent not in TELLING or not heard.facts or not spoken.clauses:
        return heard
    beside = Filling(heard, spoken, facts, tellings).values()
    return heard.supposing(beside) if beside else heard


def yes_or_no(code: str, text: str, tellings: Tellings, enough: float) -> bool | None:
    """The yes or no that a message leans to, if it is enough likelier than the other one and than neither."""
    leaning = tellings.leaning(code, text)
    if leaning is None or min(leaning.lead(leaning.value), leaning.over_neither(leaning.value)) < enough:
        return None
    return leaning.value


def _without(words: str, taken: Collection[Value]) -> str:
    """A clause without the numbers that belong to something else: to another fact, to an address, to a name."""
    for text in taken:
        words = words.replace(text, "\n" * len(text)) if isinstance(text, str) and len(text) > 1 else words
    return blanked(words, [(one.start, one.end) for one in quantities(fold(words)) if one.low in taken])


def _is_mostly(words: str, taken: Collection[Value]) -> bool:
    """Whether a clause is little more than a text that was heard already ("写“老王烧烤”": the words on a sign)."""
    texts = [one for one in taken if isinstance(one, str) and one in words]
    return any(2 * len(one) >= len(words) for one in texts)
