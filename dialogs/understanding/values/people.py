"""People told one by one (挨个说的人): "就我跟我媳妇", "我、老公还有我妈", "老板加三个伙计"; how many that makes."""

from __future__ import annotations

import re
from functools import cache

from dialogs.understanding.values.numerals import numerals
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import name_words

_AND = re.compile(
    r"[和跟与同、加带+]上?着?(?:还有)?|以及|还有|外加|[,，]\s?(?:还有|另外|再加)?|\s(?:and|plus|with)\s|\s?&\s?|\s?\+\s?"
)
_OPENING = re.compile(
    r"^(?:目前|现在|暂时|店里|平时|一共|总共|也|就是?|只有|只是|有|是|我们店|it's |there's |there is |we are |just |only |"
    r"currently |so )+"
)
_ENDING = re.compile(
    r"(?:[,，\s]*(?:一共|总共|就)?(?:我们)?(?:[两俩二三仨四五六]个?人?|两口子)?(?:在?(?:干活?|做事?|弄|开|经营|守店?|看店|忙活?|"
    r"打理|上班|撑着)|"
    r"[而就]已|罢了|吧|了|的|啊|呀))+$|[,.\s]*(?:working|here|run it|in the shop)$"
)
_SPEAKER = re.compile(r"(?:我|俺|本人|我自己|我一个人?|我本人|老板|老板自己|店主|me|myself|i|the owner)")
_COUPLE = re.compile(
    r"(?:就)?(?:我们?|俺们?)?(?:老)?(?:两口子?|夫妻(?:俩|两个|二人)?|俩|两个人?)|(?:the )?two of us|my (?:wife|husband) and (?:i|me)"
)
_SOME = re.compile(
    r"(?:请了?|雇了?|招了?|我?(?:请|雇|招)的)?\s?(?P<count>\S{1,3}?)\s?(?:个|名|位)?(?:伙计|员工|店员|服务员|小工|师傅|学徒|"
    r"徒弟|工人|帮工|阿姨|厨师|人|people|staff|helpers?|workers?|employees?|waiters?)"
)
_MOST = 12


def people_told(folded: str) -> tuple[int, bool] | None:
    """How many people are told one by one, and whether nothing else is said; None where others stand there, or only one."""
    words = _ENDING.sub("", _OPENING.sub("", folded.strip()))
    parts = [part.strip() for part in _AND.split(words) if part.strip()]
    couple = bool(parts) and _COUPLE.fullmatch(parts[0]) is not None
    if not 2 <= len(parts) <= _MOST or not (couple or _SPEAKER.fullmatch(parts[0])):
        return None
    relation = _relation()
    total, plain = (2, False) if couple else (1, True)
    for part in parts[1:]:
        if relation.fullmatch(part) is not None:
            total += 1
            continue
        some = _SOME.fullmatch(part)
        found = numerals(some["count"]) if some is not None else []
        if len(found) != 1 or found[0].low != found[0].high:
            return None
        total, plain = total + int(found[0].low), False
    return total, plain


@cache
def _relation() -> re.Pattern[str]:
    words = name_words()
    kin = any_of((*words.relations, *words.kin))
    pattern = kin.pattern if kin is not None else "(?!)"
    return re.compile(
        rf"(?:我们?|俺|my )?(?:家|屋里)?的?(?:{pattern})(?:一个|一人|两个?人?)?|我?(?:屋里|家里|堂客|婆娘)的?(?:那个|那位)?"
    )
