"""Words that several readers of a message look for (消息用语): most show that it is more than an answer, or something else."""

from __future__ import annotations

import re

from dialogs.understanding.values.amount_cues import HAS_LICENCE

MORE_THAN_AN_ANSWER = re.compile(
    r"[?？\n；;，]|,(?!\d{3})|[。.!！]\s*\w*[^\W\d]|吗|呢|什么|啥|怎|咋|哪|谁|为何|多[少久]|改|错|"
    r"会不会|能不能|可不可以|行不行|(?:不对|不是).|刚[才刚]|前面|上面|其实|应该|人工|证|已经|办|跳|退|算了|等|先|再|还|问|撤|删|取消|暂停|歇|停|"
    r"wh[yaoei]|how|can |may i|do i|is it|change|wrong|actually|instead|mean|skip|\bbut\b|also|please|\band\b|\bback\b|犯法|"
    r"\b(?:later|you|your|this|that)\b",
    re.IGNORECASE,
)
A_WORD = re.compile(r"[\u4e00-\u9fff]{2}(?<![一二三四五六七八九零〇幺两]{2})")
A_NUMBER_BESIDE = re.compile(r"\d{7}")
A_DAY_BESIDE = re.compile(r"\d.{0,12}(?:年|月)|[今明后]年|\b(?:19|20)\d\d\b")
A_DOOR_BESIDE = re.compile(
    r"[路街道巷村][^，。]{0,4}\d+\s?(?:号|栋|楼)|\d+ (?:[a-z]+ ){1,3}(?:road|street)", re.IGNORECASE
)
ANYTHING_ELSE = re.compile(r"^(?:其[他它余]|别的|剩下的?|另外的?)")
SOMETHING_ELSE_ONLY = re.compile(r"^(?:我们?|店里|这边)?(?:就|只|光|仅|单)(?!要|能|好|是说|这样|行)[\u4e00-\u9fff]")
ONLY_SOME = re.compile(r"(?:we (?:do|sell) )?(?:only|just)\b", re.IGNORECASE)
SPEAKS_TO_US = re.compile(r"[我你您咱]|\b(?:i|i'll|you|me|we)\b")
MORE_THAN_A_NUMBER = re.compile(r"[卖有没不]|sell|no ")
PLACES_ONLY = re.compile(
    r"(?:楼?[前后左右侧正东西南北上下里外](?:[门面边头院楼]|口)?(?:各|和|跟|一个?|、)*){2,6}|"
    r"(?:(?:at|in|one|the|and|to) )*(?:front|back|rear|side|left|right)(?:(?: |, )(?:at|in|one|the|and|door|side|entrance))*"
    r"(?: (?:front|back|rear|side|left|right))?(?: (?:door|side|entrance)s?)?"
)
"""Where the things that were counted are, which goes nowhere: "two, front and back"."""
IS_CERTIFIED = re.compile(HAS_LICENCE)
"""That who speaks has a licence, which asks for none."""
LACKS_LICENCE = re.compile(
    r"(?:没有?|无|冇)(?:拿|考|办)?[^，。；]{0,4}证|证(?:书|件)?(?:还|都|也)*(?:没|在考|在办)|"
    r"\b(?:no|without an?|n't (?:have|got|hold) (?:a|an|the|my|any)) (?:[a-z]+ )?(?:certificate|licen[cs]e|qualification)"
)
"""That somebody who was counted has none ("just me, I have no certificate")."""
MORE_SOME_DAY = re.compile(
    r"(?:以后|将来|后面|后期|明年|later|maybe)[^，。]{0,4}(?:再|可能|还)?[^，。]{0,2}(?:加|增|添|扩|说|补)[^，。]{0,2}"
)
"""以后再加 beside a number asks for nothing."""
HIRED_ONE = re.compile(r"[请雇招聘]了?个")
SEEKS_ASSENT = re.compile(r"是不是|对不对|是吧|对吧|没错吧")
"""你看是不是六个平方 answers, and wants to be told that it is right."""
AS_RECALLED = re.compile(
    r"(?:写|填|说|报|选|答|记|算)的?(?:是)?[^，。怎咋哪什]{1,8}(?:吧|对吧|是吧|来着)$|(?:写|填|报|选|记|登记|搞|弄)成了?[^，。]{1,10}了[吧吗]?$"
)
"""What was said before, as the speaker recalls it: 人数写的2吧? 写成诊所了?"""
UNBROKEN = re.compile(r"(?:[^\s,，、。.；;！!？?：:]|(?<=\d)\.(?=\d)){1,20}|[A-Za-z'’-]{1,16} [A-Za-z'’-]{1,16}")
"""Few words that nothing parts, or a name in Latin letters: an answer says nothing else in them."""
LEADS_TO_WHOM = re.compile(r"(?:我|自己|本人|姓[一-鿿]{1,2}的?|[叫是]|嘛)$")
"""Behind which a clause may be nothing but a name: "消防是我自己 姓汤 汤立群"."""
IS_CALLED = re.compile(r"^(?:我|他|她|那人|这人)?(?:的?(?:名字|姓名|全名|大名))?(?:名?叫做?|是)?(?=[一-鿿]{2,4}$)")
"""What may stand before a name in a clause that says nothing else ("找了个人跑，叫谢娟")."""
IS_WRITTEN = re.compile(
    r"(?:我们?的?)?(?:(?:营业)?执照|本子|照|证|招牌|牌子|门头|店招)(?:[上里]面?)?的?(?:名[字称]|字)?(?:就|只)?"
    r"(?:叫做?|写|登记|注册|印|是)(?:的是|着|的)?(?=.{3})"
)
"""What leads to a text that stands somewhere: "营业执照上叫康佰大药房" asks nothing about pharmacies."""
SENT = re.compile(r"寄|快递|邮[到去给过]|\b(?:post|mail) it\b|\bby (?:post|mail|courier)\b", re.IGNORECASE)
"""Words of sending something: an address beside them is where to, not where the shop is."""
QUOTED = re.compile(
    r"(?:[“‘\"「『《]|(?<=\s)')([^”’\"」』》']{1,40}|[^”’\"」』》]{1,40})(?:[”’\"」』》]|(?<=[^\s'])'(?![a-z]))"
)
QUOTED_ONLY = re.compile(r"[^“\"「『《”]{0,8}[“\"「『《][^”\"」』》]{1,40}[”\"」』》][^“”\"]{0,3}")
"""A clause that is words in quotes and what leads to them."""
NAME = "姓名"
"""What the label of a fact says that asks for somebody's name."""
IN_WORDS = "文字内容"
"""What the label of a fact says that asks for the words on a sign."""
UNMISTAKABLE = frozenset({"phone", "id_number", "uscc"})
"""Types of facts whose values look like nothing else."""
OF_CODES = re.compile(r"[\d\s()+-]")
ANY_VERB = frozenset(
    {"有", "要", "是", "做", "用", "会", "能", "开", "上", "给", "在", "进", "往", "走", "弄", "搞", "办"}
)
"""Verbs that go with any fact, so that they name none."""
WHY_ASKED = re.compile(
    r"(?:那|请问|你们?)?(?:为什么|为啥子?|为何|凭啥|凭什么|干嘛|咋个?)(?:还|非)?(?:要|得|需要|问)|why\b|"
    r"what (?:do|would|will|are) (?:you|they) (?:need|want|use|ask|going|using|asking)\b.{2,60}\bfor$|"
    r"[\u4e00-\u9fff]{2,8}?(?:为什么|为啥子?|为何|凭啥|凭什么|干嘛|干啥)(?:还|非)?(?:要|得|需要)?(?:给|告诉|填|交|提供给?)(?:你们?|您)?"
)
"""How somebody asks why something is asked for."""
INTRODUCES = re.compile(r"我叫|我是|(?:姓名|名字)[是叫]?(?=[一-鿿]{2})|\bmy name|\bi'?m\b|\bi am\b", re.IGNORECASE)
"""What leads to the name of who writes."""
BESIDE_A_NUMBER = re.compile(r"[\d零〇一二两三四五六七八九十百千万半几多来个平方米㎡吨.,，。\s]")
"""What is taken away to see the words beside a number."""
PRESSED_KEYS = re.compile(
    r"[\s;,.'/\d]*(?:(?=.{0,3}[sdfghjkl;']{4})[asdfghjkl;']{5,}|qwer[a-z]*|[qwrtyp]{4,}|[zxcvbnm]{4,}|[bcdfghjklmnpqrstvwxz]{6,}|"
    r"[a-z]*(?:rtyu|tyui|yuio|uiop|sdfg|dfgh|fghj|ghjk|hjkl|xcvb|cvbn|vbnm)[a-z]*|"
    r"([啊阿叭啦哈嘿呵呀哇喵咪汪噜哒嘟呜额呃哼嗷吼唔咚叮咯咕])(?:\1|[\s~!！。，])+)"
    r"(?:[\s;,.'/\d]+(?:[asdfghjkl;']+|[qwertyuiop]+|[zxcvbnm]+))*[\s;,.'/\d]*"
)
"""Keys pressed at random, and sounds that say nothing."""
_BY_ACCIDENT = re.compile(r"(?:我|又|不小心|刚)*(?:按错|手滑|误触|碰到|乱按|打错)(?:键|了|键盘|按键)*(?:了|啦)?")
CHANGE_IT = re.compile(
    r"把.{1,12}(?:改一改|改一下|改改|改下|改了|换一下|换掉)|"
    r"(?:change|edit|correct|update|fix) (?:the|my|two|three|both|some|a few|these) "
)
"""How somebody asks to have something changed."""
TURNS_TO = re.compile(r"[改换]|干脆|不[^，。]{1,6}了|只留|重新|\b(?:instead|rather|change|switch)\b")
"""That something else is meant to be done from now on."""


def is_noise(folded: str) -> bool:
    """Whether a message is nothing but pressed keys and sounds, perhaps owned to ("啊啊啊按错键了asdkj")."""
    if PRESSED_KEYS.fullmatch(folded):
        return True
    left = [part for part in _BY_ACCIDENT.split(folded) if part.strip(" ，,。.!！")]
    return len(left) > 0 and left != [folded] and all(PRESSED_KEYS.fullmatch(part) for part in left)
