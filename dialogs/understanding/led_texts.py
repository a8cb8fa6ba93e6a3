"""Texts that words lead to (引出的文字), in a clause that follows a yes: "要挂，字是 悦读时光", "供的，主要是桃酥"."""

from __future__ import annotations

import re

from dialogs.understanding.message_cues import IN_WORDS, NAME, QUOTED
from dialogs.understanding.values.names import name_beside
from knowledge.pack import Fact

_IS_CALLED = re.compile(r"(?:他|她|那人)?(?:的?名字|姓名)?(?:叫做?|名叫|是)")
_WRITTEN = re.compile(
    r"(?:上面|上头|牌子上?|招牌上?|门头上?)?就?(?:写的?|做的?|叫|名字叫|字就?是|内容)(?:是|着|成|上)?[:： ]?|"
    r"(?:it |a sign |one )?(?:reading|saying|lettered|with the (?:words?|text|name))(?: on it)?[: ]\s*(?=[“\"'‘「《一-鿿]|(?-i:[A-Z]))|"
    r"(?:and )?(?:(?:it|that|the sign)(?:['’]ll|['’]s| is| will| just| only| should| going to)* )?(?:will )?(?:says?|reads?) |"
    r".{0,24}\bsign (?:that )?(?:says?|saying|reads?|reading) ",
    re.IGNORECASE,
)
"""What leads to the words on a sign, behind that there is one."""
_MAINLY = re.compile(
    r"[^，。；]{0,16}?(?:从|在|找|到)我们?(?:这[里儿边]?|店里?|家|手里)(?:拿|进|订|买|取|要)(?:货|的是|的|点|些)?(?!货)(?=[一-鿿]{2})|"
    r"(?:我们?)?(?:主要|大多|基本上?|多半|就)(?:是|供|做|卖|批|送)+(?:的是|的)?|主要(?=[一-鿿]{2})|(?:品种|东西|产品)(?:(?:就|主要)?(?:是|有)|就)|"
    r"(?:供|送|批|做|卖|给)(?:货|出去)?的(?:就|都|主要)*是|"
    r"供(?![给应货到的]|[一两二三四五六七八九十几]+[家个])(?=[一-鿿]{2})|"
    r"(?:每天|平时|天天|我们?|还|也|都|会|要)*给[^，。；]{1,16}?(?:供货?|送|做|配)(?:的是|的|点|些)?(?=\S{2})|\bmainly |\bmostly |"
    r"(?:yes,? )?we (?:also )?(?:supply|deliver|bake|make) (?=[a-z ]{3,40} (?:to|for) )",
    re.IGNORECASE,
)
"""What leads to a text in a clause that follows a yes ("供的，主要是桃酥")."""
_SAYS_WHOSE = re.compile(r"[开办做]的$")
"""主要是朋友开的: to whom it goes, and not what."""
GIVEN_TO = re.compile(
    r"[^，。；]{0,16}?(?:从|在|找|到)我们?(?:这[里儿边]?|店里?|家|手里)(?:拿|进|订|买|取|要)(?:货|的是|的|点|些)?(?!货)(?=[一-鿿]{2})|"
    r"(?:每天|平时|天天|我们?|还|也|都|会|要)*给[^，。；]{1,16}?(?:供货?|送|做|配)(?:的是|的|点|些)?(?!货)(?=[一-鿿]{2})|"
    r"(?:yes,? )?we (?:also )?(?:supply|deliver|bake|make) (?=[a-z ]{3,40} (?:to|for) )|"
    r"[一-鿿]{1,6}[和跟、][一-鿿、]{1,12}?(?:供给[一-鿿]{2}|给[一-鿿]{1,10}?(?:供货|送货|配送)|[往对]外(?:批|供|送|卖)|批出去)"
)
"""What leads to a text even in the clause that says yes ("给两家酒店供吐司")."""
_MADE_FOR = re.compile(
    r"(?!平时|天天|平常|现在|目前|以后|打算|准备|主要|基本|有时|偶尔|长期|一直|自己|已经|可以|专门|附近|旁边)"
    r"(?P<given>(?:(?![了卖店除我们每还也都会要供送给])[一-鿿、]){2,17})[也都要会还]*给[一-鿿]{1,10}?(?:供货|送货|配送)|"
    r"(?P<made>[一-鿿][一-鿿、]{1,16}?)(?:[也都要会还]*(?:供给|供到|送到|送给|批给|卖给)[一-鿿]{2}|(?:都|也|是)*(?:[往对]外(?:批|供|送|卖)|批出去))|"
    r"(?P<mostly>[一-鿿][一-鿿、]{1,24}?)(?:为主|居多|占大头)(?:的|吧|了)?$"
)
"""A text before whom it is made for, or that it is most of it ("麻花和月饼供给两家超市", "隐形眼镜为主")."""
_BAKED = "[司包糕饼点酥挞花卷酪奇圈面皮丸肠酱糖派馍头粽果团羹冻干粉]"
_ONLY_THINGS = re.compile(
    rf"(?P<things>[一-鿿]{{1,4}}{_BAKED}(?:(?:[、，和跟与]|还有|以及)[一-鿿]{{1,4}}{_BAKED})+)(?:这[些类]|这[两三四几]样|之类|什么|啥|等等?)?的?"
)
"""Nothing but things that are made to eat, behind that they are supplied ("供的，两家咖啡馆，蛋糕和曲奇"; but "酒店和食堂")."""
_COUNTED = re.compile(
    r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:台|套|个|部|件)\s*$|"
    r"^(?:[我俺咱]们?|店里|还|另外|就|只)*有?[一两二三四五六七八九十\d]{1,2}\s?(?:台|套|部)|^(?:one|two|three|\d{1,2}) "
)
"""A thing and how many there are, as lists name them."""
_AND_MORE = re.compile(
    r"\s+(?:and|which) (?=(?:it(?:'?s)?|is|covers?|measures?|takes up|comes to|will be)\b)|"
    r"(?<=[一-鿿]{2})给[一-鿿]{1,8}$| (?:to|for) (?=\S)"
)
_IN_QUOTES = re.compile(r"(?P<lead>[^“\"「『《”]{0,24})[“\"「『《][^”\"」』》]{1,40}[”\"」』》][^“”\"，。；,;]{0,6}")
_ON_A_SIGN = re.compile(
    r"[写叫印]|字|招牌|牌子|门头|店招|店名|内容|\b(?:sign|board|says?|saying|reads?|reading|called|named)\b",
    re.IGNORECASE,
)
"""What leads to words in quotes that stand on a sign, or are a name."""
_BREAKS = re.compile(r"[，。；,;！!？?]")
_NEAR = 32

