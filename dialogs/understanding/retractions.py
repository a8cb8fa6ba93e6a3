"""Retractions (作废): that something said before is wrong, without what holds instead; nothing is taken of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.mentions import Mentions
from dialogs.understanding.reading import Reading, read
from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import Fact

LONGEST = 24
"""Characters of a message that only says what is wrong; longer ones say more."""
_HOW = re.compile(r"重答|退回|回去|怎么|咋|如何|怎样|在哪|多少|会不会|\bhow\b|what if")
_BEFORE = r"(?:刚才|刚刚|刚|上面|上头|前面|前头|之前|先前|上一?[个题道条项步句]|前一?[个题道条项步句])"
_IT = r"(?:我|的|那|这|一|个|题|道|条|项|句|次|里|点|选|填|答|写|说|报|讲|好像|可能|似乎|貌似|应该|都|有|得)"
_WRONG = (
    r"(?:不对|不是|不太对|不大对|不准|有误|错|错了|有问题|有点问题|有些问题|有出入|有毛病|不算数?|不作数|作废|"
    r"[搞弄点选填答写说讲按留报发打输传给记登抄看][错岔串]|搞混|弄混)"
)
_END = (
    r"(?:了?[一两几]个?(?:位|数字?|字母?|字)数?)?(?:了|啦|的|哦|喔|哈|啊|呀|吧|咯|喽)*(?:[，,。\s]*(?:我|能|可以|可不可以|能不能|想|要|得|需要|给我|帮我|麻烦|让我|"
    r"重新|重|改|换|选|填|答|来|弄|写|一下|一哈|一改|个|吗|不|行吗|好吗|吧|掉)*)?[。!！?？\s]*"
)
_I_SAID = (
    r"(?:(?:that )?(?:i|we)(?:'ve)? (?:gave|given|typed|entered|put|wrote|said|sent|told)(?: you)?"
    r"(?: down| in)?(?: before| earlier| just now| above)? )?"
)
_ONE_OF_THEM = re.compile(
    r"[那这上前]一?[个题道条项步句]|另外?一[个家间]|[一两几]个?(?:位|数字|字)|几个|一[下哈改换些点遍栏]"
)
_POINTED_AT = re.compile(rf"{_BEFORE}{_IT}*{_WRONG}{_END}")
"""刚才那一题我点错了，能重新选吗"""
_SOMETHING_BEFORE = re.compile(rf"{_BEFORE}(?:的|那个|那项|填的|写的|报的|说的)[\u4e00-\u9fff]{{2,8}}?{_WRONG}{_END}")
"""上面的排水量不对"""
_IS_WRONG = re.compile(
    rf"(?:那|这|的|上|几个|有[一两几]?个?(?:位|数?字)|字|先|里|我|好像|可能|似乎|貌似|也|都|个|项|块|一栏|名字|号码|写|填|报|说|得)*(?:有点|有些)?{_WRONG}{_END}|"
    rf"(?:'s )?(?:count |number |figure |size |name )?{_I_SAID}(?:is |are |was |were |looks |seems |must be )?"
    r"(?:a bit |slightly |not quite )?"
    r"(?:off|wrong|incorrect|not right|not correct|(?:(?:is|are|was)n'?t|not)(?: quite| really| actually)? (?:right|correct|accurate)|"
    r"(?:can'?t|cannot|can not) be (?:right|correct|accurate))"
    r"(?: (?:there|here|above|up there|in there|anymore|any more))?[.!]?|"
    r"(?:'s )?(?:name )?(?:no longer counts?|does(?:n't| not) count(?: any ?more)?|(?:is |was |got )?(?:all )?(?:mis-?s?pel(?:led|t)|"
    r"(?:spel(?:led|t)|typed|written) wrong(?:ly)?|wrongly (?:spel(?:led|t)|typed|written)))[.!]?|"
    rf"{_I_SAID}(?:is |was )"
    r"(?:(?:my|the|our|an?) old(?: one| number| address| name)?|outdated|out of date|dead|no longer (?:valid|used|in use|right))[.!]?|"
    r"(?:那|这|个|我|给|你|们|的|是|还|报|留|填|写)*(?:以前|原来|老|旧|过去)的?(?:号|号码|地址|名字)?(?:了|啦|哦|来的)*[。!！]?|"
    r"(?:那个?|我|给你|好像|不小心)*(?:[发写填报输打留给录传登]|上传)成了?[^，。；\d]{1,10}的[了啦][。!！]?"  # 我另一家店的
)
"""Behind the name of a fact: 座位数有点问题."""
_ANEW = (
    r"(?:名字?|字|招牌|店名|新的?|我们?|得|要|还|在|打算|准备|再|回头)*(?:重新?|另外?)(?:再)?(?:起|想|取|定|拟)(?:一?[个下过])?(?:新的?)?(?:名字?|字)?[吧了的呢哦]*|"
    r"(?:新的?|名字?|字|我们?|叫什么|写什么|还|都)*没(?:想|定|起|取|商量)好(?:新的?|名字?|叫什么|写什么|换什么|呢|哦)*|"
    r"(?:(?:i|we)(?: ?'?ll| will| need to| have to| must| should|'?re going to| are going to)+|let me|let us) "
    r"(?:think of|come up with|think up|pick|choose|find) "
    r"(?:a|an|another|some)(?: new| other| better)?(?: name| one| wording| text| words)?[.!]?"
)
"""That something new is still to be thought of: 名字要重新起."""
_FINDS_OUT = re.compile(
    r"(?:等?我|具体|准确的?|到底|是|谁|多少|[那这]个|得|要|再|回头|待会儿?|等[下会]儿?|晚点|明天|先|去|还|需要|下次)*"
    r"(?:问|看|查|量|数|核实|核对|确认|翻|找|算|对)一?(?:问|看|查|量|数|算|对|下|哈|遍)?(?:清楚|好)?"
    r"(?:(?!什么|怎么|哪)[一-鿿]{1,5}?)?(?:再|才)?(?:来)?(?:告诉|填|说|改|回复?|补)?(?:你们?|您)?(?:吧|啊|哈|了)*|"
    r"(?:等?我|等[下会]儿?|待会儿?|一会儿?|马上|回头|晚点|明天|再|重新)+(?:发|给|传|报|拍|填|说)(?:一[下个份遍])?给?(?:你们?|您)?(?:吧|啊|哈|了)*|"
    r"(?:等|我|们|老板|他们?|这个|那个|回头|以后|过几天|晚点|到时候?|先){0,6}"
    r"(?:[想定选商量确谈问查看弄搞]{1,2}(?:好|清楚|下来|明白|出来)?[了啦]?)?(?:我|以后|之后|再|就|回头|晚点|到时候?|才|重新){0,4}"
    r"(?:告诉|通知|回复?|发给?|给|报给?|跟|和|补给?|填给?)(?:你们?|您)(?:说|讲)?(?:一[下声])?(?:吧|啊|哈|了)*|"
    r"(?:等|我|们|老板|他们?|回头|先){0,6}[想定选商量确谈问查看弄搞]{1,2}(?:好|清楚|下来|明白|出来|了)[了啦]?(?:再|我)+(?:说|填|讲|报|写|改|补)(?:吧|啊|哈|了)*|"
    r"(?:(?:i|we)(?: ?'?ll| will| can)? |will |'ll )(?:tell|let|send|give) (?:you|it to you)\b(?: know)?"
    r"(?: (?:it|that|the (?:new|right|correct) (?:one|name|text)))?"
    r"(?: (?:once|when|as soon as|later|soon|tomorrow|after|then)\b[^,;:\d]{0,40})?[.!]?|"
    rf"{_ANEW}|"
    r"(?:(?:i|we)(?: ?'?ll| will| need to| have to| must| should| 'd better| am going to)+ |let me )"
    r"(?:have to |need to )?(?:go and )?(?:check|look|see|ask|measure|find out|confirm|verify|count|get back)\b[^,;]{0,40}[.!]?|"
    r"(?:please )?(?:hold on|hang on|wait|bear with me|give me an? [a-z]{3,7})"
    r"(?: (?:till|until|while|so) (?:that )?(?:i|we) (?:can )?(?:find|check|look|measure|ask|get|dig|see)\b[^,;]{0,40})?[.!]?"
)
"""A clause that only says that somebody is going to find out, or to think of something new."""
_ANOTHER = re.compile(
    r"(?:我|想|要|得|需要|还是|打算|准备|帮我|给我)+(?:重新?)?(?:改|换)(?:成|个|一下|一哈|掉|一改|一换)?(?:新的|别的|另外的|一个)?"
    r"(?:了|吧|哈|啊)*"
)
"""A clause that only wants another value: 我要换新的."""


_WRITTEN = re.compile(r"字|名|写|\b(?:words?|wording|text|letters|name)\b")
"""That not the sign is meant, but what stands on it: 招牌上那几个字先不算数."""
_SAYS_SO = re.compile(rf"{_BEFORE}|{_WRONG}")
_OTHERS = re.compile(r"新的|别的|另外|换")


def retracted(said: Context, names: Mentions) -> tuple[str | None] | None:
    """What the message takes back, if it does no more than that: the fact where it is named, else None; None if it does not."""
    words = _without_promise(said)
    if not said.known and said.asked is None:
        return None
    counted = quantities(_ONE_OF_THEM.sub("", words))
    if len(words) > LONGEST * (3 if words.isascii() else 1) or counted or _HOW.search(words):
        return None
    named = [mention for mention in names.within(words) if any(code in said.known for code in mention.codes)]
    about = next((code for mention in named for code in mention.codes if code in said.known), None)
    if _POINTED_AT.fullmatch(words):
        return (about,)
    if _SOMETHING_BEFORE.fullmatch(words) and (about is None or about in said.known):
        return (about,)
    if about is None:
        return None
    behind, before = words[named[-1].end :], said.known[about]
    if isinstance(before, str) and before:
        behind = behind.replace(f"不是{fold(before)}", "不是").replace(f"不叫{fold(before)}", "不是")  # "药师不是蔡文"
    last = said.clauses[-1].words
    wants = len(said.clauses) > 1 and _OTHERS.search(last) and _ANOTHER.fullmatch(last)
    if _IS_WRONG.fullmatch(behind.strip()) or wants or _ANOTHER.fullmatch(behind.lstrip("的上名字那个这里").strip()):
        return (about,)
    return None


def _without_promise(said: Context) -> str:
    """The folded message without a last clause that only promises to find out ("具体谁我再问老板")."""
    last = said.clauses[-1] if len(said.clauses) > 1 else None
    if last is None or _FINDS_OUT.fullmatch(last.words) is None:
        return said.folded.strip()
    return said.folded[: last.start].strip(" ，,。.；;")


def taken_back(code: str | None, said: Context, facts: Mapping[str, Fact]) -> Heard:
    """The retraction, with the yes or no that another clause puts in its place ("泳池不建了，前面说的有泳池作废")."""
    if code is not None and said.known[code] is True and _WRITTEN.search(said.folded):
        of_it = [one for one in said.known if one in facts and facts[one].type == "text" and facts[one].when == code]
        code = of_it[0] if len(of_it) == 1 else code
    fact = facts.get(code or "")
    if fact is not None and fact.type == "boolean":
        for clause in said.clauses:
            if _SAYS_SO.search(clause.words):
                continue
            reading = read(fact, said.text[clause.start : clause.end], said.around)
            if isinstance(reading, Reading) and reading.value != said.known.get(fact.code):
                return Heard(Intent.CORRECTION, {fact.code: reading.value}, confirm=frozenset({fact.code}))
    return Heard(Intent.CORRECTION, target=code)
