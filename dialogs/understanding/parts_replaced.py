"""A part of a known answer said anew (改一段): the door of an address, the year of a day, the last digits of a phone number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dialogs.understanding.reading import Reading
from dialogs.understanding.values.calendar_days import day_of
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

_UNIT = r"(?:号楼|号|栋|幢|座|室|单元|弄|楼|层|期|年)?"
_NUMBER = r"(?<![\d./-])\d{1,6}(?![\d/-]|\.\d)"
_EXCHANGED = re.compile(
    rf"(?P<new>{_NUMBER})\s?(?P<unit>{_UNIT})[的]?[，,\s]*(?:and )?"
    rf"(?:而?不是|并非|not |instead of |rather than )\s?(?:the )?(?P<old>{_NUMBER})|"
    rf"(?:不是|\bnot )\s?(?P<old2>{_NUMBER})\s?(?P<unit2>{_UNIT})[，,\s]*(?:而?是|应该是|but |it'?s )\s?(?P<new2>{_NUMBER})|"
    rf"(?P<old3>{_NUMBER})\s?(?P<unit3>{_UNIT})\s?(?:改成|改为|应该是|应为|换成)\s?(?P<new3>{_NUMBER})"
)
"""是178号不是187, "2029, not 2028"."""
_ENDING = re.compile(
    r"(?:尾号|后[三四五六]位|最后[三四五六几]位|末[三四]位)(?:数字?|号码)?(?:应该|应当|其实|现在|改)*(?:是|为|成)?[:：\s]*(?P<digits>\d{2,6})(?!\d)|"
    r"(?:\bends? (?:in|with)|\blast (?:\w+ )?(?:digits|numbers) (?:are|should be|is)) (?P<digits2>\d{2,6})(?!\d)"
)
"""尾号应该是2288"""
_ENDING_EXCHANGED = re.compile(
    r"(?:尾[号数]|[末后最尾][^，。\d]{0,4})[^，。\d]{0,4}(?:(?:不是|不对)\s?(?P<old>\d{1,6})[，,\s]*(?:而?是|应该是|改成)?\s?(?P<new>\d{1,6})|"
    r"(?:应该)?是\s?(?P<new2>\d{1,6})[，,\s]*不是\s?(?P<old2>\d{1,6}))(?!\d)"
)
"""尾数不是83，是38"""
_TAKEN_BACK = re.compile(r"(?:不是|\bnot)\s*$")
_GROUPS = ("old", "new", "unit")
_OF_A_PLACE = re.compile(
    r"号|栋|幢|座|室|单元|弄|路|街|巷|地址|门牌|\b(?:address|street|road|door|building|unit|shop)\b"
)


def part_replaced(folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value]) -> tuple[str, Reading] | None:
    """The one known answer of which a part is said anew, with that part in its place; to be confirmed."""
    kinds = {code: facts[code].type for code in known if code in facts}
    exchanged = _exchanged(folded)
    fitting = {
        code: new
        for code, kind in kinds.items()
        if (new := _with_another_part(str(known[code]), kind, folded, exchanged)) is not None and new != known[code]
    }
    counted = exchanged is not None and any(
        kind in NUMERIC and str(known[code]) == exchanged[0] for code, kind in kinds.items()
    )
    if len(fitting) != 1 or counted:
        return None
    code, value = fitting.popitem()
    return code, Reading(value, certain=False)


def _with_another_part(known: str, kind: str, folded: str, exchanged: tuple[str, str, str] | None) -> str | None:
    if kind == "phone":
        return _with_another_ending(known, folded)
    if exchanged is None:
        return None
    old, new, unit = exchanged
    if kind == "date":
        return _in_another_year(known, old, new, folded)
    if kind != "address" or _OF_A_PLACE.search(folded) is None:
        return None
    behind = unit if unit and f"{old}{unit}" in known else ""
    places = list(re.finditer(rf"(?<!\d){old}(?!\d){behind}", known))
    return f"{known[: places[0].start()]}{new}{behind}{known[places[0].end() :]}" if len(places) == 1 else None


def _exchanged(folded: str) -> tuple[str, str, str] | None:
    """The old number, the new one, and what is counted by them."""
    match = _EXCHANGED.search(folded)
    if match is None:
        return None
    old, new, unit = (next((match[f"{name}{n}"] for n in ("", 2, 3) if match[f"{name}{n}"]), "") for name in _GROUPS)
    return old, new, unit


def _with_another_ending(known: str, folded: str) -> str | None:
    if (exchanged := _ENDING_EXCHANGED.search(folded)) is not None:
        old, new = exchanged["old"] or exchanged["old2"], exchanged["new"] or exchanged["new2"]
        return f"{known[: -len(old)]}{new}" if known.endswith(old) and len(old) == len(new) else None
    said = [one for one in _ENDING.finditer(folded) if _TAKEN_BACK.search(folded[: one.start()]) is None]
    digits = said[0]["digits"] or said[0]["digits2"] if len(said) == 1 else ""
    return f"{known[: -len(digits)]}{digits}" if digits and len(known) > len(digits) else None


def _in_another_year(known: str, old: str, new: str, folded: str) -> str | None:
    """The known day in the year that holds, if no other month or day is said ("2029, not 2028. Same day")."""
    was = date.fromisoformat(known)
    others = {int(number) for number in re.findall(r"\d+", folded)} - {int(old), int(new)}
    if old != str(was.year) or len(new) != len(old) or not others <= {was.month, was.day}:
        return None
    day = day_of(int(new), was.month, was.day)
    return None if day is None else day.isoformat()
