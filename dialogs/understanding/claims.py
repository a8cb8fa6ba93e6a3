"""Claims (主张): what parts of a message may say of a fact, and which of them hold side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs.understanding.led_texts import leads_to_a_sign
from dialogs.understanding.message_cues import QUOTED
from dialogs.understanding.reading import Found, Surroundings, find_all
from dialogs.understanding.values.outcomes import GENERAL
from dialogs.understanding.values.words import words_of
from knowledge.pack import CHOSEN, NUMERIC, Fact

LONGEST_SEARCHED = 240
"""Characters searched for answers nobody asked for; every fact of the pack is looked for in them."""
_PLACE = re.compile(
    r"[路街道巷弄村镇乡号]|广场|大厦|小区|\b(?:road|rd|street|st|avenue|ave|lane|village|building|no)\b", re.IGNORECASE
)
_STAFF = re.compile(
    r"员工|店员|人数|伙计|人手|服务员|[共总全]|一起|\b(?:staff|employees?|total|in all|team|people)\b|[个位口号]人|师傅"
)
_A_NOUN = 3
"""Characters of a noun; words that say whose a thing is and what it is have more."""
_WISH = re.compile(r"[想要把我]|打算|准备")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a part of a message may say of a fact."""

    fact: Fact
    found: Found


def claims_in(facts: Sequence[Fact], text: str, around: Surroundings) -> list[Claim]:
    """All that parts of a message may say of the facts."""
    searched = text[:LONGEST_SEARCHED]
    claims = [Claim(*mention) for mention in find_all(facts, searched, around)]
    names = [match.span(1) for match in QUOTED.finditer(searched)]
    signs = [span for span in names if leads_to_a_sign(searched[: span[0] - 1])]
    return [
        claim
        for claim in claims
        if (claim.fact.type != "address" or _is_place(claim.found))
        # “半亩方塘” is what a sign says, and measures nothing
        and not (claim.fact.type in NUMERIC and any(_is_part(claim.found, start, end) for start, end in names))
        # and what “老王烧烤” on it names is not said to be sold
        and not (
            claim.fact.type in {"boolean", *CHOSEN}
            and any(start <= claim.found.start and claim.found.end <= end for start, end in signs)
        )
    ]


def is_in_place(claim: Claim, asked: Fact | None) -> bool:
    """Whether a title that several people may have stands where one of them was asked about."""
    where = words_of(claim.fact.code).where
    return claim.found.strength > GENERAL or not where or (asked is not None and asked.code in where)


def is_same_choice(claim: Claim, asked: Fact) -> bool:
    """Whether a claim is of another fact that has a choice of the same name as the asked one (游艺 as a kind of place)."""
    if claim.fact is asked or claim.fact.type not in CHOSEN or _follows(claim.fact, asked):
        return False
    value = claim.found.value
    return not {choice.code for choice in asked.choices}.isdisjoint(value if isinstance(value, tuple) else (value,))


def is_of_the_asked(claim: Claim, asked: Fact, text: str) -> bool:
    """Whether people whom nothing names are rather those who were asked for ("我多请了一个" of lifeguards)."""
    people = "名" in words_of(asked.code).units and "名" in words_of(claim.fact.code).units
    usual = people and claim.fact is not asked and words_of(claim.fact.code).nearby_default
    return usual and _STAFF.search(text) is None


def without_conflicts(claims: list[Claim], asked: Fact | None) -> list[Claim]:
    """One claim a fact and one a span: the one that names its fact first, then the asked fact, then the usual one."""
    ranked = sorted(
        claims,
        # a storey at the end of an address is no more than a part of it, even if the whole is to be confirmed
        key=lambda c: (
            -c.found.strength,
            c.fact is not asked,
            c.found.strength == GENERAL and not words_of(c.fact.code).where,  # "坐得下两百人" of a karaoke bar
            not (c.found.certain or c.fact.type == "address"),
            c.found.start if c.fact.type == "choice" else 0,
        ),
    )  # stable: the order of the facts decides the rest
    kept: list[Claim] = []
    for claim in ranked:
        found = claim.found
        if claim.fact is not asked and any(_goes_without_saying(claim, other) for other in claims):
            continue
        if any(other.fact is claim.fact for other in kept):
            continue
        if all(
            found.end <= other.found.start
            or other.found.end <= found.start
            or _follows(claim.fact, other.fact)
            or _says_whose(claim, other)
            for other in kept
        ):
            # "租的门面" says that it is leased, and only perhaps what kind of house it is
            doubtful = claim.fact is not asked and any(_says_whose(claim, other) for other in kept)
            kept.append(Claim(claim.fact, replace(found, certain=False)) if doubtful else claim)
    return kept


def _goes_without_saying(claim: Claim, other: Claim) -> bool:
    """Whether a yes only follows from a choice that the same words name ("处方药也卖")."""
    so = claim.found.value is True and other.fact.type == "choice" and other.fact.when == claim.fact.code
    return so and other.found.certain and claim.found.start < other.found.end and other.found.start < claim.found.end


def _says_whose(one: Claim, other: Claim) -> bool:
    """Whether one choice says whose the thing is that the other one names at its end ("自家的商铺", "租的门面")."""
    longer, shorter = sorted((one, other), key=lambda claim: claim.found.start)
    if one.fact.type != "choice" or other.fact.type != "choice":
        return False
    if one.found.start == other.found.start:  # "自家建的楼", of which 自家建的 says whose it is
        return one.found.end != other.found.end and min(one.found.end, other.found.end) - one.found.start > _A_NOUN
    apart = longer.found.start < shorter.found.start
    return apart and longer.found.end == shorter.found.end and shorter.found.end - shorter.found.start > 1


def _is_part(found: Found, start: int, end: int) -> bool:
    """Whether something stands within a span, and is not all of it."""
    return start <= found.start and found.end <= end and (found.start, found.end) != (start, end)


def _is_place(found: Found) -> bool:
    """Whether an address that nobody asked for names a street, a village or a door, and no wish ("想把家里一楼…")."""
    return isinstance(found.value, str) and bool(_PLACE.search(found.value)) and not _WISH.match(found.value)


def _follows(one: Fact, other: Fact) -> bool:
    """Whether a choice goes into another, so that one word can tell both ("教舞蹈" is training, and of what kind)."""
    if one.type not in CHOSEN or other.type not in CHOSEN:
        return False
    return other.code in str(one.when or "") or one.code in str(other.when or "")
