"""Answers that turn (转折): a yes before a reason that holds the opposite words, a "not yet" before a plan, all but one.

Whatever they say is to be confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from dialogs.understanding.values.yes_no_cues import CANNOT, ENDS_WITH_NO

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
_STOPPED = re.compile(r"[停关断歇](?:掉|业|过|了)")
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


def does_some(parts: Sequence[str], narrower: re.Pattern[str] | None, verbs: re.Pattern[str] | None) -> bool:
    """Whether one kind of the thing is done and another is not ("摩托车修的，汽车不修"); `narrower` names kinds."""
    if narrower is None or verbs is None:
        return False
    if not any(
        ENDS_WITH_NO.search(part) or CANNOT.search(part) or (_ANY_NO.search(part) and narrower.search(part))
        for part in parts
    ):
        return False
    return any(_nothing_but(narrower).fullmatch(part) and verbs.search(part) for part in parts)


def does_again(parts: Sequence[str], verbs: re.Pattern[str] | None) -> bool:
    """Whether what was stopped is, as the last word, done again ("前两年停了，现在又卖上了")."""
    if len(parts) < 2 or verbs is None or not any(map(_STOPPED.search, parts[:-1])):
        return False
    return _again(verbs).search(parts[-1]) is not None and _ANY_NO.search(parts[-1]) is None


@cache
def _nothing_but(narrower: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:[我俺咱]们?|店里|就|只|光|倒是?|是)*(?:{narrower.pattern})(?:倒?是?(?:可以|能|会|行)?[的啊呀嘛吧]?)"
    )


@cache
def _again(verbs: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:又|重新|恢复)(?:接着|继续|开始|在)?(?:{verbs.pattern})")
