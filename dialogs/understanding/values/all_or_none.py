"""Answers by the whole of the choices (全有全无): "六样全装了", "nothing like that here", "就差排烟，别的都齐"."""

from __future__ import annotations

import re

NOTHING = re.compile(
    r"(?:暂时|目前|现在|都|以上|上面|这些|[这那](?:些|种|类)?(?:的|东西|业务)?|哪[样个种]|我们|店里|这里|我|都|全|也)*"
    r"(?:没有?得?|没有的|无|木有|不|不做|不卖|不要|都?不是|不经营|不提供|没装|不涉及|不碰|不沾|一[个样]也?(?:没有?|不[做卖碰沾]?)|什么都没有|什么都不做)"
    r"(?:的|了|啊|呢|哦)?|"
    r"(?:(?:no|none|nothing|neither|not any|we don'?t|we have none|we have nothing|there is nothing|"
    r"(?:we |i )?(?:don'?t|do not) (?:do|have|sell) anything)"
    r"(?: (?:of (?:them|these|those|that|the above|the (?:kind|sort))|like (?:that|those|it)|such))?"
    r"(?: (?:here|at all|in (?:our|the|this) (?:shop|store|place)))*)"
)
"""None of the choices."""
_COUNTS = {"两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8} | {
    word: number for number, word in enumerate(("two", "three", "four", "five", "six", "seven", "eight"), start=2)
}
_COUNT = rf"(?P<count>[{''.join(one for one in _COUNTS if not one.isascii())}2-8])"
_COUNT_EN = rf"(?P<number>{'|'.join(one for one in _COUNTS if one.isascii())}|[2-8])"
_DOES = r"(?:做|卖|有|要|是|选|装|配|设|提供|涉及|教|经营|办|会|可以|行|齐|备|弄|搞|开|到位)"
_ALL = re.compile(
    rf"(?:我们?|店里|以上|上面|这些|基本上?|[这那])*"
    rf"(?:全部|全都|全|都|所有|样样|个个|每[样个种项类]|几[样个种]|{_COUNT}\s?(?:样|个|种|项|类|者))"
    rf"(?:东西|设施|设备)?(?:都|全|全都|全部|也都)*{_DOES}{{0,2}}(?:的|了|好|啊|过)*|"
    rf"(?:we |i )?(?:do |sell |have |offer |got |stock )*(?:it )?"
    rf"(?:all|everything|both|the lot|every (?:one|single one|kind|type|class)(?: of them)?|"
    rf"(?:all )?(?:the |of the )?{_COUNT_EN}(?: (?:of (?:them|these|those)|classes|kinds|types|sorts|categories))|"
    rf"all(?: of)?(?: them| these| the above| kinds| types| classes)|both of them|all {_COUNT_EN.replace('number', 'counted')})"
)
"""All of the choices; where they are counted, "三类" by itself counts none."""
REST_IS_NOT = re.compile(
    r"[，,、\s]*(?:其[他它余]|别的|另外的?|剩下的?|余下)的?(?:都|就|暂时|也)?(?:没有?|不|无|未)[^，。；]{0,5}"
)
_SAYS_ALL = re.compile(r"都|全|其[他它余]|\b(?:all|every\w*|anything)\b")
_REST_IS = re.compile(
    r"(?:其[他它余]|别的|剩下|余下|另外(?:的|[两三四五六七八2-8][样个种项]))(?:的|几[样个种])?(?:就|也)?(?:都|全|齐|有)|"
    r"\b(?:the (?:rest|others?)|everything else|all the others?)\b(?!.*\b(?:not?|none)\b|.*n't)"
)
"""What is named stands apart from the rest, all of which is there."""


def all_of(answer: str, choices: int) -> bool | None:
    """Whether an answer certainly means all of so many choices; None where it does not say all."""
    said = _ALL.fullmatch(answer)
    if said is None or answer == (said["count"] or "") + "类":
        return None
    word = said["count"] or said["number"] or said["counted"]
    counted = None if word is None else _COUNTS.get(word) or int(word)
    if counted is None:
        # "两个都有" where there are ten to choose from
        return True
    return counted == choices


def is_all_but(answer: str, *, excepts: bool) -> bool:
    """Whether an answer that only rules choices out means all the others."""
    return _REST_IS.search(answer) is not None or (excepts and _SAYS_ALL.search(answer) is not None)
