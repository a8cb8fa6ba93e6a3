"""Prose (成段文字): where a text or a list of any length ends, and clauses that tell something else begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.understanding.message_cues import NAME
from dialogs.understanding.reading import Found, Reading, Surroundings, find_all, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.names import is_likely_name, name_beside
from dialogs.understanding.values.people import counts_staff
from dialogs.understanding.values.words import words_of
from knowledge.pack import CHOSEN, NUMERIC, Fact

_STATES = re.compile(
    r"[没冇我租挂签装招请]|不(?!含|包括|涉及|锈)|无(?=$|[一-鿿]{2}$)|^(?:也|都|还|就)?[有是要]|[了的]$|"
    r"\b(?:we|no|not|don'?t|doesn'?t|i|is|are|have|has|there|it's)\b"
)
"""Words of a sentence, which no item of a list has."""
_TALKS = re.compile(
    r"[没冇我]|不(?!含|包括|涉及|锈)|^(?:也|都|还|就)?[有是要]|^(?:大概|差不多|一共|总共)|(?<!目)[了的]$|\b(?:we|no|not|don'?t|is|are|have|has)\b"
)
"""Words that leave a doubt whether a clause belongs to a list."""
_SHORT, _SHORT_IN_ENGLISH = 8, 40
_FEWEST = 3
"""Clauses of a text, and of a role with a name behind it."""
_OF_A_KIND = re.compile(
    r".*类.*|(?:(?:all|only|just|both|they|it|these|are|is|everything|of|them)(?:'re|'s)? )*"
    r"class(?:es)? (?:i{1,3}|[123]|one|two|three)(?:(?:,| and| or)? (?:class )?(?:i{1,3}|[123]|one|two|three))?"
    r"(?: only| devices| ones| things)*"
)
"""That things are of a kind, where in English nothing else is named ("Class II only")."""
_OF_A_LIST = re.compile(r"、|销售|零售|批发|服务|经营范围|不含")
_ONLY_CHOOSES = re.compile(r"^(?:都|全|全部|基本上?|是|属于?|算|只有|们|的|吧|呢|哈)*$")
"""What may stand beside a choice in a clause that tells nothing else ("都是二类的")."""
_A_THING = re.compile(r"[一-鿿a-z]\s?(?:\d{1,3}|[一两二三四五六七八九十]{1,3})\s?[台套部件]$")
"""A thing and how many there are of it, as lists name them."""
_COUNTED = frozenset({*NUMERIC, "date", "phone", "id_number", "uscc"})


def end_of_prose(
    facts: Sequence[Fact], text: str, clauses: Sequence[Segment], asked: Fact, around: Surroundings
) -> tuple[int, bool]:
    """Where the answer ends, before the last clauses that plainly tell other facts ("轮椅、助听器，都是二类，库房15平").

    And whether the last clause of what is left still sounds like talk.
    """
    end, kept = len(text), list(clauses)
    supposed = _supposed(facts, asked)
    while len(kept) > 1:
        clause = kept[-1]
        told = _told(facts, text, clause, around)
        elsewhere = any(_is_elsewhere(fact, clause, found, asked) for fact, found in told)
        if not elsewhere and _names_whom_a_role_leads_to(facts, text, kept):
            kept.pop()
            end = kept.pop().start
            continue
        if not elsewhere and not any(_chosen_again(fact, clause, around) for fact in supposed):
            break
        end = kept.pop().start
    return end, len(kept) > 1 and _TALKS.search(kept[-1].words) is not None and not _OF_A_LIST.search(kept[-1].words)


def _names_whom_a_role_leads_to(facts: Sequence[Fact], text: str, clauses: Sequence[Segment]) -> bool:
    """Whether the last clause is the name of whom the one before has the role of ("…；食品安全员填我老公 尹志鹏")."""
    if len(clauses) < _FEWEST or not is_likely_name(clauses[-1].words):
        return False
    role = clauses[-2]
    if text[role.end : clauses[-1].start].strip() or _OF_A_LIST.search(role.words):
        return False
    return any(word in role.words for fact in facts if NAME in fact.label.zh for word in words_of(fact.code).roles)


def _told(facts: Sequence[Fact], text: str, clause: Segment, around: Surroundings) -> list[tuple[Fact, Found]]:
    return find_all(facts, text[clause.start : clause.end], around)


def chosen_again(
    facts: Sequence[Fact], clauses: Sequence[Segment], asked: Fact, around: Surroundings
) -> dict[str, Reading]:
    """The choices that the question supposes, as clauses behind the answer say them once more ("都是二类")."""
    read_again = ((f.code, _chosen_again(f, c, around)) for c in clauses for f in _supposed(facts, asked))
    return {code: reading for code, reading in read_again if reading is not None}


def _supposed(facts: Sequence[Fact], asked: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.type in CHOSEN and asked.when is not None and fact.code in asked.when]


def _chosen_again(fact: Fact, clause: Segment, around: Surroundings) -> Reading | None:
    """The choice that a short clause says, and nothing else."""
    longest = _SHORT_IN_ENGLISH if clause.words.isascii() else _SHORT
    short = len(clause.words) <= longest and _OF_A_KIND.fullmatch(clause.words) is not None
    reading = read(fact, clause.words, around) if short else None
    if not isinstance(reading, Reading) or not reading.certain or _OF_A_LIST.search(clause.words):
        return None
    return reading


def _is_elsewhere(fact: Fact, clause: Segment, found: Found, asked: Fact) -> bool:
    """Whether a clause states another fact, rather than going on with the list."""
    if asked.type == "list" and fact.type in NUMERIC and _A_THING.search(clause.words):
        return False  # "牙片机1台 全景机1台"
    if fact is asked or _OF_A_LIST.search(clause.words) or clause.asks:
        return False
    if fact.type in _COUNTED:
        if words_of(fact.code).nearby_default and counts_staff(clause.words):
            return True
        return found.strength > 1 or fact.type not in NUMERIC
    if fact.type in CHOSEN:
        beside = clause.words[: found.start] + clause.words[found.end :]
        return _ONLY_CHOOSES.match(beside) is not None or _STATES.search(clause.words) is not None
    supposed = asked.when is not None and fact.code in asked.when
    if fact.type == "boolean":
        return not supposed and _STATES.search(clause.words) is not None
    names_whom = fact.type == "text" and NAME in fact.label.zh
    names_whom = names_whom and (found.strength > 1 or name_beside(clause.words) is not None)
    return names_whom or (found.certain and fact.type in ("address", "text"))
