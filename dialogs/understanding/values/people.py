"""People told one by one (挨个说的人): "就我跟我媳妇", "我、老公还有我妈", "老板加三个伙计"; how many that makes."""

from __future__ import annotations

import re
from functools import cache

from dialogs.understanding.values.names import is_likely_name
from dialogs.understanding.values.numerals import numerals
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import name_words

_AND = re.compile(
    r"[和跟与同、加带+]上?着?(?:还有)?|以及|还有|外加|[,，。]\s?(?:还有|另外|再加|再|又|还)?|\s(?:and|plus|with)\s|\s?&\s?|\s?\+\s?"
)
_OPENING = re.compile(
    r"^(?:算上|连上|连同|加上|"
    r"目前|现在|暂时|店里|平时|一共|总共|也|就是?|只有|只是|有|是|我们店|it's |there's |there is |we are |just |only |"
    r"currently |so )+"
)
_ENDING = re.compile(
    r"(?:[,，\s]*(?:再?没有?(?:别|其他|旁)的?人了?|别的人?(?:都)?没有?了?|(?:and )?(?:no ?one|nobody) else|that['’]s (?:all|it))|"
    r"[,，\s]*(?:一共|总共|就)?(?:我们)?(?:[两俩二三仨四五六]个?人?|两口子)?(?:一起|轮流|轮班|轮着|轮换|换着|换班|倒班)*(?:在?(?:干活?|做事?|弄|开|经营|守店?|看店|忙活?|"
    r"打理|上班|撑着)|"
    r"[而就]已|罢了|吧|了|的|啊|呀))+$|"
    r"[,.\s]*(?:(?:who )?(?:working|work)(?: (?:here|there|in the (?:shop|store|kitchen)))?|here|there|run it|"
    r"(?:in|at|behind) the \w+|for now|right now|at the moment|at present|so far|currently)$"
)
_SPEAKER = re.compile(
    r"(?:我|俺|我这个(?!店(?!长)|铺|小店)[一-鿿]{2,4}|本人|我自己|我一个人?|我本人|老板|老板自己|店主|me|myself|i|the owner)"
)
_KIN_GROUP = re.compile(
    r"(?:我们?|俺们?|咱们?)?(?:一家|全家|自家)?(?:姐妹|姊妹|兄弟|姐弟|兄妹|哥|弟兄|母女|父子|母子|父女|婆媳|娘|爷|妯娌|师徒|老乡|同学|合伙人|朋友)?"
    r"(?P<count>俩|仨|[两二三四五六七]口(?:子|人)?|[两二三四五六七]个?人?)"
)
_SAYS_WHO = re.compile(r"我|俺|咱|姐|妹|兄|弟|母|父|婆|娘|爷|哥|家|师徒|口")
"""姐妹俩, 爷仨, 一家四口"""
_COUPLE = re.compile(
    r"(?:就)?(?:我们?|俺们?)?(?:老)?(?:[两俩]口子?|夫妻(?:俩|两个|二人)?|俩|两个人?)|"
    r"(?:the )?two of us|my (?:wife|husband) and (?:i|me)"
)
_SOME = re.compile(
    r"(?:请了?|雇了?|招了?|聘了?|我?(?:请|雇|招)的)?\s?(?P<count>[a-z]{2,9}|\S{0,3}?)\s?(?P<one>个|名|位)?(?:[一-鿿]{1,5}的)?(?:(?<=的)(?=$)|伙计|员工|店员|服务员|小工|师傅|学徒|"
    r"徒弟|工人|帮工|阿姨|厨师|帮手|小妹|小哥|姑娘|妹子|小伙子?|大姐|大叔|临时工|兼职|钟点工|亲戚|人|people|staff|helpers?|workers?|"
    r"employees?|waiters?|waitress(?:es)?|girls?|boys?|lad(?:y|ies)|guys?|men|women|others?|friends?|cousins?|assistants?|"
    r"cooks?|chefs?|baristas?|cleaners?|cashiers?|servers?|bartenders?|apprentices?|part[- ]timers?)"
)
_ONE_HIRED = re.compile(
    r"(?:(?:打算|准备|计划|想|要|再|又|还)*(?:请|雇|招|聘|找|带)了?)?一?[个名位](?:(?:做|管|搞|负责)?[一-鿿]{2,5})"
)
"""再请个帮厨: one more, whatever the post."""
_NOBODY = re.compile(
    r"(?:就|只)?(?:有|是|开了?|租了?)?一?[个间家张条](?:[小大老]|单独的?|[一-鿿]{1,3}的)?(?:门脸|门面|档口|铺面|店面?|铺[子位]?|店[子铺]|摊[子位]?|窗口|厨房|后厨|仓库|库房|院子?|"
    r"柜台|吧台|大?厅|门|桌子?|台子|灶台?)"
)
"""两个人，一个小门脸: what they have there is none of them."""
_HIRED = re.compile(r"(?:请|雇|招|聘)了?\s?(?P<count>[一二两三四五六七八九十\d]{1,3})[个名位]人?")
_WITH_LICENCE = re.compile(
    r"(?:(?:我们?|店里|现在|目前|真正)*(?:有|持|拿了?|考了?)(?:了|到)?[一-鿿]{0,6}证的?(?:人|教练|老师|救生员|医生|兽医)?(?:目前|现在|暂时)?"
    r"(?:就是?|只有|只是|只|是|有|[:：])+(?P<behind>[^，。；;]{2,24}(?:[,，][^，。；;,]{2,4}){0,3}))|"
    r"(?P<ahead>[^，。；;,没无未不]{3,24}?)(?:两个人?|两人|[俩仨]|三个人?)?(?:都|是)?(?:有|持|拿了?|考了?)(?:了|到)?(?:[一-鿿]{0,6})证的?"
)
"""Who has a licence, told by name: "有证的就小马和老田"."""
_LICENSED = re.compile(
    r"(?:我|俺|我自己|本人|老板)|(?:小|老|阿|大)[一-鿿]|[一-鿿]{1,3}(?:医生|大夫|师傅|教练|老师|[姐哥总工])"
)
_SO_MANY = re.compile(
    r"(?:we are|we're|we have|there are|there's|there is|just|only) (?P<count>[a-z]{2,6}|\d{1,2})"
    r"(?: of us)?(?: here| in all)?\s?[:,-]\s?"
)
"""we are three: me, my husband and his cousin"""
_ADDED = re.compile(
    r"[^，。；,;.\d]{0,6}?[，,、\s]*(?:(?:再|还|另外?|外)加上?|还有|另有|另外有|加上)(?P<who>[^，。；,;.\d]{1,16})"
)
"""Behind a number: who has not been counted yet ("一班四个，再加站长和会计")."""
_JOINED = re.compile(r"[和跟与及、]|以及|还有|加上?")
_POST = re.compile(
    r"[一-鿿]{0,3}(?:厨师|师傅|收银|保安|保洁|阿姨|学徒|店员|服务员|导购|长|经理|前台|助理|会计|出纳|技师|小工|帮工|传菜|员|工)"
)
_STAFF_COUNTED = re.compile(
    r"(?:我们?店?|咱们?|店里头?|铺子里|目前|现在|平时|暂时|[一总]共|加起来|[连算加]上?我(?:自己|本人)?(?:在内)?|就|只|有|是|还有|另外|[请雇招]了?)*"
    r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:[个名口位]?人|[个名位]?(?:员工|店员|伙计|营业员))"
    r"(?:[一共在都轮流着换]*(?:[看守顾]店|上班|干活|做事|工作|打理|经营|忙活?|坐班|轮班|值班|店里|这[儿里]))?[了的]?|"
    r"(?:we are |we're |we have |there are |there's |just |only )*"
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten) (?:of us|people|persons|staff|employees|workers|assistants)"
    r"(?: (?:work(?:ing)?|run|look after|mind|in all|altogether|including me|here|in the shop|the shop|it))*"
)
_JOINS = re.compile(r"[另外还又再共有是的]*|[a-z ]*")
_MOST = 12


