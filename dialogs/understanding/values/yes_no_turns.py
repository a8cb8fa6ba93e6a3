"""Answers that turn (转折): a yes before a reason that holds the opposite words, a "not yet" before a plan, all but one.

Whatever they say is to be confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from dialogs.understanding.values.folding import clauses, is_question
from dialogs.understanding.values.yes_no_cues import ANY_NO, CANNOT, ENDS_WITH_NO, NOT_THE_THING

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
_JUST = re.compile(r"(?:我们?|店里|这边|但)?(?:就|只|光|仅)|(?:but )?(?:only|just)\b")
_SOME_OF_IT = re.compile(
    r"[带搭捎摆放进卖][点些]|(?:再|还|也|顺便?|就)[带搭捎摆放进卖]|\b(?:some|a few|a bit of|sell|stock|carry)\b"
)
"""That there is some of a thing ("再带点香烟")."""
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


def names_it_only(answer: str, nouns: re.Pattern[str] | None) -> bool:
    """Whether the thing is named without any no ("商场统一的中央空调")."""
    named = nouns.search(answer) if nouns is not None else None
    return (
        named is not None
        and NOT_THE_THING.match(answer, named.end()) is None
        and re.search(r"[不没无未别冇莫]|\b(?:no|not|never)\b|n't|证|许可", answer) is None
        and not is_question(answer)
    )


def is_only_some(answer: str, narrower: re.Pattern[str] | None) -> bool:
    """Whether a part names what there is only of the thing ("不卖书，就几份报纸")."""
    if narrower is None:
        return False
    parts = (answer[start:end] for start, end in clauses(answer))
    return any(_JUST.match(part) and narrower.search(part) and not ANY_NO.search(part) for part in parts)


def does_the_rest(answer: str, nouns: re.Pattern[str] | None, narrower: re.Pattern[str] | None) -> bool:
    """Whether a part says that there is some of the thing, and names no kind of it ("香烟带点，电子烟不要")."""
    if nouns is None or narrower is None:
        return False
    parts = (answer[start:end] for start, end in clauses(answer))
    return any(
        _SOME_OF_IT.search(part)
        and nouns.search(part)
        and not (ANY_NO.search(part) or narrower.search(part) or is_question(part))
        for part in parts
    )
