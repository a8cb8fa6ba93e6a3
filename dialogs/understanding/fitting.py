"""Claims that fit (切题): which of the claims in a message can be meant beside the question that was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs.understanding.claims import Claim, is_in_place, is_of_the_asked, is_same_choice
from dialogs.understanding.message_cues import INTRODUCES, NAME, SENT, UNMISTAKABLE
from dialogs.understanding.reading import Found, Reading, Surroundings, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.words import words_of
from knowledge.pack import CHOSEN, NUMERIC, Fact

_SHOP_IS_AT = re.compile(r"(?:店址|(?:店|铺|经营)[里子面]?的?(?:地址|位置))(?:是|在|为|就|[:：])*$")


@dataclass(frozen=True, slots=True)
class Wording:
    """A message as it is searched for answers; `whole` is its text on one line."""

    text: str
    whole: str
    clauses: Sequence[Segment]
    around: Surroundings


def fitting(claims: Sequence[Claim], asked: Fact | None, said: Wording, *, denied: bool) -> list[Claim]:
    """The claims that can be meant; `denied` says that the message begins with a no to what was asked."""
    kept = [claim for claim in claims if is_in_place(claim, asked)]
    if asked is not None:
        kept = _beside_words(kept, asked, said) if asked.type == "text" else kept
        kept = _beside_values(kept, asked, said)
        kept = _beside_yes_or_no(kept, asked, said, denied=denied) if asked.type == "boolean" else kept
        kept = _beside_choices(kept, asked, said) if asked.type in CHOSEN else kept
        kept = _beside_what_is_supposed(kept, asked) if asked.when else kept
    if SENT.search(said.text) and (asked is None or asked.type != "address"):
        # "寄给我吧，地址是…" is where to send the licence; which address it is gets asked, not guessed
        return [
            claim
            for claim in kept
            if claim.fact.type != "address"
            or SENT.search(claim.fact.label.zh)
            or _SHOP_IS_AT.search(said.text[: claim.found.start]) is not None
        ]
    return kept


def supposes(fact: Fact, asked: Fact) -> bool:
    """Whether a fact applies only where the asked one is so."""
    return re.search(rf"(?<!not )\b{asked.code}\b", str(fact.when or "")) is not None


def counts_alike(fact: Fact, asked: Fact) -> bool:
    """Whether a bare value of one fact could be that of another: a storey is no number of rooms."""
    return fact.type == asked.type and (fact.type != "integer" or (fact.unit is None) == (asked.unit is None))


def reads_no(asked: Fact, words: str, around: Surroundings) -> bool:
    """Whether words are a no to what was asked."""
    reading = read(asked, words.strip(), around) if asked.type == "boolean" else None
    return isinstance(reading, Reading) and reading.value is False


def _beside_words(claims: list[Claim], asked: Fact, said: Wording) -> list[Claim]:
    if len(said.clauses) == 1:
        claims = [c for c in claims if c.fact is asked or c.fact.type in UNMISTAKABLE or "×" in c.fact.label.zh]
    if NAME in asked.label.zh and INTRODUCES.search(said.text):
        # "我叫林小满" names whoever was asked for
        own = {c.found.value for c in claims if c.fact is asked}
        claims = [c for c in claims if c.fact is asked or NAME not in c.fact.label.zh or own - {c.found.value}]
    return claims


def _beside_values(claims: list[Claim], asked: Fact, said: Wording) -> list[Claim]:
    if asked.type in NUMERIC or asked.type in ("address", "date", "id_number"):
        # a bare area or address answers the question; only one that names its fact answers another
        claims = [
            c
            for c in claims
            if c.fact is asked
            or c.found.strength > 1
            or not counts_alike(c.fact, asked)
            or asked.code in words_of(c.fact.code).where
        ]
        claims = [c for c in claims if not is_of_the_asked(c, asked, said.whole)]
    if asked.type == "address":
        # "Room 1203, Building 5, 88 Renmin Road" counts no rooms
        doors = [c.found for c in claims if c.fact is asked] or _door_in(asked, said)
        claims = [c for c in claims if c.fact.type not in NUMERIC or not any(_is_within(c.found, d) for d in doors)]
    return claims


def _beside_yes_or_no(claims: list[Claim], asked: Fact, said: Wording, *, denied: bool) -> list[Claim]:
    if len(said.clauses) == 1 and not any(c.fact is asked for c in claims):
        own = read(asked, said.whole, said.around)
        if isinstance(own, Reading) and own.certain:
            # "自家房子改的" says that it is a homestay when that was asked; by itself it would say whose the house is
            claims = [c for c in claims if c.found.strength > 1]
    if denied:
        # "No, books only" where printing was asked speaks of no kind of printing
        claims = [c for c in claims if c.found.strength > 1 or not supposes(c.fact, asked)]
    # "不搞唱歌那套" speaks of no kind of entertainment; "网上不卖" does of how food is sold
    none = [c for c in said.clauses if reads_no(asked, said.text[c.start : c.end], said.around)]
    inside = [c for c in claims if supposes(c.fact, asked) and any(_is_inside(c.found, no) for no in none)]
    apart = [c for c in inside if c.found.strength > 1 and 0 < len(none) < len(said.clauses)]
    return [c for c in claims if c not in inside or c in apart]


def _beside_choices(claims: list[Claim], asked: Fact, said: Wording) -> list[Claim]:
    # "做游艺类的，离学校600米" chooses what was asked, and nothing else that has a choice of that name
    chosen = [c for c in said.clauses if _surely_reads(asked, said.text[c.start : c.end], said.around)]
    return [c for c in claims if not (is_same_choice(c, asked) and any(_is_inside(c.found, o) for o in chosen))]


def _beside_what_is_supposed(claims: list[Claim], asked: Fact) -> list[Claim]:
    # what the question already supposes is no news ("只卖OTC" where the kinds of medicines were asked)
    supposed = str(asked.when)
    kept: list[Claim] = []
    for claim in claims:
        if claim.fact.code not in supposed:
            kept.append(claim)
        elif claim.found.value is not True and claim.found.certain:  # "电子烟不要" leaves other tobacco
            kept.append(Claim(claim.fact, replace(claim.found, certain=False)))
    return kept


def _door_in(asked: Fact, said: Wording) -> list[Found]:
    """Where the asked address stands that nothing leads to ("住所还是老的，没改，浙江路8号5楼")."""
    own = read(asked, said.text, said.around)
    at = said.text.find(str(own.value)) if isinstance(own, Reading) else -1
    return [Found(own.value, at, at + len(str(own.value)))] if isinstance(own, Reading) and at >= 0 else []


def _surely_reads(asked: Fact, words: str, around: Surroundings) -> bool:
    reading = read(asked, words.strip(), around)
    return isinstance(reading, Reading) and reading.certain


def _is_inside(found: Found, clause: Segment) -> bool:
    return clause.start <= found.start and found.end <= clause.end


def _is_within(found: Found, other: Found) -> bool:
    return other.start <= found.start and found.end <= other.end
