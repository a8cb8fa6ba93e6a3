"""Answers that turn (转折): a yes before a reason that holds the opposite words, a "not yet" before a plan, all but one.

Whatever they say is to be confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

BOTH_WAYS = re.compile(
    r"就[^，,。\s]{0,3}(?P<do>[\u4e00-\u9fff])[^。；]{0,12}[不没][^。；]{0,8}(?:就(?:先|也)?不[^，,。\s]{0,3}(?P=do)|拉倒|算了|免谈)|"
    r"\bif (?:we|i|they)\b.{2,40}\bif not\b"
)
"""What is done under a condition, and not done without it ("找得到就做，找不到就不做")."""
ALL_BUT_ONE = re.compile(
    r"除了|除开|(?:^|[，,。\s])(?:其[他它余]|别的|剩下|余下)的?[^，,。]{0,4}(?:都|全)|\bexcept\b|\bthe rest\b"
)
"""That some of it is otherwise ("咖啡是现磨的，其他都是包装好的")."""
_NOT_YET = re.compile(r"还没|暂时|目前|现在|眼下|这会儿|\b(?:not yet|for now|at the moment|right now)\b")
_WILL = re.compile(
    r"肯定|一定|必须|马上|准备|打算|即将|就要|会|开业前|开张前|营业前|下个?月|下周|过几天|明天|以后|年[后底]|要[\u4e00-\u9fff]|"
    r"\b(?:will|going to|soon)\b|'ll\b"
)
_ANY_NO = re.compile(r"[没无未别]|不(?![过久])|\b(?:no|not|never)\b|n't")

Value = Callable[[str], bool | None]


def turned(
    parts: Sequence[str], bare: Value, told: Value, does: Callable[[str], bool], *, asks_if_done: bool
) -> bool | None:
    """What the first part says where a later one holds the opposite words; None where none does.

    `bare` is the yes or no of a part that says no more than that, `told` that of any part; `does` says whether
    a part is about the thing or about doing it.
    """
    if len(parts) < 2 or (first := bare(parts[0])) is None:
        return None
    if not first and not asks_if_done and _NOT_YET.search(parts[0]):
        planned = [part for part in parts[1:] if _WILL.search(part) and not _ANY_NO.search(part)]
        if any(does(part) for part in planned):
            return True
    against = [part for part in parts[1:] if bare(part) is None and told(part) is (not first)]
    return first if against else None
