"""Answers that list things (清单): one text for each, in the order they were said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import says_dont_know, stored
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said
from knowledge.pack import Fact

MAX_ITEMS = 100
_BREAK = re.compile(r"[、；;\n]|[，,](?!\d{3})|\s(?:and|以及|还有)\s|还有|以及")
_NUMBERING = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、]\s?(?!\d)|[-•*]\s|第?[一二三四五六七八九十]{1,2}[、是.]\s?)")
_LEAD = re.compile(
    r"^(?:我们?|店里)?(?:有|是|包括|就)(?:的)?[:：]?\s*(?=\S{2})|^(?:we have|there is|there are)\s+", re.IGNORECASE
)
_NOTHING = frozenset({"没有", "无", "没", "none", "no", "nothing", "暂无", "都没有"})


@dataclass(frozen=True, slots=True)
class ListReader:
    """Reads a list of texts; nothing said is not an empty list."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if says_dont_know(said.bare):
            return Unclear("hint_dont_know")
        if not said.bare or said.bare in _NOTHING or said.bare.endswith(("?", "？", "吗")):
            return Unclear("hint_list")
        parts = _BREAK.split(said.text.strip().rstrip("。.!！"))
        items = [item for part in parts if (item := stored(_LEAD.sub("", _NUMBERING.sub("", part))).rstrip("。. "))]
        if not items or not any(re.search(r"\w", item) for item in items):
            return Unclear("hint_list")
        if len(items) > MAX_ITEMS:
            return Unclear("hint_too_long", details={"max": MAX_ITEMS})
        return Reading(tuple(items))

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        return []


def list_reader(fact: Fact) -> ListReader:
    """The reader for a list fact."""
    return ListReader()
