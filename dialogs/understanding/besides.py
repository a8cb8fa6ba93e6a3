"""What a message tells besides (旁及), in clauses or parts of clauses with words of their own; all of it is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dialogs.understanding.collected import Collected, parts_of
from dialogs.understanding.consequences import (
    TOLD,
    TOLD_RATHER,
    take_asked,
    take_contact,
    take_how,
    take_led,
    take_named,
    take_named_with,
    take_only,
    take_same_address,
    take_same_person,
    take_supposed,
    take_things,
    take_what_follows,
    take_what_is_left,
    take_written,
)
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import (
    LONGER_IN_ENGLISH,
    LONGEST_YES,
    MEANT,
    MOST_BESIDES,
    NO,
    TOLD_ELSEWHERE,
    Enough,
    denies_the_no,
    is_clear,
    is_of_person,
)
from dialogs.understanding.led_texts import is_written
from dialogs.understanding.message_cues import ONLY_SOME
from dialogs.understanding.named_in_passing import take_kind, take_trade
from dialogs.understanding.reading import Reading, is_settled, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.storeys import take_storey
from dialogs.understanding.tellings import Tellings, Told
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.names import name_beside
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.values.ruled_out import is_no_choice
from dialogs.understanding.values.said import asides
from dialogs.understanding.values.words import words_of
from dialogs.understanding.values.yes_no_cues import UNLIKE_EACH_OTHER
from dialogs.understanding.values.yes_no_turns import BOTH_WAYS
from knowledge.pack import CHOSEN, NUMERIC, Fact

TOLD_NAME: Enough = (0.3, 0.14)
"""A clause with the name of a person, to say who that is."""
TOLD_TOO: Enough = (0.42, 0.3)
"""A clause in which something else was heard."""
MOST_PARTS = 8
_WE_ALSO = re.compile(r"^(?:and )?we(?:'ll| will|'re going to| are going to|'re| are)? also (?=[a-z])", re.IGNORECASE)
"""What tells is what stands behind it ("and we also deliver by Meituan")."""
_NO_MORE_OF_IT = re.compile(
    r"(?:我们?|就|也|都)*(?:没有?|没得|不[卖做供])(?:什么|啥)?(?:别的|其[他它]的?)[一-鿿]{0,4}|"
    r"(?:别的|其[他它余]的?)[一-鿿]{0,4}?(?:都|就|也|全|一律)*(?:没有|没得|不[卖做供])(?:的|了)?"
)
"""Behind what there is: that there is no more of the kind ("卖点饮料，没别的吃的"), which does not take it back."""
_TOLD_BESIDE = frozenset({Intent.ANSWER, Intent.INDUSTRY, Intent.UNKNOWN, Intent.CORRECTION, Intent.QUESTION})


def told_by(said: Context, known: Tellings, used: frozenset[str]) -> dict[int, Told]:
    """The facts that the clauses of a message tell by themselves, by where each begins; at most one a clause."""
    clauses = [clause for clause in said.clauses[:MOST_BESIDES] if not clause.asks and not _is_aside(clause, said)]
    words = [_WE_ALSO.sub("", said.text[clause.start : clause.end]) for clause in clauses]
    told = known.facts_told(words, used, opening=said.industry is None)
    return {clause.start: one for clause, one in zip(clauses, told, strict=True) if one is not None}


def _is_aside(clause: Segment, said: Context) -> bool:
    """Whether a clause tells of others or of before, and of nothing else ("上一家有泳池"), or of all that is left."""
    if len(said.clauses) > 1 and _NO_MORE_OF_IT.fullmatch(clause.words):
        return True
    if quantities(clause.words):
        return False  # "隔壁中学离我三百五十米"
    return any(start <= clause.start and clause.end <= end for start, end in asides(said.folded))


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
    both_ways = BOTH_WAYS.search(said.folded) is not None  # "找得到就做，找不到就不做" tells nothing yet
    if both_ways or heard.intent not in _TOLD_BESIDE or _answers_only(stated, said, known):
        return heard
    more = Collected(heard, said, known, facts, used)
    more.found |= {
        code: value
        for code, value in heard.facts.items()
        if code in heard.confirm and facts[code].type == "multi_choice"
    }
    unheard = {clause.start for clause in stated.unheard}
    clauses = [clause for clause in stated.clauses[: 2 * MOST_BESIDES] if not clause.asks]
    plain = [clause for clause in clauses if _is_the_yes(clause, said, heard)]
    clauses = [clause for clause in clauses if clause not in plain and UNLIKE_EACH_OTHER.search(clause.words) is None]
    written = [clause for clause in clauses if is_written(said.text[clause.start : clause.end])]
    for clause, following in zip_longest(clauses, clauses[1:]):
        one = stated.told.get(clause.start)
        words = _WE_ALSO.sub("", said.text[clause.start : clause.end])
        take_same_person(more, words, one)
        if one is None:
            continue
        fact = facts[one.fact]
        if fact.type in CHOSEN and is_no_choice(fold(words)):
            continue
        if fact.type != "text" and clause in written:
            continue
        rather = fact.type in NUMERIC or fact.type == "date"
        too = clause.start not in unheard and fact.type != "date"
        enough = TOLD_NAME if is_of_person(fact) else TOLD_TOO if too else TOLD_RATHER if rather else TOLD
        if too and fact.type == "boolean" and _denies_another(fact, words, said):
            continue
        taken = more.take(words, one, enough)
        if not taken and following is not None and following.start in unheard and is_clear(one, TOLD):
            _take_from_next(more, clause, following, one)
        _doubt(more, words, one)
        take_what_follows(more, words, one)
    take_named_with(more, [*plain, *(clause for clause in clauses if ONLY_SOME.match(clause.words))])
    take_trade(more)
    take_kind(more)
    clauses = [clause for clause in clauses if clause not in written]
    named = [clause for clause in stated.unheard if clause in clauses]
    take_named(more, named)
    take_things(more, named)
    take_asked(more, named)
    _take_parts(more, clauses)
    take_contact(more, stated.unheard)
    take_written(more, stated.unheard)
    take_led(more, stated.unheard)
    take_storey(more)
    heard = more.heard
    take_same_address(more)
    take_supposed(more)
    take_how(more, [*plain, *clauses])
    take_what_is_left(more)
    take_only(more)
    new = {code: value for code, value in more.found.items() if heard.facts.get(code) != value}
    if not new and not more.doubted:
        return heard
    intent = Intent.ANSWER if new and heard.intent is Intent.UNKNOWN else heard.intent
    return replace(
        heard, intent=intent, facts={**heard.facts, **new}, confirm=heard.confirm | new.keys() | more.doubted
    )


def _answers_only(stated: Stated, said: Context, known: Tellings) -> bool:
    """Whether a single clause is like a known answer to what was asked, whatever else it may hint at ("房东也没说")."""
    asked = said.asked
    if asked is None or asked.type not in ("boolean", "choice") or len(stated.clauses) != 1 or parts_of(said.text):
        return False
    if asked.type == "boolean" and ONLY_SOME.match(said.folded):
        return False  # "only cigarettes" says which
    one = stated.told.get(stated.clauses[0].start)
    meant = known.meant(asked.code, said.text)
    return meant is not None and is_clear(meant, MEANT) and (one is None or not is_clear(one, TOLD_ELSEWHERE))


def _is_the_yes(clause: Segment, said: Context, heard: Heard) -> bool:
    """Whether a clause is the yes or no that was asked for, and says nothing else ("不卖")."""
    asked = said.asked
    longest = LONGEST_YES * (LONGER_IN_ENGLISH if clause.words.isascii() else 1)
    if asked is None or asked.type not in ("boolean", "choice") or len(clause.words) > longest:
        return False
    if len(clause.words) > LONGEST_YES and any(noun in clause.words for noun in words_of(asked.code).nouns):
        return False  # "only packaged snacks" says more than that food is sold
    reading = read(asked, said.text[clause.start : clause.end], said.around)
    return isinstance(reading, Reading) and reading.certain and reading.value == heard.facts.get(asked.code)


def _denies_another(fact: Fact, words: str, said: Context) -> bool:
    """Whether the no of a clause that names a fact is of something else that was heard ("打印店不卖书")."""
    if not NO.search(words.lower()) or not any(noun in words for noun in words_of(fact.code).nouns):
        return False
    reading = read(fact, words, said.around)
    return not (isinstance(reading, Reading) and reading.value is False)


def _doubt(more: Collected, words: str, told: Told) -> None:
    """Doubt a yes or no where a clause surely tells the other one ("泡汤的池子有，游泳的没有")."""
    heard = more.heard.facts.get(told.fact)
    if not isinstance(heard, bool) or told.fact in more.heard.confirm or not is_clear(told, TOLD_ELSEWHERE):
        return
    if heard and denies_the_no(more.facts[told.fact], words):
        return  # "不是酒店" is like what it denies
    if any(noun in words for noun in words_of(told.fact).narrower):
        return  # who sells no e-cigarettes may sell cigarettes
    if heard and is_settled(more.facts[told.fact], more.said.text, more.said.around):
        return  # "只卖电子烟，香烟不弄": some of it is
    meant = more.known.meant(told.fact, words)
    if meant is not None and meant.value is not None and meant.value != heard and is_clear(meant, TOLD_ELSEWHERE):
        more.doubted.add(told.fact)
        more.found[told.fact] = meant.value


def _take_from_next(more: Collected, clause: Segment, following: Segment, told: Told) -> None:
    """What the next clause says of what this one only names ("楼顶两个水箱，一共八个方", "校长是我自己，许佳宁")."""
    fact, text = more.facts[told.fact], more.said.text
    if fact.code in more.heard.facts:
        return  # "法人是赵敏，会计是钱芳": the next clause names somebody else
    if fact.type in NUMERIC:
        more.take(text[clause.start : following.end], told, TOLD)
    elif is_of_person(fact) and (name := name_beside(text[following.start : following.end])) is not None:
        more.add(fact, name)


def _take_parts(more: Collected, clauses: Iterable[Segment]) -> None:
    """What the parts of a clause tell each ("with 4 vets and one x-ray machine")."""
    parts = [part for clause in clauses for part in parts_of(more.said.text[clause.start : clause.end])][:MOST_PARTS]
    told = more.known.facts_told(parts, more.used, opening=more.said.industry is None)
    for part, one in zip(parts, told, strict=True):
        if one is not None and not _is_of_asked_list(part, one, more):
            more.take(part, one, TOLD_RATHER if more.facts[one.fact].type in NUMERIC else TOLD)


def _is_of_asked_list(part: str, told: Told, more: Collected) -> bool:
    """Whether a part names a choice that was asked for, so that it tells nothing else ("隔油、沉淀、消毒")."""
    asked = more.said.asked
    if asked is None or asked.type != "multi_choice" or told.fact == asked.code:
        return False
    reading = read(asked, part, more.said.around)
    return isinstance(reading, Reading) and reading.certain
