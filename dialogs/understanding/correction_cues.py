"""Words that correct (更正用语): whether a message takes back, corrects or admits something, and what it takes back."""

from __future__ import annotations

import re

from dialogs.understanding.segments import blanked

_CUE = re.compile(
    r"(?<!还)(?<!老)(?:写|填|说|讲|打|搞|弄|选|报|输|记|答|点|发|看|按|敲|数|算|量|抄)(?:的)?(?:错|反|混|漏)|错了|(?<![相造])反了|有误|不正确|"
    r"(?:改|换)(?:成|为|到|过来|回(?!上)|一[下哈]|下|一改|改|掉)|更正|变更(?:成|为|了)|更新成|更新为|修改|修正|纠正|"
    r"重新(?:填|写|选|说|答|报|算|录|输|来|弄)(?:一下)?|(?:少|漏)了?(?:写|填|打|输)了?|(?:刚才|刚刚|前面|上面|之前|"
    r"上一?个).{0,10}(?:没|忘|漏)了?(?:答|填|说|写|选)|(?:^|[,，。；\s])(?:改|换)(?!天|造|装|日|行|句|言|个话|种|个人|机?油(?!品)|轮?胎|锁|屏|电池|刹车)|(?:改|"
    r"换)(?:个|一个|我的|上面|前面|刚才|之前)|(?:我|想|要|"
    r"需要|把|给我|帮我)(?:来)?改|改(?:填|写|选|报|走|用)(?!了没)|^改(?!天|造|装|日|行)|(?:刚才|刚刚|前面|上面|之前|先前|上一?个|"
    r"上次).{0,10}(?:不是|不对|错|有问题|作废|不算)|"
    r"^(?:不对|不是|错|哦不|啊不|等等|等下)[,，\s]*(?:的|了|啊|是|应该|有|没|要|卖|\S)|(?:搞|记|看|"
    r"说|填|写|打|输|报|抄)(?:岔|串)|[\u4e00-\u9fff]不对(?:吧|啊|哦|呀|了|的)?(?=$|[,，。\s])|^不+[,，]|(?<!是)不是.{1,12}[,，]?是|"
    r"^(?:no,? )?not (?!sure|certain|yet|now|really|right now|entirely)(?:the |an? )?[^,]{2,24}, (?:but |it'?s |the |an? )*[^,]{2,24}$|"
    r"[从由]\s?[\d一二两三四五六七八九十百千]+[^，。\d]{0,3}[减加增降升涨调扩缩砍变压](?:少|加|小|大)?(?:到|成|为)|(?:不要|别)(?:写|填|报)\s?[\d一二两三四五六七八九十百]|"
    r"(?:写|填|说|打|选|报|输|答)[的得](?:不对|有问题)|"
    r"^不是[^,，]{1,12}[,，]\s*[^,，]{1,12}$|是错的|不是\s?[\d一二两三四五六七八九十百千]+[^，。,\s]{0,4}[,，].{1,16}[\d一二两三四五六七八九十百]|错[别]?字了?(?=$|[,，。\s])|错了[一两]个字|[,，。\s](?:而?不是|并非)\s?[\d一二两三四五六七八九十百]+[^，。,\s]{0,2}$|(?:写|填|打|输|报|算|看|听|记|选|点)成了?[^，。\s?？]{1,10}了(?=$|[,，。\s?？])|才(?:对|是对的)|(?:撤回|收回|取消)(?:刚才|刚刚|上一|前面|那句)|"
    r"(?:写|填|说|报|算|打|量)(?:少|多|大|小|高|低)了|(?:(?<!公摊)(?<!墙体)去掉(?!了?(?:公摊|墙))|删掉|删了|拿掉|划掉)|再加一[项个种]|(?:地址|面积|电话|名字|"
    r"店名).{0,3}加(?:上|个)|"
    r"(?:号|电话|号码|手机)[^，。\d]{0,6}(?:不用了|停机|丢了|变了|换了)|, ?not \d|\bi said it wrong\b|"
    r"\bi (?:answered|replied|clicked|tapped|pressed|typed|said|wrote|put|chose|picked)(?: (?!that\b)[a-z]+){0,3} "
    r"(?:too (?:fast|quickly|soon)|by (?:accident|mistake)|accidentally|in a hurry|without thinking)|"
    r"\bi (?:left out|missed(?: out)?) (?:a|one|the|two) (?:[a-z]+ )?(?:words?|letters?|digits?|numbers?)\b|"
    r"\bmis-?s?pel(?:led|t)\b|\b(?:digits?|numbers?|letters?)\b.{0,24} (?:mixed up|swapped|switched|muddled)|"
    r"\bspel(?:led|t) .{2,30},? (?:and )?not |my (?:mistake|bad|fault)\b|^(?:wh)?oops\b|"
    r"(?:想|要|把|得).{0,10}改(?:一改|改|了|掉)?$|是.{1,12}不是.{1,12}$|[\d一二两三四五六七八九十]\s?(?:个人|个|人|平|间|张|台|"
    r"楼)?[改变]\s?[\d一二两三四五六七八九十]|"
    r"[\u4e00-\u9fff]改\s?[\d一二两三四五六七八九十]|\bchange .{2,30} to\b|\b(?:no,? wait|wait,? no|scratch that)\b|"
    r"\b(?:wrong|incorrect|mistake|mistyped|typo|misspoke|correction|correct (?:the|my|that|it)|"
    r"change (?:the|my|it|that|this)|changed? to|update (?:the|my)|"
    r"should (?:be|have been|read|say)|instead of|i meant|i mean|rather than|not right|fix (?:the|my|"
    r"that)|edit (?:the|my)|amend|made an error|"
    r"(?:fix|change|edit|correct|update) (?:something|an answer|one answer|what|two|three|both|some|a few|a couple|these)|"
    r"that was not|it'?s not|it isn'?t|"
    r"is not .{1,20}(?:but|it'?s)|not \d.{0,12}(?:but|,))\b"
)
_WEAK_CUE = re.compile(
    r"(?:刚才|刚刚|前面|前头|上面|上头|之前|先前|原来)(?:的|那|说|填|写|报|选)[^，。]{0,8}(?:别|不)(?:用|要|算|作数)(?:了|$|(?=[,，。\s]))|"
    r"(?:别|不)(?:再)?[寄送发][^，,。\s]{1,6}了(?=$|[,，。\s])|"
    r"(?<![一-鿿]给)我(?:是|就)?[说报写填讲](?:的)?(?:是)?\s?[\d一二两三四五六七八九十百千]+[^，,。\s]{0,3}[,，\s]+(?:其实|实际|应该|现在)?(?:是|有)\s?[\d一二两三四五六七八九十百千]|"
    r"(?:我|就|是)(?:只|光)(?:算|写|填|报|说|数|记)了|(?:没|忘了?|漏了?)(?:算|写|填|报)(?:上|进去?)|"
    r"(?:少|多|漏)了?[一两俩几]?个?字|\bchanged(?=,|$| and\b)|"
    r"\b(?:it'?s|it is|should be) (?!not)[^,]{2,30}, (?:and )?not [^,\d]{2,30}$|"
    r"^不(?!是|对|用|要紧|好意思)[^,，]{1,6}[,，].|"
    r"(?:换|改)(?![了人成个一新别掉下过])[一-鿿]{2,8}(?=$|[,，。\s])|取消(?:$|了|[,，。])|[个名位间台张平]不(?:能|该|应该?|可以)?算(?=$|[,，。\s])|不准(?:$|[,，确])|(?:拆|撤|停|退|关|砍|卖|拿|处理)(?:掉|走|光)?了(?=$|[,，。\s])|"
    r"(?:漏|少|忘)了?(?:记|讲|报|算)?(?=[一-鿿])|加上|再加|补上|添上|除了.{1,8}(?:还|也|都)|"
    r"\bnot (?:just|only)\b.{2,40}\b(?:too|also|as well|and)\b|\bmake (?:it|that) \d|"
    r"(?:换|变|改|搬)了?人?了(?=$|[,，。\s])|(?<!是)不是[^,，是]{1,12}[,，]\s*[^,，]{1,12}$|(?:漏|忘)了(?:$|[,，说写选])|"
    r"\b(?:installed|added|removed|got) .{2,30}(?:today|now|already|yesterday)|(?:今天|昨天|刚刚?|已经)(?:弄|装|搞|办|签)好了|"
    r"(?:^|[,，。\s])(?:我们?|那|就)?[^,，。\s]{0,6}不(?![,，。\s])[^,，。了]{1,6}了(?:$|[,，。\s])|(?:不作数|不算数|作废)|"
    r"(?:加|添|增|招|请|来|减掉?|少|走|辞|退|砍掉?|拆掉?|撤掉?)了?(?:[\d一二两三四五六七八九十]+(?:个人|个|名|位|间|张|台|平)|[俩仨])|"
    r"\bso [\w-]+ (?:in total|in all|altogether|now)\b|\b(?:one|two|three) (?:more|another|extra) |"
    r"\b(?:i|we) (?:told you|said|wrote|put|gave you) "
    r"(?:it was |it's |(?:the|my|our) [a-z]+(?: [a-z]+)? (?:is|was|has|had|holds|held) )?\d|(?:跟|给|对)你(?:说|报|讲)的|"
    r"[我又要想](?:反悔|变卦)|后悔了|(?:^|[,，。；\s]|算了|要不)(?:那|我|我们)?还是(?=[走选按用寄邮办自改][一-鿿])|"
    r"\b(?:switched|changed|moved|went) (?:[a-z]+ ){0,3}from .{2,40} to\b|\bswitched to\b|chang(?:ed|e) my mind|[改换变]了?主意|"
    r"(?:前面|前头|刚才|刚刚|之前|先前|原来|上次|上面|上头)(?:我|那个|那句|只|就|光)*(?:说|填|写|选|答|报|讲)|(?:少|多)(?:算|写|报|说|填)了|"
    r"按[^，。]{1,6}算|(?:应该|应当|要)(?:是|写|填|选|说|答)|还是(?:不|要|挂|卖|做|上|找)|"
    r"其实|实际上?|应该是|准确(?:地说|的)|^不是.+[,，]?(?:是|而是)|\b(?:actually|in fact|really is)\b"
)
"""Words that correct only something that was said before; on their own they soften an answer."""
_SPEAKS_OF_ERROR = re.compile(
    r"(?:少|多|漏|错|重|忘)了?(?:写|填|说|打|报|算|输|加|记)|(?:写|填|说|打|报|算|输|记)(?:的)?(?:错|少|漏|多|反|混)|不对|错了|"
    r"有误|[改换]|重新|不[算作]数|作废|"
    r"wrong|mistake|typo|\bmis-?s?pel(?:led|t)\b|\bchanged?\b|\b(?:is|was)(?:n't| not) right\b"
)
"""In what could be a text or a name: it rather says that something was wrong."""
_HEARSAY = (
    r"[^,，。；\s\d一二两三四五六七八九十百千]{0,12}[\d一二两三四五六七八九十百千]{1,8}[^,，。；\d]{0,6}?那?(?:都|只)?是[^,，。；\d]{1,8}"
    r"(?:吹(?:的|牛)|[瞎乱胡]说的?|[瞎乱]报的?|忽悠(?:人|我)?的?|(?:估|猜|蒙)的)(?=$|[,，。；\s])|"
    r"\b\d[\d,]*(?: [a-z]+)? (?:was|is|were) [^,.;\d]{0,30}?\b(?:brag(?:ging)?|exaggerat(?:ing|ion)|guess(?:ing)?|made up)\b"
)
"""A number that somebody else only boasted of or guessed ("能装800人那是商场经理吹的")."""
_TAKEN_BACK = re.compile(
    r"\b(?:i|we) (?:told you|said|wrote|put|gave you)(?: it was| it's)? \d[\d,.]*(?=,? (?:but|before|earlier|for the)\b|[.,;] |$)|"
    rf"{_HEARSAY}|"
    r"(?:跟|给|对)你(?:说|报|讲)的?(?:是)?[\d零〇一二两三四五六七八九十百千.]+(?=$|[,，。；])|"
    r"(?:(?<=[,，。；\s])|^)(?:刚才|刚刚|前面|上面|之前|先前|原来)(?:写|填|说|报|给|发)?(?:的)?那个[^,，。；\d]{0,6}?是[^,，。；\d]+|"
    r"\bthe (?:other|old|first|previous|earlier|former) one (?:is|was) [^,.;\d]+|"
    r"(?:,? (?:and )?not|instead of|rather than) (?:the )?(?=\d)[\d.,]+|"
    r"(?<!改[写填报选])(?<=[写填打输报算看听记选点])成了?\s?[\d零〇一二两三四五六七八九十百千.]+[^，。,\s\d]{0,3}了(?=$|[,，。\s])|"
    r"\b(?:instead of|rather than) (?:(?:the|a|an) )?[a-z][a-z' -]{1,40}(?=$|[,.;!])|"
    r"[^,，。；\s]{0,6}[\d一二两三四五六七八九十]+[^,，。；\s]{0,10}不(?:能|该|应该?|可以)?算(?:进去?|上|在内|数)*(?=$|[,，。；\s])|"
    r"(?<=[,，。；\s])(?:而?不是|并非)[\d零〇一二两三四五六七八九十百千.]+",
    re.IGNORECASE,
)

_BOASTED = re.compile(_HEARSAY)


def is_correction(folded: str) -> bool:
    """Whether the words take something back that was said before."""
    return bool(_CUE.search(folded))


def may_correct(folded: str) -> bool:
    """Whether the words correct something, provided that there is something to correct."""
    return bool(_WEAK_CUE.search(folded) or _BOASTED.search(folded))


def speaks_of_error(folded: str) -> bool:
    """Whether what could be a text or a name rather says that something was wrong."""
    return _SPEAKS_OF_ERROR.search(folded) is not None


def without_old(text: str) -> str:
    """The text with numbers blanked out that it takes back ("17 rooms, not 15", "两千一写成一千二了")."""
    return blanked(text, [found.span() for found in _TAKEN_BACK.finditer(text)])
