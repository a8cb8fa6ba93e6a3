"""Doubts (存疑): what was taken for certain of a message, though something in it speaks against that; it is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import isclose

from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import TELLING, Intent
from dialogs.understanding.known_answers import is_of_person
from dialogs.understanding.spoken import Spoken
from dialogs.understanding.tellings import Tellings
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.values.words import words_of
from knowledge.pack import CHOSEN, NUMERIC, Fact
from knowledge.values import Value

HARDLY = 0.3
"""A fact that was not asked, of which a message speaks less plainly, is not told for certain."""
OF_ANOTHER = 0.1
"""How much more plainly a message may speak of a fact of which nothing was heard."""
OF_ANOTHER_THAN_ASKED = 0.3
"""The same of a fact that was asked."""
OTHERWISE = 0.1
"""How much likelier the other one of yes and no must be than one that was told beside something else."""
_LEADS_TO_WORDS = re.compile(
    r"(?:[改换写填]成|[改换]为|应该?[是叫为]|其实[是叫]|叫|写|[:：]|\b(?:to|be|is|says?|called|named))\s*$",
    re.IGNORECASE,
)
"""What stands right before words that were put right, at the end of a message."""
_QUOTED = re.compile(r"[“\"‘'「『《]")


def doubted(heard: Heard, spoken: Spoken, facts: Mapping[str, Fact], tellings: Tellings) -> Heard:
    """With doubts of what was taken for certain though the message says or speaks of something else."""
    unheard = [code for code in spoken.used if code not in heard.facts and code not in heard.unclear]
    other = max((spoken.plainly(code) for code in unheard), default=0.0)
    doubts = {
        code
        for code in heard.facts.keys() - heard.confirm
        if _is_doubtful(code, other, spoken)
        or _is_of_another_place(code, unheard, spoken, facts)
        or _is_beside_a_question(facts[code], heard, spoken)
        or _is_one_of_many(facts[code], heard, spoken)
        or _is_any_words(facts[code], heard, spoken)
        or _leans_the_other_way(facts[code], heard, spoken, tellings)
    }
    return replace(heard, confirm=heard.confirm | doubts) if doubts else heard


def without_numbers_of_names(heard: Heard, spoken: Spoken, facts: Mapping[str, Fact]) -> Heard:
    """Without numbers that are part of a name ("招牌写半亩书房" says no area)."""
    texts = [value for code, value in heard.facts.items() if facts[code].type == "text" and isinstance(value, str)]
    spans = [(at, at + len(text)) for text in texts if (at := spoken.text.find(text)) >= 0]
    numbers = quantities(spoken.folded)
    inside = [one.low for one in numbers if any(a <= one.start and one.end <= b for a, b in spans)]
    outside = [one.low for one in numbers if one.low not in inside]
    left = {
        code: value
        for code, value in heard.facts.items()
        if code == spoken.asked_code or not _is_among(value, inside) or _is_among(value, outside)
    }
    return heard if len(left) == len(heard.facts) else replace(heard, facts=left, confirm=heard.confirm & left.keys())


def _is_among(value: Value, numbers: Iterable[float]) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return any(isclose(value, one, rel_tol=0.001) for one in numbers)


def _is_doubtful(code: str, other: float, spoken: Spoken) -> bool:
    """Whether a message hardly speaks of a fact that was not asked, or more of something of which nothing was heard."""
    if code not in spoken.of:
        return False
    plainly = spoken.plainly(code)
    if code == spoken.asked_code:
        return plainly < HARDLY and other > plainly + OF_ANOTHER_THAN_ASKED
    return plainly < HARDLY or other > plainly + OF_ANOTHER


def _is_of_another_place(code: str, unheard: list[str], spoken: Spoken, facts: Mapping[str, Fact]) -> bool:
    """Whether an area is told where another place than its own is named ("泳池我重新量了一遍，是280平" is not all of the shop)."""
    if facts[code].type != "area_m2" or code == spoken.asked_code:
        return False
    others = [one for one in unheard if facts[one].type == "area_m2" and _is_named(one, spoken.folded)]
    return bool(others) and not _is_named(code, spoken.folded)


def _is_named(code: str, folded: str) -> bool:
    return any(word in folded for word in words_of(code).near)


def _is_beside_a_question(fact: Fact, heard: Heard, spoken: Spoken) -> bool:
    """Whether something that was not asked, or a choice, stands in a message that tells nothing else ("给我转个真人": none)."""
    return heard.intent not in TELLING and (fact.code != spoken.asked_code or fact.type in CHOSEN)


def _is_one_of_many(fact: Fact, heard: Heard, spoken: Spoken) -> bool:
    """Whether a corrected number is one of several that it could be, those of before and of other facts left out."""
    if heard.intent is not Intent.CORRECTION or fact.type not in NUMERIC or fact.code not in spoken.known:
        return False
    others = {told for code, told in heard.facts.items() if code != fact.code}
    numbers = {one.low for one in quantities(spoken.folded)} - {spoken.known[fact.code]} - others
    return bool(numbers) and numbers != {heard.facts[fact.code]}


def _is_any_words(fact: Fact, heard: Heard, spoken: Spoken) -> bool:
    """Whether a corrected text is just some words that nothing sets off ("招牌上的字报错了，定了再告诉你")."""
    if heard.intent is not Intent.CORRECTION or fact.type != "text" or is_of_person(fact):
        return False
    if fact.code == spoken.asked_code or _QUOTED.search(spoken.text):
        return False
    before, value, behind = spoken.text.partition(str(heard.facts[fact.code]))
    return not value or any(map(str.isalnum, behind)) or _LEADS_TO_WORDS.search(before) is None


def _leans_the_other_way(fact: Fact, heard: Heard, spoken: Spoken, tellings: Tellings) -> bool:
    """Whether a yes or no that was not asked sounds rather like the other one ("no we won't be selling cigarettes")."""
    if fact.type != "boolean" or fact.code == spoken.asked_code:
        return False
    clause = spoken.plainest(fact.code)
    if clause is None:
        return False
    leaning = tellings.leaning(fact.code, clause.words)
    return leaning is not None and leaning.lead(heard.facts[fact.code] is False) > OTHERWISE
