"""Respellings (更正错字): a known name or text that is given again with other characters ("少了个字，小林子饮品店")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from dialogs.understanding.message_cues import NAME
from dialogs.understanding.reading import Reading
from dialogs.understanding.sounds import syllables
from dialogs.understanding.values.folding import stored
from dialogs.understanding.values.name_places import named_persons
from knowledge.pack import Fact
from knowledge.values import Value

OF_CHARACTERS = re.compile(
    r"错别?字|字.{0,4}(?:错|不对|反)|(?:少|多|漏)了?(?:写|打|填|输)?了?[一两俩几]?个?字|(?:写|打|填|输|名字|名称)[的得]?错|不是[‘“\"'「『]|的.{0,2}错"
)
"""Words that say that something was spelt wrong."""
LIKE_BEFORE = 65
"""How like what is known (0 to 100) a text must be that was only spelt otherwise."""
SHORTEST = 3
LONGEST = 60
_LEFT_OUT = re.compile(
    r"\b(?:left out|missed(?: out)?|forgot|missing|dropped) (?:a|one|the|two) (?:[a-z]+ )?(?:words?|letters?)\b|"
    r"\b(?:spel(?:led|t)|typed) (?:it|that|the [a-z]+) wrong\b|\bmiss?pel(?:led|t)\b|\b(?:a )?typo\b",
    re.IGNORECASE,
)
"""The same in English."""
_LEAD_IN_ENGLISH = re.compile(
    r"^.*\b(?:should (?:be|say|read)|reads?|says?|it's|is|called|named|to)[:\s]+(?=[A-Z“\"'])"
)
_PARTS = re.compile(r"[，,。；;\s]+")
_CLAUSES_IN_ENGLISH = re.compile(r"[,;]\s|\.\s|\.$|\bnot\b|\bbut\b")
_LEAD = re.compile(
    r"^(?:(?:正确|准确)的?|应该|应当|其实|实际上?|全称|全名|店名|招牌上?|名字|要|就|改|换)*(?:叫做?|是|写|成|为|[:：])+(?=[一-鿿‘“\"'「『]{2})|^(?:全称|全名)(?=[一-鿿]{4})"
)
_MARKS = "‘’“”\"'「」『』《》 ！!。.吧啊呀哦"
_SPELT_IN_ENGLISH = re.compile(
    r"\bspel(?:led|t)(?: as)? (?P<new>[A-Z][\w'’-]+),? (?:and )?not (?P<old>[A-Z][\w'’-]+)", re.IGNORECASE
)
_ENDS_WITH_WORDS = re.compile(r"(?:才对|才是对的|才是)$")


def respelt(text: str, facts: Mapping[str, Fact], known: Mapping[str, Value]) -> tuple[str, Reading] | None:
    """The known name or text that a message gives again, spelt otherwise; to be confirmed. None where that is not one thing."""
    if (spelt := _SPELT_IN_ENGLISH.search(text)) is not None:
        return _with_a_word_respelt(spelt["old"], spelt["new"], facts, known)
    if OF_CHARACTERS.search(text) is None and _LEFT_OUT.search(text) is None:
        return None
    found: dict[str, str] = {}
    for code, value in known.items():
        fact = facts.get(code)
        if fact is None or fact.type != "text" or not isinstance(value, str) or len(value) > LONGEST:
            continue
        again = {one for one in (_persons(text) if NAME in fact.label.zh else _texts(text)) if one != value}
        like = [one for one in again if _is_respelt(one, value, of_person=NAME in fact.label.zh)]
        if len(like) == 1:
            found[code] = like[0]
    if len(set(found.values())) != 1 or len(found) != 1:
        return None
    code, value = found.popitem()
    return code, Reading(value, certain=False)


def _with_a_word_respelt(
    old: str, new: str, facts: Mapping[str, Fact], known: Mapping[str, Value]
) -> tuple[str, Reading] | None:
    """The one known name or text that has a word which was spelt wrong ("spelled Osei, not Osay"), with the right one."""
    word = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
    having = [
        (code, word.sub(new, value))
        for code, value in known.items()
        if code in facts and facts[code].type == "text" and isinstance(value, str) and word.search(value)
    ]
    return (having[0][0], Reading(having[0][1], certain=False)) if len(having) == 1 else None


def _persons(text: str) -> Iterator[str]:
    for part in _PARTS.split(text):
        yield from (one.name for one in named_persons(part))


def _texts(text: str) -> Iterator[str]:
    for part in _CLAUSES_IN_ENGLISH.split(text) if text.isascii() else ():
        if (lead := _LEAD_IN_ENGLISH.match(part)) is not None:
            yield stored(part[lead.end() :].strip(_MARKS))
    for part in _PARTS.split(text) if not text.isascii() else ():
        if not part.startswith("不是"):
            words = _ENDS_WITH_WORDS.sub("", _LEAD.sub("", part)).strip(_MARKS)
            if len(words) >= SHORTEST and OF_CHARACTERS.search(words) is None:
                yield stored(words)


def _is_respelt(new: str, old: str, *, of_person: bool) -> bool:
    if not of_person:
        return fuzz.ratio(new, old) >= LIKE_BEFORE
    sounds_alike = syllables(new) == syllables(old)
    shared = sum(one in old for one in new)
    return new[0] == old[0] and abs(len(new) - len(old)) <= 1 and (sounds_alike or shared >= len(old) - 1 > 1)
