"""What is ruled out behind its name (排除): "美容那套我不会", "消火栓一个都没得", "咖啡机送人了", "cigarettes no"."""

from __future__ import annotations

import re

from dialogs.understanding.values.said import asides

_DOES = r"(?:会|懂|做|卖|搞|弄|收|教|接|碰|沾|要|带|开|办|装|配|设|用|进|玩|熟|敢|想|能|行|经营|提供|考虑|打算|准备|需要|感兴趣)"
_NO_BEHIND = re.compile(
    r"(?:类|的|这些|这个|那些|食品)?(?:早就?|已经|都|也|就|先|暂时?|目前|[我俺咱]们?)?(?:是)?"
    rf"(?:不(?!用说|必说|在话下|消说|光|仅|止|只|(?:能|可以)(?!{_DOES})[\u4e00-\u9fff]{{2}})|没|除外|不算|excluded)|"
    r"\s+(?:no|nope|never|(?:is|are) (?:not|gone)|isn'?t|aren'?t|not|"
    r"(?:(?:i|we|they) )?(?:do(?:es)? not|do(?:es)?n'?t|won'?t))\b(?! only| just)"
)
_MEANT = (
    r"(?:类|的|之类|什么|等等|[这那哪]?(?:一?(?:套|些|种|块|摊|样|路|个|方面)|东西|玩意儿?)|器械|药品?|柜子?|设备|机器?|池子?|罐|班|房|生意|业务|"
    r"的[\u4e00-\u9fff]{1,4})"
)
"""The thing again, in words that go with any: 那套, 那东西, 三岁以下的小娃娃."""
_WHEN = (
    r"(?:[去前今]年|[上这]个?月|上周|[年月][初底]|年[前后]|春节|过年|疫情|[一二三四五六七八九十两\d]{1,2}月份?|"
    r"以?后|之后|起|就|开始|现在|如今|后来|刚刚?|已经|早就?)"
)
_WHO_AND_HOW = (
    rf"(?:{_WHEN}|谁还[\u4e00-\u9fff]{{1,2}}?[啊呀哦呢]?|没(?:得)?人[买看用来学点要做问]了?|已经|先|暂|都|也|就|全|暂时|目前|现在|从来|从|完全|真的?|反正|是|倒|还|[我俺咱]们?|店里|屋里|这里|这边|"
    r"一[个本份样点件台条瓶包种]|半[个点])"
)
_RULED_OUT = re.compile(
    rf"\s?{_MEANT}{{0,3}}{_WHO_AND_HOW}{{0,4}}"
    rf"(?:(?:不|没有?|没得|未|别|莫){_DOES}{{1,3}}|没(?:得|有)?|没(?:得)?人[买看用来学点要做问]|无|{_DOES}不(?:来|动|了|掉|起|到|下|成|好|出去?))"
    r"(?:的|了|过|啊|呢|哈|嘛|[不没][\u4e00-\u9fff]{1,2}了?)*\s*$"
)
"""Up to the end of the clause: behind "热菜的味道" a no may be about anything."""
_THOSE_NOT = re.compile(
    rf"\s?[那这](?:套|些|种|块|样|个|方面|东西|玩意儿?)[^，。]{{0,8}}(?:不|没有?){_DOES}{{1,2}}(?:的|了|过)*\s*$"
)
"""Behind 那些 all the rest is of what was named ("三类那些证没办下来不卖")."""
_FOR_A_REASON = re.compile(
    r"(?:那[块个种类])?(?:的|太|嫌|因为)[^，。；不没]{1,6}(?:没|不)(?:做|卖|搞|弄|装|开|进|教|接|碰)(?:的|了|过|成|起来)*\s*$"
)
"""With why it is not so in between ("三类的门槛高没做")."""
_GONE = re.compile(
    rf"\s?{_MEANT}{{0,3}}(?:[我俺咱]们?|{_WHEN}|都|也|全|坏了)*"
    r"(?:(?:(?!不)[\u4e00-\u9fff]){0,6}不(?:做|卖|教|搞|弄|收|开|进|接|炒|烤|印|洗)(?=了)|送人|送掉|扔|丢|拆|填|停|关|撤|封|砍|退|搬|处理|淘汰|转让?|取消|下架)(?:了|掉了?)"
)
"""What was there and is no more."""
_GONE_ANYWHERE = re.compile(rf"{_GONE.pattern}(?:$|[，。；\s])")
_OURS = frozenset({"", "我", "我们", "咱们", "这", "这里", "这儿", "店里", "铺子"})
"""What may stand before an aside ("我们以前是…"); "排之前装了" is none."""
_OTHERS_CAME = re.compile(r"来(?:催|查|看|问|说|讲|推销|检查|宣传)")
"""What the people of an office or anybody else came for."""


def is_ruled_out(behind: str) -> bool:
    """Whether what stands behind the name of a choice, up to the end of the clause or the next name, says that it is not so."""
    return any(cue.match(behind) is not None for cue in (_NO_BEHIND, _RULED_OUT, _THOSE_NOT, _FOR_A_REASON, _GONE))


def is_no_choice(words: str) -> bool:
    """Whether a clause by itself tells only what is no more, what was before, or what others did ("以前是大澡堂", "环保的来催过")."""
    if _GONE_ANYWHERE.search(words) or _OTHERS_CAME.search(words):
        return True
    return any(words[:start] in _OURS and end == len(words) for start, end in asides(words))
