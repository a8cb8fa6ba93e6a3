"""The essence (要点) of a description: without where the shop is, what was there before, what it is not, and what comes besides."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLAUSE = re.compile(r"[，。；！？…!?;~\n、,]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\s+(?=but\s)")
_TURN = re.compile(
    r".*(?:改成|改做|改卖|改为|改开|换成|转成|转做|变成|而是|现在(?:要|想|准备)?(?:改)?|(?<!不)就是要?|"
    r"\b(?:turn(?:ed|ing)? (?:it )?into|convert(?:ed|ing)? (?:it )?(?:in)?to|changed? to|but|instead it is|"
    r"will be|now) )(?!(?:门店|店铺|店面|门面|铺子|固定|正规)[^，]{0,2}$)(?=.{2})"
)
"""Up to the turn (改成, but): what follows it is what will be."""
_MAINLY = re.compile(
    r".*(?:但|不过|但是|可).{0,4}(?:主要|主业|重点)(?:还是|就是|是|做|卖|搞)?(?=.{2})|.*\bbut mainly (?=.{2})"
)
_NOT = re.compile(
    r"^(?:我|我们|这|这个|那|可|但|但是|也|又|都|就)*(?:不是|不(?:卖|做|开|搞|办|带|弄|想|要|教|住|修|提供|含|"
    r"算|设)|没有?(?!证)|没得|"
    r"别|取消|non?\b|not |no |without |(?:i |we )?(?:do not|don't|won't|will not|am not|are not) |it's not |"
    r"it isn't |it is not |isn't never )"
    r"|不(?:做|卖|开|搞|教|干|住|带|弄|收|洗|唱)[^，]{0,4}了[哈啊哦呢]?$|不(?:搞|办|做|开|要|弄)$|^[^，]{1,5}不(?:看|卖|收|接|修|教|治|养)了?$|"
    r"^不[\u4e00-\u9fff]{1,4}$|不同意|^比.+(?:大|小|多)|改的$|(?:^|\s)(?:do not|don't|doesn't) |"
    r"不做[\u4e00-\u9fff]{0,4}$"
)
_WAS = re.compile(
    r"^(?:隔壁|楼上|楼下|对面|旁边|边上|左边|右边)(?:就是|是|有|开着)|"
    r"^[^，]{2,8}(?:路|街|大道|巷)(?:\d+号)?$|^[a-z]+ (?:road|street|avenue)$|^(?:我|我们|这|这里|这儿|那|那里|"
    r"房子|铺子|铺面|门面|店面)*(?:以前|原来|从前|原先|之前|原本|过去|前身|本来)(?!.*(?:改|现在))|"
    r"\bused to (?:be|run|sell|work)\b|\b(?:took|taken|taking) over an? old\b.*?(?:and|that|which|,)|^it was |"
    r"^formerly "
)
_WAS_BUILT_AS = re.compile(
    r"^[^，]{1,8}改的(?:房子|铺子|铺面|门面|店面|院子)?|^[^，]{1,8}(?:关了|倒闭了?|黄了|搬走了?|不干了)$"
)
"""What the rooms were before, in front of what they will be or alone (银行改的门面)."""
_FOR_WHOM = re.compile(
    r"给[^，]{1,10}?(?=供货?|配送|送货|做配套|做代工)|(?<=.{3})给[^，]{0,6}(?:店|馆|诊所|院|厂|公司|学校|食堂|酒店)$"
)
"""Who is supplied: a customer, not the shop (给附近咖啡馆供面包)."""
_EMPTY = re.compile(
    r"(?:现在|今年|我们?|俺|咱|想要?|要|准备|打算|就|也|自己|出来|回来|单干|开|干|做|搞|弄|办|个|一?家|店|了|吧|的|"
    r"自己的|转行|创业|now|i|my own|on my own|open|one|want to|\s)+"
)
"""A clause that says that something is to be opened, and nothing of what it is."""
_NO_LONGER = re.compile(
    r"(?<=.{2})(?:[，,\s]|^)?(?:而)?不是(?:给|卖|做|搞|什么)?.{1,8}$| not (?:an? |for |the )?\w+(?: lol)?$"
)
_WHERE = re.compile(
    # "准备开电竞馆130台电脑在三楼" says what is opened before it says where
    r"^(?!(?:就|想|我|准备|打算|要)*开(?!发|元)[\u4e00-\u9fff]{1,4}[店馆吧厅]"
    r"(?!的?(?:旁|对面|隔壁|正?门口|大门|附近|楼|后面|前面|斜|边)))(?:就|想|我想|我|准备|打算)*(?:在|位于|挨着|靠近?|离)?(?:(?!开[个一家]|[搞办弄盘]个)[^，]){1,14}?(?:旁边?|边上|对面|隔壁|附近|(?:正|"
    r"大)?门口|楼下|楼上|"
    r"后面|前面|斜对面|周边|周围|出口|大门口?|侧门|[一二三四五六七八九十负0-9]+[楼层]|内部|"
    r"院内)(?:那[一个]?[层家间栋]|的|里|边|上)*"
)
_WHERE_EN = re.compile(
    r"\b(?:next (?:door )?to|near|beside|opposite|across from|behind|close to|above|below|on top of|in front of|inside|"
    r"downstairs from|upstairs from|outside|at the gate of|around the corner from) (?:an? |the |my |our |"
    r"some )?\w+(?: (?:station|school|hospital|market|mall|street|gate))?"
)
_BESIDES = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:顺带|顺便|附带|附设|外加|另外|兼卖?|还(?:有|卖|带|做|能|可以|供)|也(?:卖|带|做|有|供)|"
    r"带(?!孩|宝|娃|人|练|小|课|货|队|团|着|教|婴|幼|来|的|宽)|再(?:卖|加|摆)(?:点|些)?).*$|"
    r"^(?:我们?|里面|店里)?(?:都)?有(?!证)[^，]*$|^(?:顺带|顺便|附带|附设|外加|另外|兼|再(?:卖|加|摆|弄|搞|放)|还(?:要|想)?(?:有|卖|带|做|供|能|可以|摆|"
    r"弄)|也(?:卖|带|做|有|供|要)|带(?!孩|宝|娃|人|练|小|课|婴|幼|货|队|团)).*$|"
    r"^(?:里面?|里头|店里|屋里|角落|门口|旁边)(?:再|还|也|顺带)?(?:摆|放|设|配|加|弄|搞|支|隔)(?!.*(?:包间|包厢|房间)).*$|"
    r"\b(?:plus|also|and also|as well as)\b.*$"
)
_A_PLACE = re.compile(r"(?:[店馆房院厅吧场所城室园铺站屋行坊摊]|地方|中心|超市|门诊|酒店|公司)$")
"""The end of what a business is called by: what leads there only tells more of it."""
_SELLS_SOME = re.compile(r"(?:我们?|里面|里头|店里|前台|吧台)*(?:会|想|准备|打算)?[卖供摆](?:一?点儿?|一?些)(?=.{2})")
_OF_ITS_OWN = re.compile(r"(?:[店馆房院厅吧城园]|网咖)(?<![小个家间开盘搞弄大商门铺本新老]店)$")
"""A shop of a kind, beside which a few things are sold ("弄个网吧，卖点饮料跟零食"); a 小店 is what it sells."""
_SIZE = re.compile(
    r"\d+(?:\.\d+)?\s*(?:平方米?|平米?|㎡|多?平|个平方|sqm|square met(?:er|re)s?)[左右多]*|"
    r"[一二三四五六七八九十百千两几]+(?:来|多|个)?(?:平方米|平方|平米|平)(?:左右|多)?"
)


@dataclass(frozen=True, slots=True)
class Essence:
    """What a description says that the business is, and what it says besides; both in folded words."""

    is_: str
    besides: str


def essence(folded: str) -> Essence:
    """The clauses that say what the business is; the description itself where nothing would be left of it."""
    kept: list[str] = []
    besides: list[str] = []
    for clause in _CLAUSE.split(_SIZE.sub(" ", folded)):
        words = clause.strip()
        if not words:
            continue
        turned = _TURN.sub("", words, count=1).strip()
        words = _MAINLY.sub("", turned, count=1).strip()
        if "为主" in words:
            leads = words.split("为主")[0]
            place = kept and _A_PLACE.search(kept[-1]) and not _A_PLACE.search(leads)
            return Essence("，".join((*kept, leads)) if place else leads, folded)  # "健身房，器械为主"
        if words == clause.strip() and (_NOT.search(words) or _WAS.search(words)):
            continue
        if words != turned:  # 主要是 says what leads: what was said so far comes besides
            besides.extend(kept)
            kept = []
        words = _FOR_WHOM.sub("", _WAS_BUILT_AS.sub("", words))
        words = _WHERE_EN.sub(" ", _WHERE.sub("", _NO_LONGER.sub("", words), count=1))
        if _SELLS_SOME.match(words) and any(_OF_ITS_OWN.search(one) for one in kept):
            besides.append(words)
            continue
        added = _BESIDES.search(words)
        if added is not None and kept and added.group().startswith("也"):
            besides.append(words)  # "酒店，120间房，泳池也有一个": all of the clause
            continue
        if added is not None and (kept or words[: added.start()].strip()):
            besides.append(added.group())
            words = words[: added.start()]
        if len(words.strip()) > 1 and not _EMPTY.fullmatch(words):
            kept.append(words.strip())
    if not kept:
        return Essence(folded, "")
    return Essence("，".join(kept), "，".join(besides))
