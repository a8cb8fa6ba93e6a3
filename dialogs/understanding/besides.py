"""What a message tells besides (旁及), in clauses or parts of clauses with words of their own; all of it is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import (
    LONGEST_YES,
    MEANT_LISTED,
    MEANT_PLAINLY,
    MOST_BESIDES,
    NO,
    TOLD_AGAIN,
    TOLD_ELSEWHERE,
    TOLD_PERHAPS,
    Enough,
    is_clear,
    is_of_person,
    told_value,
)
from dialogs.understanding.reading import Reading, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.tellings import Tellings, Told
from dialogs.understanding.values.names import is_likely_name, name_beside
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

TOLD: Enough = (0.42, 0.15)
"""A clause in which nothing was heard, to tell a fact."""
TOLD_HARDLY: Enough = (0.2, 0.02)
"""A clause that is nearly word for word an answer about the fact, to tell it."""
MEANT_EXACTLY: Enough = (0.8, 0.7)
TOLD_RATHER: Enough = (0.3, 0.25)
"""A clause with a number: many things can be counted."""
TOLD_NAME: Enough = (0.3, 0.14)
"""A clause with the name of a person, to say who that is."""
NAMED: Enough = (0.42, 0.3)
"""A clause that plainly names what can be or not, to say that it is."""
TOLD_TOO: Enough = (0.42, 0.3)
"""A clause in which something else was heard."""
MOST_PARTS = 8
_IN_PARTS = re.compile(
    r"[、/+]|\b(?:and|plus|with|including)\b|\s(?=no\s)|和|跟|还有|以及|兼|加上|(?<=..)(?=没有|没得|[不没][卖做办带看修教住洗收养搞](?![了的]|$)|能|带[着一]|只[卖做有])|(?<=[\u4e00-\u9fff])\s+(?=\d)"
)
"""Where a clause that tells several things falls apart ("没有泳池没有攀岩", "5 halls and 620 seats")."""
_THE_SAME = re.compile(
    r"(?:也|还|就)(?:还)?是(?:他|她|这人|同一)|(?:他|她)(?:兼|也|来?管)|同一个人|\bso is (?:he|she)\b|\b(?:he|she) is also\b"
)
_QUOTED = re.compile(r"[“\"「『《](?P<words>[^”\"」』》]{1,40})[”\"」』》]")
_IN_WORDS = "文字内容"
_STOREYS = "楼层"
_STOREY = re.compile(r"(?:负|地下)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[楼层](?!\w)")
_WRITTEN = re.compile(r"(?:上面|上头|就)?(?:写|字是|内容是?)(?:的是|着|上)?[:：\s]*(?P<words>\S.{1,40})$")
_SENT = re.compile(r"寄|快递|\b(?:post|mail) it\b|\bby (?:post|mail|courier)\b")
_CHOSEN = frozenset({"choice", "multi_choice"})
_TOLD_BESIDE = frozenset({Intent.ANSWER, Intent.INDUSTRY, Intent.UNKNOWN, Intent.CORRECTION, Intent.QUESTION})
_ONE_OF = re.compile(r"'(\w+)' in (\w+)")
_IS = re.compile(r"(\w+) == '(\w+)'")
_SO = re.compile(r"\w+")


@dataclass(slots=True)
class _Besides:
    """Collects what is told besides, beside what was heard."""

    heard: Heard
    said: Context
    known: Tellings
    facts: Mapping[str, Fact]
    used: frozenset[str]
    found: dict[str, Value] = field(default_factory=dict[str, Value])
    doubted: set[str] = field(default_factory=set[str])

    def take(self, words: str, told: Told, enough: Enough) -> bool:
        """Take down the fact that words tell, if they clearly do; whether they did."""
        fact = self.facts[told.fact]
        if not self._is_news(fact, told):
            return False
        if not is_clear(told, enough) and not self._is_plain(fact, words, told):
            return False
        value = told_value(fact, words, self.known, self.said.around)
        if fact.type == "multi_choice":
            reading = read(fact, words, self.said.around)
            plain = isinstance(reading, Reading) and reading.certain
            value = value if plain else self._all_told(fact, words, value)
        named = value is None and is_clear(told, NAMED) and not NO.search(words.lower())
        if named and fact.type == "boolean":
            value = True  # "with a sign outside"
        if named and value is None and fact.when is not None:
            return sum(self.suppose(code, so) for code, so in supposed(fact.when)) > 0  # "带一台X光机"
        return value is not None and self.add(fact, value)

    def suppose(self, code: str, so: Value) -> bool:
        """Take down what must be so, unless something is known of it."""
        known = self.said.known.get(code)
        if code not in self.used or code in {*self.found, *self.heard.facts} or known not in (None, not so):
            return False
        self.found[code] = so if self.facts[code].type != "multi_choice" else (str(so),)
        return True

    def _all_told(self, fact: Fact, words: str, value: Value | None) -> Value | None:
        """With what the parts of a clause are like ("能泡澡能过夜")."""
        if value == ("none",):
            return value
        meant = [self.known.meant(fact.code, part) for part in parts_of(words) if not NO.search(part.lower())]
        chosen = {one.value for one in meant if one is not None and is_clear(one, MEANT_LISTED)} - {"none", None}
        chosen |= {*value} if isinstance(value, tuple) else set()
        return tuple(choice.code for choice in fact.choices if choice.code in chosen) or None

    def add(self, fact: Fact, value: Value) -> bool:
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
        if fact.type == "address" and _SENT.search(said.text) and not _SENT.search(fact.label.zh):
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

    def _is_plain(self, fact: Fact, words: str, told: Told) -> bool:
        """Whether what a clause says is plainly an answer about this fact, if it is about it."""
        if fact.type in NUMERIC or not is_clear(told, TOLD_HARDLY):
            return False
        meant = self.known.meant(fact.code, words)
        enough = MEANT_PLAINLY if is_clear(told, TOLD_PERHAPS) else MEANT_EXACTLY
        return meant is not None and is_clear(meant, enough)


def told_by(said: Context, known: Tellings, used: frozenset[str]) -> dict[int, Told]:
    """The facts that the clauses of a message tell by themselves, by where each begins; at most one a clause."""
    clauses = [clause for clause in said.clauses[:MOST_BESIDES] if not clause.asks]
    words = [said.text[clause.start : clause.end] for clause in clauses]
    told = known.facts_told(words, used, opening=said.industry is None)
    return {clause.start: one for clause, one in zip(clauses, told, strict=True) if one is not None}


@dataclass(frozen=True, slots=True)
class Stated:
    """The clauses of a message that state something."""

    clauses: Sequence[Segment]
    unheard: Sequence[Segment]
    """Those in which nothing was heard of a fact but the asked one."""
    told: Mapping[int, Told]
    """What they tell most likely, by where each begins."""


def besides(
    heard: Heard, stated: Stated, said: Context, known: Tellings, facts: Mapping[str, Fact], used: frozenset[str]
) -> Heard:
    """With what clauses tell besides what was heard ("…，餐具一次性的"), and what that supposes; to be confirmed.

    `used` are the facts of the business.
    """
    if heard.intent not in _TOLD_BESIDE:
        return heard
    more = _Besides(heard, said, known, facts, used)
    more.found |= {
        code: value
        for code, value in heard.facts.items()
        if code in heard.confirm and facts[code].type == "multi_choice"
    }
    unheard = {clause.start for clause in stated.unheard}
    clauses = [clause for clause in stated.clauses[: 2 * MOST_BESIDES] if not clause.asks]
    clauses = [clause for clause in clauses if not _is_the_yes(clause, said, heard)]
    for clause, following in zip_longest(clauses, clauses[1:]):
        one = stated.told.get(clause.start)
        if one is None:
            continue
        words = said.text[clause.start : clause.end]
        fact = facts[one.fact]
        rather = fact.type in NUMERIC or fact.type == "date"
        too = clause.start not in unheard and fact.type != "date"
        enough = TOLD_NAME if is_of_person(fact) else TOLD_TOO if too else TOLD_RATHER if rather else TOLD
        taken = more.take(words, one, enough)
        if not taken and following is not None and following.start in unheard and is_clear(one, TOLD):
            _take_from_next(more, clause, following, one)
        _doubt(more, words, one)
        _take_what_follows(more, words, one)
        _take_same_person(more, words, one)
    _take_asked(more, stated.unheard)
    _take_parts(more, clauses)
    _take_contact(more, stated.unheard)
    _take_written(more, stated.unheard)
    _take_storey(more)
    _take_supposed(more)
    new = {code: value for code, value in more.found.items() if heard.facts.get(code) != value}
    if not new and not more.doubted:
        return heard
    return replace(heard, facts={**heard.facts, **new}, confirm=heard.confirm | new.keys() | more.doubted)


def _is_the_yes(clause: Segment, said: Context, heard: Heard) -> bool:
    """Whether a clause is the yes or no that was asked for, and says nothing else ("不卖")."""
    asked = said.asked
    if asked is None or asked.type != "boolean" or len(clause.words) > LONGEST_YES:
        return False
    reading = read(asked, said.text[clause.start : clause.end], said.around)
    return isinstance(reading, Reading) and reading.certain and reading.value == heard.facts.get(asked.code)


def _doubt(more: _Besides, words: str, told: Told) -> None:
    """Doubt a yes or no where a clause surely tells the other one ("泡汤的池子有，游泳的没有")."""
    heard = more.heard.facts.get(told.fact)
    if not isinstance(heard, bool) or told.fact in more.heard.confirm or not is_clear(told, TOLD_ELSEWHERE):
        return
    meant = more.known.meant(told.fact, words)
    if meant is not None and meant.value is not None and meant.value != heard and is_clear(meant, TOLD_ELSEWHERE):
        more.doubted.add(told.fact)
        more.found[told.fact] = meant.value


def _take_from_next(more: _Besides, clause: Segment, following: Segment, told: Told) -> None:
    """What the next clause says of what this one only names ("楼顶两个水箱，一共八个方", "校长是我自己，许佳宁")."""
    fact, text = more.facts[told.fact], more.said.text
    if fact.type in NUMERIC:
        more.take(text[clause.start : following.end], told, TOLD)
    elif is_of_person(fact) and (name := name_beside(text[following.start : following.end])) is not None:
        more.add(fact, name)


def _take_same_person(more: _Besides, words: str, told: Told) -> None:
    """The person named before, who is this as well ("质量负责人也是她")."""
    fact = more.facts[told.fact]
    if not is_of_person(fact) or not is_clear(told, TOLD) or not _THE_SAME.search(words):
        return
    named = [code for code in (*more.heard.facts, *more.found) if is_of_person(more.facts[code])]
    if len({more.found.get(code, more.heard.facts.get(code)) for code in named}) == 1:
        more.add(fact, more.found.get(named[0], more.heard.facts.get(named[0], "")))


def _take_asked(more: _Besides, unheard: Iterable[Segment]) -> None:
    """The choice that was asked for, in a clause beside answers to other questions ("有歌有舞那种，16个包厢")."""
    asked = more.said.asked
    if asked is None or asked.type != "choice" or asked.code in more.heard.facts or asked.code in more.found:
        return
    for clause in unheard:
        meant = more.known.meant(asked.code, more.said.text[clause.start : clause.end])
        if meant is not None and meant.value is not None and is_clear(meant, MEANT_PLAINLY):
            more.add(asked, meant.value)
            return


def _take_written(more: _Besides, unheard: Iterable[Segment]) -> None:
    """The words on the sign, in a clause by themselves ("招牌要挂，写“小麦穗”")."""
    for fact in more.facts.values():
        if fact.type != "text" or _IN_WORDS not in fact.label.zh or fact.code in more.heard.facts or fact.when is None:
            continue
        if {**more.heard.facts, **more.found}.get(fact.when) is not True:
            continue
        for clause in unheard:
            lead = _WRITTEN.match(more.said.text[clause.start : clause.end])
            reading = read(fact, lead["words"], more.said.around) if lead is not None else None
            if isinstance(reading, Reading):
                more.add(fact, reading.value)


def _take_storey(more: _Besides) -> None:
    """The storey that an address ends with ("雄楚大道288号3楼")."""
    addresses = [
        value
        for code, value in more.heard.facts.items()
        if more.facts[code].type == "address" and isinstance(value, str)
    ]
    storey = _STOREY.search(addresses[0]) if len(addresses) == 1 else None
    fact = next((one for one in more.facts.values() if one.unit is None and _STOREYS in one.label.zh), None)
    if storey is None or fact is None or fact.code in more.heard.facts or fact.code in more.said.known:
        return
    reading = read(fact, storey.group(), more.said.around)
    if fact.code in more.used and isinstance(reading, Reading):
        more.add(fact, reading.value)


def _take_contact(more: _Besides, unheard: Iterable[Segment]) -> None:
    """The name beside a telephone number ("找我小马，马骁，17786450932")."""
    phone = next((code for code in more.heard.facts if more.facts[code].sent_as == "phone"), None)
    fact = next((fact for fact in more.facts.values() if fact.sent_as == "name"), None)
    if phone is None or fact is None or fact.code in more.heard.facts or fact.code in more.said.known:
        return
    words = (more.said.text[clause.start : clause.end].strip() for clause in unheard)
    names = [one for one in words if is_likely_name(one)]
    if len(names) == 1:
        more.add(fact, names[0])


def _take_parts(more: _Besides, clauses: Iterable[Segment]) -> None:
    """What the parts of a clause tell each ("with 4 vets and one x-ray machine")."""
    parts = [part for clause in clauses for part in parts_of(more.said.text[clause.start : clause.end])][:MOST_PARTS]
    told = more.known.facts_told(parts, more.used, opening=more.said.industry is None)
    for part, one in zip(parts, told, strict=True):
        if one is not None:
            more.take(part, one, TOLD_RATHER if more.facts[one.fact].type in NUMERIC else TOLD)


def parts_of(words: str) -> Iterator[str]:
    """The parts of a clause that tells several things; none where it is in one piece."""
    parts = [part.strip() for part in _IN_PARTS.split(words)]
    return iter(()) if len(parts) == 1 else (part for part in parts if len(part) > 1)


def _take_what_follows(more: _Besides, words: str, told: Told) -> None:
    """The choices that a clause names which tells that there is something to choose ("卖图书和杂志")."""
    if more.facts[told.fact].type != "boolean" or {**more.heard.facts, **more.found}.get(told.fact) is False:
        return
    if not is_clear(told, TOLD_RATHER) and more.heard.facts.get(told.fact) is not True:
        return
    quoted = _QUOTED.search(words)
    for fact in more.facts.values():
        if quoted is not None and fact.type == "text" and fact.when == told.fact and _IN_WORDS in fact.label.zh:
            more.add(fact, quoted["words"].strip())
            continue
        if fact.when != told.fact or fact.type not in _CHOSEN or fact.code not in more.used:
            continue
        sure = more.heard.facts.keys() - more.heard.confirm
        if fact.code in {*sure, *more.said.known} or (fact.code in more.found and fact.type != "multi_choice"):
            continue
        reading = read(fact, words, more.said.around)
        if isinstance(reading, Reading) and not _is_all_or_nothing(reading.value, fact):
            more.add(fact, reading.value)


def with_supposed(
    heard: Heard, said: Context, known: Tellings, facts: Mapping[str, Fact], used: frozenset[str]
) -> Heard:
    """With what is known otherwise, but must be so where something corrected applies; to be confirmed."""
    more = _Besides(heard, said, known, facts, used & said.known.keys())
    _take_supposed(more)
    if not more.found:
        return heard
    return replace(heard, facts={**heard.facts, **more.found}, confirm=heard.confirm | more.found.keys())


def _take_supposed(more: _Besides) -> None:
    """What must be so where something told applies ("卖包装好的零食": food is sold)."""
    for code in [*more.heard.facts, *more.found]:
        value = more.found.get(code, more.heard.facts.get(code))
        when = more.facts[code].when
        if when is None or value in (False, 0, "none", ("none",)):
            continue
        for fact, so in supposed(when):
            more.suppose(fact, so)


def supposed(when: str) -> Iterator[tuple[str, Value]]:
    """The facts and values that a condition names, where it says one thing only."""
    if _SO.fullmatch(when):
        yield when, True
    elif one := _ONE_OF.fullmatch(when):
        yield one[2], one[1]
    elif one := _IS.fullmatch(when):
        yield one[1], one[2]


def _is_all_or_nothing(value: Value, fact: Fact) -> bool:
    return isinstance(value, tuple) and (value == ("none",) or len(value) >= len(fact.choices) - 1 > 1)
