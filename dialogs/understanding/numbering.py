"""Numbering (序号) of a list in one message: "1.柏林镇街上23号 2.面积70平" tells an address and an area, and no ones and twos."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:^|(?<=[\s，。；;,]))[（(]?(?P<number>\d{1,2})[.、．)）:：]\s?(?=[^\d\s])")
_CIRCLED = re.compile(r"[①-⑨]\s?")
_FEWEST = 2


def without_numbering(text: str) -> str:
    """The message with a comma for each number of its list, where these run on from one; else as it is."""
    if len(_CIRCLED.findall(text)) >= _FEWEST:
        return _CIRCLED.sub("，", text).lstrip("，")
    numbers = [int(mark["number"]) for mark in _MARK.finditer(text)]
    if len(numbers) < _FEWEST or numbers != list(range(1, len(numbers) + 1)):
        return text
    return _MARK.sub("，", text).lstrip("，")