def people_told(folded: str) -> tuple[int, bool] | None:
    """How many people are told one by one, and whether nothing else is said; None where others stand there, or only one."""
    words = folded.strip()
    if (so_many := _SO_MANY.match(words)) is not None:
        told = people_told(words[so_many.end() :])
        count = numerals(so_many["count"])
        return told if told is not None and count and count[0].low == told[0] else None
    words = _ENDING.sub("", _OPENING.sub("", words))
    parts = [part for split in _AND.split(words) if (part := split.strip()) and not _NOBODY.fullmatch(part)]
    kin = _KIN_GROUP.fullmatch(parts[0]) if len(parts) == 1 and _SAYS_WHO.search(words) else None
    if kin is not None:
        return int(numerals(kin["count"])[0].low), True
    couple = bool(parts) and _COUPLE.fullmatch(parts[0]) is not None
    speaker = next((part for part in (*parts[:2], *parts[-1:]) if _SPEAKER.fullmatch(part)), None)
    if not 2 <= len(parts) <= _MOST or not (couple or speaker):
        return None
    relation = _relation()
    total, plain = (2, False) if couple else (1, True)
    parts.remove(parts[0] if couple or speaker is None else speaker)
    for part in parts:
        if relation.fullmatch(part) is not None:
            total += 1
            continue
        some = _SOME.fullmatch(part) or _HIRED.fullmatch(part)
        if some is not None and not some["count"] and some["one"]:
            total, plain = total + 1, False  # "再请了个小工"
            continue
        if some is None and _ONE_HIRED.fullmatch(part) is not None:
            total, plain = total + 1, False
            continue
        found = numerals(some["count"]) if some is not None else []
        if len(found) != 1 or found[0].low != found[0].high:
            return None
        if some is not None and _JOINS.fullmatch(some["count"], 0, found[0].start) is None:
            return None  # "我和表妹俩人" are the two of them
        if part is parts[-1] and part.endswith(("人", "people")) and found[0].low == total > 1:
            continue  # "我，再请了俩小工，三个人"
        total, plain = total + int(found[0].low), False
    return total, plain


