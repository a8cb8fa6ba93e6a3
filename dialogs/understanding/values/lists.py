"""Answers that list things (清单): one text for each, in the order they were said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import says_dont_know, stored
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said
from knowledge.pack import Fact

MAX_ITEMS = 100
_COMMA = re.compile(r"[，,](?!\d{3})")
_COUNT = re.compile(
    r"\s*(?:数量|共|一共|各)?\s?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:台|套|个|部|件|units?|sets?)\s*|\s*(?:x|×)\s?\d{1,3}\s*",
    re.IGNORECASE,
)
"""How many there are of what stands before."""
_NUMBER = r"(?:\d{1,3}|[一两二三四五六七八九十]{1,3})\s?(?:台|套|个|部|件)"
_FIRM_BREAK = re.compile(rf"[、；;\n]|\s(?:and|以及|还有)\s|还有|以及|(?:和|跟|加)(?={_NUMBER})")
_COUNTED = re.compile(_NUMBER)
_BEFORE_COUNT = re.compile(rf"\s+(?={_NUMBER}\s?[^\W\d]{{2}})")
_BEHIND_COUNT = re.compile(rf"(?<=[台套个部件])\s+(?=\S.*{_NUMBER})")
_MODEL = re.compile(r"^\s*(?:型号|品牌|牌子|厂家|规格|功率|model\b|brand\b|made by\b)", re.IGNORECASE)
"""What begins a detail of what stands before."""
_NEW_ITEM = re.compile(r"(?:机|CT|DR|仪|器|\bunit|\bmachine)\s*$", re.IGNORECASE)
"""What names a thing of its own, in a list that counts things."""
_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、]\s?(?!\d)|[-•*]\s|第?[一二三四五六七八九十]{1,2}[、是.]\s?)")
_LEAD = re.compile(
    r"^(?:我们?|店里|诊所)?(?:里面?|总共|一共|目前|现在)*(?:的)?(?:(?:射线|放射|照射)?(?:设备|装置|机器|机子|仪器)(?:清单)?)?"
    r"(?:主要|目前|一共|总共|就|只)*(?:有|是|包括|就|只)(?:的)?[:：]?\s*(?=\S{2})|^(?:we have|there is|there are)\s+",
    re.IGNORECASE,
)
"""What leads to the first thing ("设备就口腔CT一台")."""
_HOW_MANY = re.compile(
    r"^\s*(?:一?共|总共|就|有|目前|现在)*\s?(?:\d{1,3}|[一两二三四五六七八九十]{1,3})\s?(?:台|套|个|样|种|件)(?:机器|设备)?(?:[:：，,、]|\s(?=[^\W\d]))\s*(?=\S{2})|"
    r"^\s*(?:\d{1,2}|one|two|three|four|five|six)(?: (?:units?|machines?|devices?|of them))?: ?(?=\S)",
    re.IGNORECASE,
)
"""How many things there are, before they are listed ("两台：…")."""
_COUNTED_BEFORE = re.compile(r"(?P<count>(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:台|套|个|部|件))\s*(?=\S{2})")
_OF_ALL = re.compile(
    r"(?:全部|全[都是]|都|一共|总共|它们).{1,12}|(?:all|both)(?: of them)?(?: are)? .{1,30}", re.IGNORECASE
)
"""A remark on all that was listed ("都是二手的"), and nothing listed itself."""
_TO_FOLLOW = re.compile(
    r"[，,]\s?(?:(?:具体|详细)?的?(?:型号|品牌|参数|规格|牌子)?(?:后面|后头|回头|以后|过后|晚点|到时候?)再?(?:补|报|发|填|说|提供)[一-鿿]{0,3}|"
    r"(?:models?|details?|brands?|specs?|the rest|serial numbers?)(?: (?:and|or) [a-z]+)? (?:to follow|later|tbc|tbd|will follow))$",
    re.IGNORECASE,
)
"""That more will be said of what was listed."""
_NOTHING = frozenset({"没有", "无", "没", "none", "no", "nothing", "暂无", "都没有"})
_NOTHING_NAMED = frozenset(
    {"有", "有的", "有了", "是", "是的", "对", "对的", "要", "会", "yes", "yeah", "yep", "we do"}
)
"""A yes that names none of the things."""


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads a list of texts; nothing said is not an empty list."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if says_dont_know(said.bare):
            return Unclear("hint_dont_know")
        if not said.bare or said.bare in _NOTHING | _NOTHING_NAMED or said.bare.endswith(("?", "？", "吗")):
            return Unclear("hint_list")
        parts = _with_details(_HOW_MANY.sub("", said.text.strip().rstrip("。.!！")))
        items = [item for part in parts if (item := stored(_LEAD.sub("", _NUMBERING.sub("", part))).rstrip("。. "))]
        items = [
            _counted_once(_TO_FOLLOW.sub("", item))
            for place, item in enumerate(items)
            if place == 0 or not (_OF_ALL.fullmatch(item) or _TO_FOLLOW.fullmatch(f"，{item}"))
        ]
        if not items or not any(re.search(r"\w", item) for item in items):
            return Unclear("hint_list")
        if len(items) > MAX_ITEMS:
            return Unclear("hint_too_long", details={"max": MAX_ITEMS})
        return Reading(tuple(items))

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        return []


def _counted_once(item: str) -> str:
    """An item without the number before it, where that is said again behind it ("一台口腔CT 锐珂CS8100 一台")."""
    before = _COUNTED_BEFORE.match(item)
    return item[before.end() :] if before is not None and item.endswith(before["count"]) else item


def _with_details(text: str) -> list[str]:
    """The parts of a list, each with its model and number, if these stand behind commas ("口腔CT，朗视Smart3D-X，1台")."""
    parts: list[str] = []
    mark = "，" if "，" in text else ", "
    for one in _FIRM_BREAK.split(_apart(text)):
        within = _COMMA.split(one)
        counted = any(_COUNT.fullmatch(part) for part in within)
        item = ""
        for place, part in enumerate(within):
            detail = place > 0 and (
                _COUNT.fullmatch(part) or _MODEL.search(part) or (counted and not _NEW_ITEM.search(part))
            )
            if item and not detail:
                parts.append(item)
                item = ""
            item = f"{item}{mark}{part.strip()}" if item else part
            if _COUNT.fullmatch(part):
                parts.append(item)
                item = ""
        parts.extend([item] if item else [])
    return parts


def _apart(text: str) -> str:
    """The list with a sign where one counted thing ends and the next begins with a blank only ("口腔CT一台 牙片机两台")."""
    if len(_COUNTED.findall(text)) < 2:
        return text
    counts_first = _COUNTED.match(text.lstrip()) is not None
    return (_BEFORE_COUNT if counts_first else _BEHIND_COUNT).sub("、", text)


def list_reader(fact: Fact) -> ListReader:
    """The reader for a list fact."""
    return ListReader()