_SO_MANY_CHARACTERS = re.compile(
    r"^\s*[一-鿿]{0,6}?(?:就|一共|总共|只有?|共|写的?|是|印)*[一二两三四五六七八九十]{1,2}个(?:大|汉)?字(?:是|叫|写的?)?[，,：:\s]+(?=[^\s写是].)|"
    r"(?<=\S{2})[，,。\s]+(?:就|一共|总共|共|也就)*[这是]?[一二两三四五六七八九十]{1,2}个(?:大|汉)?字[。！!]?$"
)


def text_led_to(fact: Fact, words: str) -> str:
    """What of a clause can be the value of a fact: of a text what stands behind the words that lead to it, else nothing."""
    if fact.type == "list":
        return words if _COUNTED.search(words) else ""
    if fact.type != "text" or "×" in fact.label.zh:
        return words
    leads = _WRITTEN if IN_WORDS in fact.label.zh else _IS_CALLED if NAME in fact.label.zh else _MAINLY
    lead = leads.match(words)
    if leads is _MAINLY and (only := _ONLY_THINGS.fullmatch(words.strip())) is not None:
        return only["things"]
    if lead is None and leads is _MAINLY and (made := _MADE_FOR.match(words)) is not None:
        return made["given"] or made["made"] or made["mostly"]
    if lead is None:
        return (name_beside(words) or "") if NAME in fact.label.zh else ""
    quoted = QUOTED.match(words, lead.end())
    led = quoted[1] if quoted is not None else _AND_MORE.split(words[lead.end() :])[0]
    return "" if leads is _MAINLY and _SAYS_WHOSE.search(led) else led


def is_written(words: str) -> bool:
    """Whether a clause is the words of a sign and what leads to them, so that it tells nothing else ("写“老王烧烤”")."""
    quoted = _IN_QUOTES.fullmatch(words.strip())
    return quoted is not None and (leads_to_a_sign(quoted["lead"]) or not quoted["lead"].strip())


def leads_to_a_sign(words: str) -> bool:
    """Whether words in quotes behind these stand on a sign, or are a name."""
    return _ON_A_SIGN.search(_BREAKS.split(words[-_NEAR:])[-1]) is not None


def without_count(text: str) -> str:
    """A text without how many characters it has, said before or behind it ("就四个字 康达药房")."""
    return _SO_MANY_CHARACTERS.sub("", text)