def counts_staff(clause: str) -> bool:
    """Whether a clause counts who works there and says no more ("两个人看店", "店里连我四个人"; but "两个人用的按摩椅")."""
    return _STAFF_COUNTED.fullmatch(clause) is not None


def licensed_told(folded: str) -> int | None:
    """How many people are told by name of whom it is said that they have a licence; None where others stand there."""
    told = _WITH_LICENCE.fullmatch(_ENDING.sub("", folded.strip()))
    if told is None:
        return None
    parts = [part.strip() for part in _AND.split(told["behind"] or told["ahead"]) if part.strip()]
    relation = _relation()
    ways = (_SPEAKER, _LICENSED, relation)
    if not 2 <= len(parts) <= _MOST or not all(
        any(way.fullmatch(part) for way in ways) or is_likely_name(part) for part in parts
    ):
        return None
    return len(parts)


def people_added(folded: str, position: int) -> int:
    """How many people without a number are added behind the number that ends there ("六个，再加店长和收银": 2)."""
    added = _ADDED.match(folded, position)
    if added is None:
        return 0
    people = [part.strip() for part in _JOINED.split(added["who"])]
    relation = _relation()
    ways = (_SPEAKER, relation, _POST, _role())
    known = all(any(way.fullmatch(one) for way in ways) for one in people)
    return len(people) if known else 0


@cache
def _role() -> re.Pattern[str]:
    return any_of(name_words().roles) or re.compile(r"(?!)")


@cache
def _relation() -> re.Pattern[str]:
    words = name_words()
    kin = any_of((*words.relations, *words.kin))
    pattern = kin.pattern if kin is not None else "(?!)"
    return re.compile(
        rf"(?:我们?|俺|(?:my|our|his|her|their|an?) )?(?:家|屋里)?的?(?:{pattern})(?:一个|一人|(?:两个?|俩)人?)?|"
        r"我?(?:屋里|家里|堂客|婆娘)的?(?:那个|那位|人|老婆|老公)?(?:一个|一人|两个?人?)?"
    )
