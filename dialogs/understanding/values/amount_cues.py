"""Words around a number (数量的旁词): that it is none, a part, a price, another time, or somebody else's."""

from __future__ import annotations

import math
import re

from dialogs.understanding.values.english_numbers import ORDINAL
from dialogs.understanding.values.english_numbers import ordinal as place_of

PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
NOTHING = re.compile(
    r"(?:暂时|目前|现在|附近|都|我们?|店里|这边|那边|一[个间]都)?(?:没有?得?|没有的|无|木有|冇得?|莫得|木得|没人|一个也?没有|零)"
    r"(?:的|了|哦|啊|呢|仓库|库房|包厢|包间|座位)?|"
    r"(?:(?:we|i|the shop|it|there) )?(?:do|does|have|has|is|are)(?:n['’]?t| not) (?:(?:have|got|keep|need) )?any"
    r"(?: (?:at the moment|for now|at present|currently|right now|so far|here|nearby|at all))?|"
    r"(?:there (?:are|is) |we have )?(?:no|none|nothing|nil|not any|zero|n/a)"
    r"(?: (?:at the moment|for now|at present|currently|right now|so far|here|nearby))?"
)
NOTHING_OF = re.compile(
    r"(?:我们?|店里|暂时|目前|现在|还|也|都|就|这?附近|周围|周边|旁边|边上|跟前|这(?:一[片带]|边|里|儿)|方圆\S{1,4}里)*"
    r"(?:哪[里儿]?来的?|哪有(?:什么|啥)?|没有?(?:得|设|留|隔|装|弄|搞|做)?|无|木有|冇得?|莫得|木得|不设|不要|不需要|不用|"
    r"用不着|用不上|不带|没设|没留|"
    r"没隔)(?:单独的?|专门的?)?|(?:we have |there (?:are|is) )?no "
)
NOT_A_SINGLE = re.compile(
    r"一[个名位间台张样][一-鿿]{0,4}没[有得](?=$|[，,。；\s])|一[个名位间台张家]?人?[一-鿿]{0,4}?[都也](?:还|暂时|目前|现在|一直|从来)*(?:没|不(?!止|空|少|差|剩|闲|缺|落))|"
    r"(?:还|暂时|目前)没有?一[个名位间台张](?=$|[，,。；\s])|"
    r"\b(?:do|does|have|has|is|are)(?:n['’]?t| not) (?:(?:have|got|keep|need) )?one(?=$|[,.;!]| (?:at|here|yet|right|now|so)\b)"
)
"""护士暂时一个都没招到, we don't have one"""
NONE_BEHIND = re.compile(
    r"(?:这些|什么的|之类的)?(?:都|也|就|全|一[个张把间台]都)(?:没有?得?|不|冇|莫得)(?:放|摆|设|留|装|有|要|弄|搞|安|带)?(?:的|了)?"
)
"""凳子都没放"""
NOT_YET = re.compile(
    r"(?:目前|现在|暂时)?(?:都|也)?(?:还没|还未|没)有?(?:招|请|找|雇|聘|买|装|租)|"
    r"(?:none|nobody|no ?one|not any)(?: \w+){0,2} (?:yet|so far)|not (?:yet|hired)|"
    r"(?:we )?have(?:n't| not) (?:hired|found|got|employed)"
)
"""还没招到护士"""
CERTIFIED = re.compile(r"持证|执业|注册|专职|体育指导")
"""In the label of a fact: only such people are counted."""
FILL_ZH = re.compile(r"([^，。？！；、,.?!;]{1,16}?)(?:的)?[，,]?\s?就?(?:请)?填\s?(\d+)")
FILL_EN = re.compile(r"enter (\d+) (?:if|for) ([^.,]{2,40})", re.IGNORECASE)
# what may follow a number that has no unit: the end, punctuation, or a particle that leaves it a plain number
NOTHING_FOLLOWS = re.compile(
    r"\s+(?=[\u4e00-\u9fff])|\s*(?:$|之间|[，。；、,.;!！?？~)）(（…\n]|就[行好成]|吧|左右|上下|的(?!\d)|了|呢|啊|呀|哦|哈|嘛|那样|样子|这样|[一二三四五六七八九负\d]{1,2}[楼层]|"
    r"(?<=\d)(?!平尺|方尺)[\u4e00-\u9fff]{2,6}\d|"
    r"差不多|大概|平?均|来?算(?!上|我)|报(?:吧|$)|为准|"
    r"[来填写走登](?:记|上)?(?=吧|呗|嘛|好了|就行|就好|得了|[，。,\s]|$)|"
    r"or so|or|ish|\+|about|approx|i think|roughly|和|或|以|室[内外]|楼[上下]|[里外]面|[（(]?(?:包括|含|算上|连)我|"
    r"and (?:it|its|we|the|they|i|there|has|have|is|are|on|my|our)\b|"
    r"(?:plus|and) (?:me|myself)\b|including|incl|in total|altogether|together\b|in all|all in\b|all told|total\b|"
    r"exactly|precisely|to be (?:exact|precise)|on (?:the |our |my )?(?:deeds?|lease|contract|certificate|papers?|drawings?|plans?)\b|"
    r"in a straight|as the crow|for now|at the moment|of (?:them|whom|us)\b|each\b|apiece\b|$)"
)
ANOTHER = re.compile(r"\b(?:another|the other|a second|one more)\b")
UPSTAIRS = re.compile(r" (?:up|down)stairs\b")
ON_A_STOREY = re.compile(
    r" (?:on|at) (?:the )?[a-z\d-]+(?: (?:and|to) (?:the )?[a-z\d]+)? (?:floor|level|storey)\b|"
    r" in (?:the )?(?:basement|cellar|mall|shopping cent(?:er|re))\b"
)
"""Where a size is: "130 on the ground floor"."""
SOME_OF_THEM = re.compile(
    r" (?:out |right |over )?(?:at|in|on|by|round|around|through|near|facing|towards?|behind|beside|to) (?:the )?"
    r"(?:front|back|rear|side|left|right|each|top|ground|first|second|kitchen|street|yard|lift|stairs?|alley|lobby|car park)\b|"
    r" (?:big|small|large|little|medium)(?:er)?(?: ones?)?\b|"
    r" (?:for (?:guests?|customers?|visitors?|rent|letting)|to (?:let|rent))\b|"
    r" (?:inside|indoors|outside|outdoors)\b|"
    r" (?:are )?(?:certified|licensed|qualified|full[- ]time|part[- ]time)\b|"
    r" (?:with(?:out)?|have|has|hold(?:ing)?) (?:(?:an?|the|their|valid|proper) ){0,2}(?:[a-z]+ )?"
    r"(?:licen[cs]es?|certificates?|certs?|qualifications?)\b|"
    r" (?:without|(?:do|does) ?n[o']t)(?=$|[,.;])"
)
"""one at the front, six upstairs, 8 small ones: what is counted is left out."""
CORRECTED = re.compile(
    r"^[，,\s]+(?:哦|啊|呃|哎)?不是[，,\s]+$|"
    r"不对|错了|改成|改为|改回|应该是|具体|准确|确切|准数|实数|更正|其实是|而是|sorry|i mean|actually|make that|correction"
)
TOTAL = re.compile(
    r"(?:(?<!不)(?:算上我?|连上?我|带上我|包括我|加上我|算我|含我)(?:们?(?:俩口?|[两二]口|[两二]个?人?)子?)?在?内?|现在|如今|一共|总共|合计|总计|总数|剩下?|还剩|统共|拢共|通共|"
    r"一起|(?:加|合|凑|算)(?:到|在)?(?:起来|下来|一起|一块儿?|一堆)|总的|共计|共|"
    r"total(?: of)?|altogether|in all|\bso)[是有为约大概就]{0,4}\s*$"
)
ADDS_MORE = re.compile(
    r"[^，。；,;.\d]{0,6}?[，,、\s]*(?:(?:再|还|另外?|外)加上?|还有|另有|\bplus\b|\band (?:another|some|the)\b)(?![^，。；,;]{0,6}我)"
)
"""Behind a number: what may have to be added to it."""
DESCRIBED = re.compile(r"(?:能|可以|带|供)[^，。；]{1,6}的")
"""两间能唱歌的包房 may be some of them."""
ONE_OF_TWO = re.compile(r"[加和跟及与、带连][一-鿿]{2,4}$")
"""老师加阿姨四十个 counts more than the teachers."""
OF_US = re.compile(
    r" (?:of us|workers?|staff|employees?)(?=$|[,.;!]| (?:plus|and|in (?:all|total)|altogether|here|now|working|work|for now)\b)"
)
"""two of us, but not "two of us are stylists"."""
ALL_HANDS = re.compile(r"(?:加上|连同?|算上)[^，。；\d]{2,8}?(?:一共|总共|共)[有是]?$")
"""加上收银保洁一共26人"""
TOTAL_BEHIND = re.compile(
    r"[^，。；,;.\d]{0,10}?(?:\b(?:in total|altogether|together|in all|all told)\b|(?:总共|一共|合计|加起来)(?![^，。；,.\s]))"
)
EACH = re.compile(r"(?:每(?!天|日)|各|平均|each|per(?! day))[^，。；,;]{0,6}$")
JUST_BEFORE = re.compile(
    r"(?:另外|还|另)?[是为有约大概改成到占了:：=\s就要共的]{0,7}|"
    r"(?: (?:itself|alone|is|are|only|just|about|around|roughly|some|approx\.?)){1,3} "
)
PER_MONTH = re.compile(r"[每一个]月|每年|一年|\b(?:a|per|each|every) (?:month|year|week)\b|每周|一周|一个星期")
SOLID = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)\s?米?m?\s?[x×*乘]\s?(?P<b>\d+(?:\.\d+)?)\s?米?m?\s?[x×*乘]\s?(?P<c>\d+(?:\.\d+)?)\s?(?:米|m)"
)
_EXTENT = r"(\d+(?:\.\d+)?)"
_NAMED_SOLID = re.compile(
    rf"{_EXTENT}\s?[米m]\s?[长宽高深][，,、\s]*{_EXTENT}\s?[米m]\s?[长宽高深][，,、\s]*{_EXTENT}\s?[米m]\s?[长宽高深]|"
    rf"[长宽高深]度?[是为约]?\s?{_EXTENT}\s?[米m]?[，,、\s]*[长宽高深]度?[是为约]?\s?{_EXTENT}\s?[米m]?[，,、\s]*[长宽高深]度?[是为约]?\s?{_EXTENT}\s?[米m]"
)
_SEVERAL_OF_THEM = re.compile(r"(?:[二两三四五六]|(?<![\d.])[2-9])\s?[个只口台](?!人)")
COMPANY = re.compile(r"(?:just|only) (?:me|myself) (?:and|with|plus)|就我[和跟与加带]|一家|我们家")
COUNTED_IN = re.compile(
    r"算(?:上|在内|进)|包括|在内|[连带][上着]?我|加上?我|\b(?:counted|included|counting|including)\b"
)
TAKES_UP = re.compile(r"(?:[占有是共约]|加起来|合起来|一起)$")
"""Between the parts of a place and how large they are together."""
DENIED = re.compile(r"\bnot (?:on |in )?(?:the |an? )?$|(?<!是)不[是在]\s?$")
DOES_WITHOUT = re.compile(r"[没无不未]|\b(?:no|not|without)\b")
LONGER_NOUN = re.compile(r"(?:专用)?(?:通道|宿舍|餐厅|食堂|厕所|卫生间|更衣|休息|电梯|出入|的?门|柜|证|房|室|房间|卡)")
NO_MORE = re.compile(r"(?:的|了)?(?:都|全|就|只|也)|\s?(?:here|yet|at all|for now|right now)$")
NONE_AT_ALL = re.compile(
    r"(?:目前|现在|暂时|还)?一?[个名位间张台]?人?[都也]?(?:没有?得?|冇得?|木得|莫得)(?:招|请|装|设)?(?:的|了|啊|呢)?"
)
PARTLY = re.compile(
    r"[进里外前后大小那这][门面边头]?那?间|占|一半|三分之|没量|没算|不算|另算|不含|不包括|除外|记不清|不记得|没统计"
)
_NOW = r"(?:,? ?(?:for now|right now|at the moment|at present|so far|currently))"
HAS_LICENCE = (
    r"(?:(?:而且|并且)?(?:我|本人)(?:自己)?(?:也|是|就|都)*(?:有|持|考了?|拿了?|考过了?)[^，。；没无未不]{0,8}证(?:书|的)?|"
    r"(?:and )?(?:yes,? )?i(?!.{0,20}\bno)(?:'ve| have|'m| am| do have| hold)(?: got)?(?: (?:a|the|my|that))?(?: [a-z]+)? ?"
    r"(?:certificate|licen[cs]e|certified|licen[sc]ed|qualified|qualification|cert)|(?:certified|licen[sc]ed|qualified))"
)
"""Beside whom a number counts: that who speaks is one of them ("just me, I have the certificate")."""
ALONE = re.compile(
    rf"(?:就|只有|只|全是|都是)(?:我|老板|本人)(?:自己|一个人?|本人|一人)?(?:$|(?:有|持)证的?$|[，,]\s*{HAS_LICENCE}$)|"
    rf"^(?:it'?s )?(?:just|only) (?:me|myself){_NOW}?(?:$|[,.;]\s*{HAS_LICENCE}{_NOW}?$)"
)
OF_A_KIND = re.compile(r"建筑面积|建面|套内|使用面积|实用面积|公摊|得房")
VERBS = re.compile(r"[有是约要做共]|大概|差不多|一共|总共|大约|目前|现在|我们?")
NOUN = re.compile(r"(?![的是了都也就])[\u4e00-\u9fff]{2}")
ALL_DO = re.compile(r"\s?(?:他们|大家|全部|个个|人人|全员)?(?:都|全)")
WHO_SPEAKS = re.compile(r"(?:就|只有)?(?:我|俺)(?:自己)?(?:和|跟|与)")
NOT_ONE_STOREY = re.compile(r"(?:整栋|整幢|整个?楼|[共总]|全部|上下|加起来)[^，。；,;]{0,4}$")
STOREYS_ALL = re.compile(r"(?:楼|层)?(?:全部|全|都|整|[，,\s]?每层)")
"""整栋五层, 五层都是 say how many storeys there are, and not which."""
STOREYED_HOUSE = re.compile(
    r"的?(?:小|老|洋|自建|临街)+楼(?![层上下梯道里面顶])|楼房|别墅|民房|洋房|自建房|(?:楼的)?房子| (?:house|building|block|villa)\b"
)
"""三层小楼, a three-storey house: it has so many storeys, and on which the shop is was not said."""
SOME_DAY = re.compile(r"以后|将来|后期|后面|明年|旺季|节假日|还要|还会|打算|准备|计划|可能|\b(?:later|plan|will)\b")
PEOPLE = ("人", "名", "people", "staff", "employees")
"""What counts people; without any other word it may be the staff."""
PLACES = re.compile(r"(?<!\bthe )(?<!\bour )(?<!\bmy )(?:shop|store|place) $|(?<!store )room $|店 $")
"""Before a number they are part of an address ("Shop 12"), but not "the shop 90"."""
IN_THERE = re.compile(r"里(?:[头面边]|还|有)|内|门口|旁|外[头面]")
"""包间里头还有16个 counts no rooms."""
ALL_ALIKE = re.compile(r"都(?:是|有)?\s?$")
"""标间五间，标间都是两张床"""
OF_STOREYS = re.compile(r"[楼层]|floor|stor(?:e?y|ies)|basement")
"""What must be named beside a bare number to be a storey."""
PART_OF_A_DOOR = re.compile(r"[a-z\d][座栋]$")
"""In "A座1203" nobody sits."""
DAYS_IN = {"月": 30, "month": 30, "年": 365, "year": 365, "周": 7, "星期": 7, "week": 7}


_ORDINAL = re.compile(
    rf"(?:(?:it'?s|it is|we'?re|on|at|the|actually) )*(?:(?P<word>{ORDINAL})|"
    r"(?P<digits>\d{1,2})(?:st|nd|rd|th))(?: one| floor)?"
)


def ordinal(answer: str) -> float | None:
    """The storey that an answer says by its place in their order and says nothing else ("the fourth")."""
    said = _ORDINAL.fullmatch(answer)
    if said is None:
        return None
    return float(said["digits"]) if said["digits"] else float(place_of(said["word"]))


def volume(folded: str) -> float | None:
    """2米×1.5米×1米, or 1.5米宽2米长2米高 of one thing, in m³."""
    match = SOLID.search(folded) or (None if _SEVERAL_OF_THEM.search(folded) else _NAMED_SOLID.search(folded))
    return None if match is None else round(math.prod(float(extent) for extent in match.groups() if extent), 4)
