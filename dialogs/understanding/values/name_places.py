"""Where a clause names a person (点名): behind who that is, before what that person does ("归我弟弟梁国栋管")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import name_words

_HAN = "[一-鿿]"
_MINE = r"(?:(?:我们?|俺们?|咱们?|他|她)(?:店里?|家里?|屋里)?的?)"
_LEADS = (
    r"(?:名叫|叫做?|改成|换成|变成|[是由让归请派找给托为定用]|[写填](?!成)|换了?(?!成)|"
    r"委托|联系|姓名|名字|[部队组店家司岗]的|[这那]一?(?:块|摊|边|方面)儿?(?:事儿?)?(?:是|就)?|[一-鿿](?:员|人|管|长)(?:是|叫)?)"
)
"""What stands before a name, beside who that is."""
_MANNER = (
    r"(?:(?:现在)?在|来|去|也|都|还|就|一直|全权|统一|专门|亲自|一个人|暂时|兼着?|帮忙|帮我|替我|平时|白天|主要|具体|一起|"
    r"[他她](?:来|在)?)*"
)
_DOES = (
    rf"{_MANNER}(?:管(?!理)|管理|负责|担任|把关|牵头|主抓|坐堂|坐诊|看诊|出诊|主诊|代办|操心|打理|有证|持证|处理|对接|值班|盯|抓|看着|看管|兼|当|做|办|跑|弄|搞|"
    r"干|顶|接手|考|签字|就[行好]|可以)"
)
"""What somebody named does."""
_BEHIND = (
    rf"(?=$|(?!{_HAN})|{_DOES}|[吧啊呀呢了哦嘛]|的(?!{_HAN}(?!{_HAN}))|是(?=[^，。]{2})|[他她]|先生|"
    r"女士|小姐|同志|大夫|医生|医师|老师|师傅|经理|院长|校长|这)"
)
_SPEAKER = (
    r"(?:就?还?是|就|由|归|写|填|让|:|：)?(?:我自己|我本人|本人|自己|我)(?=$|(?!"
    + _HAN
    + r")|来|管|负责|兼|当|做|自己|本人|[吧啊呀的])"
)
_NEVER_IN_IT = "[不没的是了吗谁还在这就也很着过呢吧啊您你我他她它管]"
_DOTS = "·•・．"
"""What stands between the parts of a name from the west of China."""
_OPENING = r"[\s,，:：。;；]*"
HAS_CHARGE = r"(?:looks? after|handles?|(?:in|takes?|has) charge of|takes? care of|responsible for|oversees?|manages?|sees? to)\b"
_GOES_ON = rf"(?:(?<=叫{_HAN}{{2}})|(?<=叫{_HAN}{{3}}))(?:想|要|准备|打算|计划|电话|手机|我?在)"
"""What who gives a name says next without a pause ("我叫陈建国想开个火锅店")."""
CHARGE = re.compile(
    r"管(?!道|子)|负责|盯|抓|把关|看着|归|由|让|交给|兼|操心|牵头|打理|担任|是我|"
    rf"\b{HAS_CHARGE}"
)
"""What says that somebody has charge of something."""
SENDS_ME = re.compile(
    r"(?:就|都|才|那边)?(?:喊|叫|让|派|托|请|安排|委托|要|使)了?我(?:过?来|去|帮忙?|帮他|帮她|替他|替她|先|在)*(?:网上|这儿?|这里)?"
    r"(?:办|填|弄|跑|问|申请|写|报|交|搞|处理|联系|打|看)|\s(?:asked|told|sent|wants|got|lets?) me\b"
)
"""Behind somebody who lets who writes do it ("老板喊我来填，我叫佟玉梅"): the name that follows is not theirs."""
MYSELF_IN_ENGLISH = re.compile(
    r"(?: (?:is|will be|would be)|'s)?\s*:?\s*(?:me|myself)\b[\s,;:(-]*(?:(?:i am|i'm|my name is|called)\s+)?"
)
"""Contact person is me, Ivan Petrov"""
I_AM = re.compile(
    r"\b(?:[Mm]y name(?: is|['’]s)|[Ii](?:['’]m| am)|[Tt]his is)\s+"
    r"(?P<name>(?!(?:Chinese|American|British|English|OK|Ok|Mr|Mrs|Ms|Miss|Not)\b)[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){0,2})"
    r"(?=\s*(?:$|[,.;!，。(（]|\b(?:and|from|here|my|the)\b))"
)
"""I'm Emma, …"""
ASK_FOR = re.compile(
    r"\b(?:[Cc]all|[Aa]sk for|[Cc]ontact|[Rr]each|[Pp]hone|[Rr]ing|[Tt]ext|[Ss]peak (?:to|with)|[Tt]alk to) "
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?(?!(?:Mr|Mrs|Ms|Miss|Dr|Me|Us)\b)[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+){0,2})"
    r"(?=\s*(?:$|[,.;:!]|\b(?:at|on|via)\b|\d{7}))"
)
"""Call Sarah Chen at …"""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A name in words, from `start` up to `end`."""

    name: str
    start: int
    end: int


def named_persons(words: str) -> list[NamedPerson]:
    """The persons that a clause of Chinese names, in order."""
    found: list[NamedPerson] = []
    position = 0
    while (match := _places().search(words, position)) is not None:
        start, end = match.span("name")
        if match["name"][:2] in name_words().no_names or match["name"] in name_words().no_names:
            position = match.start() + 1
            continue
        found.append(NamedPerson(match["name"], start, end))
        position = end
    return found


def only_person(words: str) -> NamedPerson | None:
    """The one person that words name; None where they name nobody, or several."""
    found = named_persons(words)
    return found[0] if len({one.name for one in found}) == 1 else None


def speaks_of_oneself(words: str) -> int | None:
    """Where words end that begin with who writes ("是我，…"); None where they begin with somebody else."""
    match = _SELF.match(words)
    return None if match is None else match.end()


def introduced(words: str) -> NamedPerson | None:
    """Who writes, by name ("我叫田甜", "我姓徐，徐静")."""
    match = _introductions().search(words)
    if match is None:
        return None
    part = "dotted" if match["dotted"] else "name"
    return NamedPerson(match[part], *match.span(part))


def speaker_behind(words: str) -> NamedPerson | None:
    """Who writes, whose name follows at once ("，何俊杰")."""
    match = _followings().match(words)
    return None if match is None else NamedPerson(match["name"], *match.span("name"))


_SELF = re.compile(_SPEAKER)


def _name_pattern() -> str:
    known = name_words()
    given = rf"(?:(?!{_NEVER_IN_IT}){_HAN})"
    compound = "|".join(known.compound)
    return rf"(?P<name>(?:{compound}){given}{{1,2}}?|[{known.surnames.replace(' ', '')}]{given}{{1,2}}?)"


@cache
def _places() -> re.Pattern[str]:
    known = name_words()
    who = any_of((*known.relations, *known.roles, *(kin for kin in known.kin if not kin.isascii())))
    pattern = who.pattern if who is not None else "(?!)"
    # one character of kin says who somebody is only beside 我: 弟 may end other words
    beside = rf"(?:{_MINE}(?:{pattern})|(?:{pattern})(?<={_HAN}{{2}}))(?:的|叫|是)?"
    return re.compile(rf"(?:^|(?<!{_HAN})|{beside}|{_LEADS}){_name_pattern()}{_BEHIND}")


@cache
def _introductions() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:我|本人|鄙人|在下)(?:的?名字)?(?:名叫|叫做?|是)|(?:我|本人|鄙人)(?:免贵)?姓{_HAN}{{1,2}}?[，,、\s]*(?:名?叫)?)"
        rf"(?:{_name_pattern()}(?=$|(?![一-鿿{_DOTS}])|[吧啊呀哦]|{_GOES_ON})|(?P<dotted>{_HAN}{{1,8}}(?:[{_DOTS}]{_HAN}{{1,10}}){{1,3}}))"
    )


@cache
def _followings() -> re.Pattern[str]:
    return re.compile(rf"{_OPENING}(?:(?:姓名|名字|全名)?[是叫为:：]?|名叫)?{_name_pattern()}(?=$|(?!{_HAN}))")
