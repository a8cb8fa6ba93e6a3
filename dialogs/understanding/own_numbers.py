"""Numbers of several facts in one message (各数各归), each with the fact that it is of: "护士加到4个，医生还是3个"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialogs.understanding.changes import is_step
from dialogs.understanding.mentions import Mentions
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.quantities import Quantity, quantities
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

_MOST_NUMBERS = 8
_BESIDE = 2
"""Characters between a number and the name behind it: "16 staff"."""
_PEOPLE = re.compile(
    r"(?<![个名位口号工客大病老男女主法本\d一二两三四五六七八九十])人(?=[是也从由改变加减就]|现在|应该|\s?[\d一二两三四五六七八九十])"
)
"""How the staff are named beside other numbers: "面积95，人是3个"."""
_COUNTS_ANYTHING = frozenset({"个", "名", "位", "人", "个人", "处", "间", "people"})
_ROOMS = "间"
"""Says by itself what it counts where only one known number is of rooms ("改一下，13间22张床")."""
_CHANGES = re.compile(
    r"\s?(?:个|处|点|项)?(?:地方|数字?|信息|问题|答案|错误?|内容|changes?|things|corrections?|mistakes?|numbers)?"
    r"(?:要|得|需要|都|我|想|填|写|说|报)*(?:错|改|更正|不对|有误)?[了下一的]*(?:$|[,，:：。；;?？\s])"
)
_LEADS_TO_CHANGES = re.compile(r"(?:错|改|更正|漏|有|^|[，,。；;\s])[了下]?\s?$")
"""How many answers are to be changed, before they are ("两个地方改下", "错了两个")."""
_NOT = re.compile(r"(?:(?<!是)不是|别[写填报]|\bnot|n't|\binstead of) ?(?:the )?$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A word for a fact, and where it stands."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a message with several numbers is searched with."""

    facts: Mapping[str, Fact]
    names: Mentions
    known: Mapping[str, Value]
    around: Surroundings


def each_of_its_own(text: str, folded: str, clauses: Sequence[Segment], among: Numbers) -> Mapping[str, Reading] | None:
    """The known numbers that are otherwise now, where every number of the message is of a fact that is named, and these are several.

    One that stands in a clause of its own behind the name ("座位也跟着变，860个") is to be confirmed.
    """
    said = [one for one in quantities(folded) if one.low == one.high]
    if not 2 <= len(said) <= _MOST_NUMBERS or any(is_step(one, folded) for one in said):
        return None
    said = said[1:] if _counts_changes(said[0], folded) else said
    counted = [c for c in among.known if c in among.facts and among.facts[c].type in NUMERIC]
    named = _names_in(folded, counted, among)
    said = [one for one in said if not _is_taken_back(one, folded, counted, among)]
    found: dict[str, list[Reading]] = {}
    left: list[tuple[Quantity, Segment]] = []
    for one in said:
        clause = next((c for c in clauses if c.start <= one.start < c.end), None)
        if clause is None:
            return None
        code = _of(one, folded, clause, named, counted)
        reading = _reading(code, one, text, among)
        if code is None or reading is None:
            left.append((one, clause))
        else:
            found.setdefault(code, []).append(reading)
    for one, clause in left:  # of what a clause before it names, and says no number of
        code = next((n.code for n in reversed(named) if n.end <= clause.start and n.code not in found), None)
        reading = _reading(code, one, text, among)
        if code is None or reading is None:
            return None
        found[code] = [Reading(reading.value, certain=False)]
    if len(found) < 2:
        return None
    changed: dict[str, Reading] = {}
    for code, readings in found.items():
        new = [one for one in readings if one.value != among.known.get(code)]  # "the exits aren't two but three"
        if len({one.value for one in new}) > 1:
            return None
        if new and code in among.known:
            changed[code] = new[0]
    return changed or None


def _counts_changes(one: Quantity, folded: str) -> bool:
    """Whether a number only says how many answers are to be changed ("两个地方改下：面积95，人是3个")."""
    said = _CHANGES.match(folded, one.end - len(one.noun))
    told = said is not None and (len(said.group()) > len(one.noun) + 1 or "错" in folded[: one.start])
    return told and _LEADS_TO_CHANGES.search(folded[: one.start]) is not None


def _is_taken_back(one: Quantity, folded: str, counted: Sequence[str], among: Numbers) -> bool:
    """Whether a number is a known one, said only not to hold ("最多能容纳两百五，不是200")."""
    return _NOT.search(folded[: one.start]) is not None and any(among.known[code] == one.low for code in counted)


def _names_in(folded: str, counted: Sequence[str], among: Numbers) -> list[_Named]:
    """The words for facts in the order in which they stand: those of a known number before what else they may mean."""
    found = [
        _Named(next((code for code in one.codes if code in counted), one.codes[0]), one.start, one.end)
        for one in among.names.within(folded)
    ]
    for code in counted:
        words = words_of(code)
        near = any_of((*words.near, *(unit for unit in words.units if unit not in _COUNTS_ANYTHING)))
        people = _PEOPLE.finditer(folded) if words.nearby_default and "个人" in words.units else ()
        for one in (*(near.finditer(folded) if near is not None else ()), *people):
            if all(one.end() <= other.start or other.end <= one.start() for other in found):
                found.append(_Named(code, one.start(), one.end()))
    return sorted(found, key=lambda one: one.start)


def _of(one: Quantity, folded: str, clause: Segment, named: Sequence[_Named], counted: Sequence[str]) -> str | None:
    """The fact whose unit a number has, else whose name stands last before it in its clause, or right behind it."""
    unit = folded[one.end - len(one.noun) :].lstrip()
    owners = {
        code: max((len(own) for own in words_of(code).units if unit.startswith(own)), default=0) for code in counted
    }
    longest = max(owners.values(), default=0)
    by_unit = [code for code, length in owners.items() if length == longest]
    if longest and unit[:longest] not in _COUNTS_ANYTHING and len(by_unit) == 1:
        return by_unit[0]
    before = [name for name in named if clause.start <= name.start and name.end <= one.start]
    if before:
        return before[-1].code
    behind = [name for name in named if one.start < name.start <= one.end + _BESIDE and name.start < clause.end]
    if behind:
        return behind[0].code
    return by_unit[0] if unit[:longest] == _ROOMS and len(by_unit) == 1 else None


def _reading(code: str | None, one: Quantity, text: str, among: Numbers) -> Reading | None:
    """A number as what a fact takes it for."""
    fact = among.facts.get(code) if code is not None else None
    if fact is None or fact.type not in NUMERIC:
        return None
    reading = read(fact, text[one.start : one.end], among.around)
    return reading if isinstance(reading, Reading) else None
