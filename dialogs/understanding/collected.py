"""What was collected of what a message tells besides (旁及的内容), beside what was heard; all of it is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import (
    MEANT_LISTED,
    MEANT_PLAINLY,
    NO,
    TOLD_AGAIN,
    TOLD_PERHAPS,
    Enough,
    is_clear,
    is_of_person,
    told_value,
)
from dialogs.understanding.message_cues import IN_WORDS, SENT, UNMISTAKABLE
from dialogs.understanding.reading import Reading, denied, read
from dialogs.understanding.tellings import Tellings, Told
from dialogs.understanding.values.all_or_none import all_of
from dialogs.understanding.values.folding import bare, fold
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.values.ruled_out import is_no_choice
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

TOLD_HARDLY: Enough = (0.2, 0.02)
"""A clause that is nearly word for word an answer about the fact, to tell it."""
MEANT_EXACTLY: Enough = (0.8, 0.7)
NAMED: Enough = (0.42, 0.3)
"""A clause that plainly names what can be or not, to say that it is."""
_IN_PARTS = re.compile(
    r"[、/+]|\b(?:as\swell\sas|and|plus|with|including)\b|\s(?=no\s)|和|跟|还有|以及|兼|加上|(?<=..)(?=(?:没有|没得)(?![的了啊呢]|$)|不能|[不没][卖做办带看修教住洗收养搞](?![了的]|$)|(?<![不可才])能|带[着一]|只[卖做有]|也[不没卖做有带供](?![了的啊呢]?$))|(?<=[\u4e00-\u9fff])\s+(?=\d)"
)
"""Where a clause that tells several things falls apart ("没有泳池没有攀岩", "5 halls and 620 seats")."""
_ONLY = re.compile(r"\b(?:only|just)\b|只[卖做有收]|[就光仅]卖")
_WITH = re.compile(r" with ")
"""Behind it stands what a place has besides ("a gym of 900 sqm with a pool")."""
_BARE_NO = re.compile(r"[也都就]?(?:没有?|没得|冇|不[做卖带教收搞弄开要住洗接供])(?:的|了|啊|呢)?")
_ENDS_WITH_NO = re.compile(r"[a-z][a-z -]{2,30}:? (?:no|nope|none)")
_ONE_OF = re.compile(r"'(\w+)' in (\w+)")
_IS = re.compile(r"(\w+) == '(\w+)'")
_SO = re.compile(r"\w+")


@dataclass(slots=True)
class Collected:
    """Collects what is told besides, beside what was heard."""

    heard: Heard
    said: Context
    known: Tellings
    facts: Mapping[str, Fact]
    used: frozenset[str]
    found: dict[str, Value] = field(default_factory=dict[str, Value])
    doubted: set[str] = field(default_factory=set[str])
    read_plainly: set[str] = field(default_factory=set[str])
    """The choices that a clause names, and is not only like."""

    def take(self, words: str, told: Told, enough: Enough) -> bool:
        """Take down the fact that words tell, if they clearly do; whether they did."""
        fact = self.facts[told.fact]
        if not self._is_news(fact, told):
            return False
        if not is_clear(told, enough) and not self._is_plain(fact, words, told):
            return False
        if is_of_person(fact) and self._is_denied(fact.when, words):
            return False  # "柴小芸 15972230018 不用代办" names no agent
        value = told_value(fact, words, self.known, self.said.around)
        if fact.type == "multi_choice":
            reading = read(fact, words, self.said.around)
            plain = isinstance(reading, Reading) and reading.certain
            value = value if plain else self._all_told(fact, words, value)
            if all_of(bare(fold(words)), len(fact.choices)) is not None:
                return False  # "五样都卖" is of what was asked
        if value is True and _ENDS_WITH_NO.fullmatch(words.strip().lower()):
            value = False  # "breakfast no"
        if value is False and self._is_partly(fact):
            return False  # "卖点杂志报纸，书不卖": some of it is sold
        if value is True and is_no_choice(fold(words)):
            return False  # "以前有台复印机也送人了"
        if fact.type == "text" and IN_WORDS in fact.label.zh and _is_number(str(value or "")):
            return False  # "就写四百五吧" settles on a number, and is on no sign
        named = value is None and is_clear(told, NAMED) and not NO.search(words.lower())
        if named and fact.type == "boolean":
            value = True  # "with a sign outside"
        if named and value is None and fact.when is not None:
            for code, so in supposed(fact.when):
                self.suppose(code, so)  # "带一台X光机"
            return False
        if fact.type in UNMISTAKABLE and value in self.heard.facts.values():
            return False  # whose number that is was heard
        if fact.type == "area_m2" and self._is_taken(value) and not names_it(fact, _WITH.split(words)[0]):
            return False  # a bare "大概三平米" is said of one thing only
        if fact.type == "choice":
            self._outweigh(fact, words)
        return value is not None and self.add(fact, value)

    def _outweigh(self, fact: Fact, words: str) -> None:
        """Forget the choice that a clause before was only like, where this one names it ("当场拿证多好。证只要电子的就行")."""
        reading = read(fact, words, self.said.around)
        if not isinstance(reading, Reading) or not reading.certain or fact.code in self.read_plainly:
            return
        self.read_plainly.add(fact.code)
        self.found.pop(fact.code, None)

    def _is_denied(self, when: str | None, words: str) -> bool:
        """Whether words certainly say no to what something depends on."""
        fact = self.facts.get(when) if when is not None else None
        reading = read(fact, words, self.said.around) if fact is not None and fact.type == "boolean" else None
        return isinstance(reading, Reading) and reading.certain and reading.value is False

    def _is_partly(self, fact: Fact) -> bool:
        """Whether a choice was told of what there is only where a fact is so."""
        told = {**self.heard.facts, **self.found}
        chosen = (code for code, value in told.items() if isinstance(value, tuple) and value != ("none",))
        return fact.type == "boolean" and any(self.facts[code].when == fact.code for code in chosen)

    def suppose(self, code: str, so: Value, *, asked_too: bool = False) -> None:
        """Take down what must be so, unless something is known of it; `asked_too` where the question supposes it only perhaps."""
        known, asked = self.said.known.get(code), self.said.asked
        if asked is not None and asked.when and code in asked.when and not asked_too:
            return  # the question supposes it
        # "no magazines, only books": the no was of a part
        of_a_part = so is True and code in self.heard.confirm and self.heard.facts[code] is False
        of_a_part = of_a_part and _ONLY.search(self.said.folded) is not None
        taken = {*self.found, *(self.heard.facts if not of_a_part else ())}
        if code not in self.used or code in taken or known not in (None, not so):
            return
        self.found[code] = so if self.facts[code].type != "multi_choice" else (str(so),)

    def _all_told(self, fact: Fact, words: str, value: Value | None) -> Value | None:
        """With what the parts of a clause are like ("能泡澡能过夜")."""
        if value == ("none",) or (value is not None and _ONLY.search(words) is not None):
            return value  # "beer and drinks only in cans"
        meant = [self.known.meant(fact.code, part) for part in parts_of(words) if not NO.search(part.lower())]
        chosen = {one.value for one in meant if one is not None and is_clear(one, MEANT_LISTED)} - {"none", None}
        chosen |= {*value} if isinstance(value, tuple) else set()
        return tuple(choice.code for choice in fact.choices if choice.code in chosen) or None

    def add(self, fact: Fact, value: Value) -> bool:
        """Take down a value, several choices beside those found before; whether that is news."""
        if isinstance(value, tuple) and (noes := denied(fact, self.said.text)):
            # "电子烟手续烦，不搞" names what the next clause denies
            value = tuple(one for one in value if one not in noes)
            if not value:
                return False
        before = self.found.get(fact.code)
        if isinstance(value, tuple) and isinstance(before, tuple):
            if value == ("none",) or before == value:
                return False
            value = tuple(c.code for c in fact.choices if c.code in {*value, *before} and c.code != "none")
        elif before is not None:
            return False
        if self.said.known.get(fact.code) == value:
            return False
        self.found[fact.code] = value
        return True

    def _is_news(self, fact: Fact, told: Told) -> bool:
        asked, said = self.said.asked, self.said
        if asked is not None and asked.when and fact.code in asked.when:
            return False  # the question supposes it
        if fact.type == "address" and SENT.search(said.text) and not SENT.search(fact.label.zh):
            return False  # "寄给我，地址是…" says where to send something
        if (
            asked is not None
            and fact.type == asked.type
            and fact.type in NUMERIC
            and asked.code not in self.heard.facts
        ):
            return False  # the number is rather that which was asked for
        if fact.code in self.heard.facts and not (fact.type == "multi_choice" and fact.code in self.heard.confirm):
            return False
        again = fact.code in said.known and self.heard.intent is not Intent.CORRECTION
        return not again or is_clear(told, TOLD_AGAIN)

    def _is_taken(self, value: Value | None) -> bool:
        """Whether another area was heard to be so."""
        areas = [one for code, one in self.heard.facts.items() if self.facts[code].type == "area_m2"]
        return value is not None and value in areas

    def _is_plain(self, fact: Fact, words: str, told: Told) -> bool:
        """Whether what a clause says is plainly an answer about this fact, if it is about it."""
        if fact.type in NUMERIC or not is_clear(told, TOLD_HARDLY):
            return False
        meant = self.known.meant(fact.code, words)
        enough = MEANT_PLAINLY if is_clear(told, TOLD_PERHAPS) else MEANT_EXACTLY
        return meant is not None and is_clear(meant, enough)


def _is_number(words: str) -> bool:
    """Whether words are a number and its unit, with no more than a particle behind."""
    folded = fold(words)
    first = next(iter(quantities(folded)), None)
    return first is not None and first.start == 0 and len(folded) - first.end <= 1


def names_it(fact: Fact, words: str) -> bool:
    """Whether words name what a fact is about."""
    near = any_of((*words_of(fact.code).near, *words_of(fact.code).charge))
    return near is not None and near.search(words.lower()) is not None


def parts_of(words: str) -> list[str]:
    """The parts of a clause that tells several things, without those that a bare no follows; none where it is in one piece."""
    parts = [part.strip() for part in _IN_PARTS.split(words)]
    denied = {at for at, behind in enumerate(parts[1:]) if _BARE_NO.fullmatch(behind)}  # "电子烟不卖只卖卷烟"
    return [] if len(parts) == 1 else [part for at, part in enumerate(parts) if len(part) > 1 and at not in denied]


def supposed(when: str) -> Iterator[tuple[str, Value]]:
    """The facts and values that a condition names, where it says one thing only."""
    if _SO.fullmatch(when):
        yield when, True
    elif one := _ONE_OF.fullmatch(when):
        yield one[2], one[1]
    elif one := _IS.fullmatch(when):
        yield one[1], one[2]
