"""Answers in free words (文字) that are no name of a person: names of businesses, words on signs, what is made or sold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dialogs.understanding.values.folding import clause_at, is_question, says_dont_know, stored
from dialogs.understanding.values.left_out import without_left_out
from dialogs.understanding.values.ours import ours
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of
from dialogs.understanding.values.said import said as take_apart
from dialogs.understanding.values.sizes import without_size
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

_HAN = re.compile(r"[一-鿿]")
_POINTS_ELSEWHERE = re.compile(
    r"(?:就?(?:跟|和|同|与|按|照)).{1,8}(?:一样|一致|相同|那个|来)(?:的|吧|就行|就好)?|(?:就|就是|写|用|和|跟|同)*(?:我们?的?|咱们?的?)?(?:店名|店的名字|店铺名|名字|招牌名|公司名|公司名称|"
    r"执照(?:上)?的?名[字称]?|店名一样)(?:就行|就好|一样|相同|一致|吧|呗|啊)*|(?:跟|和|同)?(?:上面|执照|前面|刚才|"
    r"店名)(?:的|上的?)?一样|同上|一样的?|same(?: as .{1,30})?|the shop(?:'s)? name"
)
"""A text that is said to be elsewhere is not the text."""
_SO_MANY_CHARACTERS = re.compile(
    r"^(?:就|一共)?[一二两三四五六七八九十]{1,2}个(?:大)?字[，,：:\s]*(?=\S{2})|"
    r"(?:(?<=[”\"」』’])|(?<=[\u4e00-\u9fff]{2})(?=这))这?[一二两三四五六七八九十]{1,2}个(?:大)?字$"
)
_NOT_SETTLED = re.compile(
    r"^(?:还没|没有|尚未|暂时|正在|还在|等|以后|到时|可能|也许|看|随便|不)|再说|没定|没想|没办|没弄|商量|到时候"
)
"""Words that rather say why there is no text yet."""
_QUOTES = re.compile(r"^[\s“\"'「『《‘]+|[\s”\"'」』》’]+$")
_TEXT_LEAD = re.compile(
    r"^[^：:]{0,40}\b(?:letter(?:s|ing)|board|sign|background|characters|plate|capitals)\b[^：:]{0,20}:\s*(?=\S{2})|"
    r"^给[^，。；]{1,14}?(?:供货?|送|做|配)(?:的是|的)?(?=\S{2})|^[^：:，,；;]{1,8}[：:]\s*(?=\S{4})|^(?:写了?(?:好|几|很多|多|两|三)+[行条项个字]+[，,：:\s]+)(?=\S{2})|^(?:(?:我们?|咱们?)?(?:的)?(?:店|店铺|公司|企业|铺子)(?:的)?(?:名字?|名称|招牌)?(?:就?叫做?|是|为|(?=[:：]))[:：\s]*|"
    r"(?:营业)?执照上?的?名[字称](?=[一-鿿]{4})|(?:营业)?执照上?(?:写的?|登记的?|的名[字称])?(?:名[字称])?(?:是|(?=[:：]))[:：\s]*|(?:名[字称]|店名|字号|"
    r"招牌上?)(?:就?叫做?|是|为|写|(?=[:：]))[:：\s]*)(?=\S{2})|^(?:(?:打算|准备|计划|想|就|要|会)*(?:写(?!意|真|生|字楼)|叫(?!花|化)|是|做|卖|用(?!心)|上面写|招牌上?写|"
    r"招牌名?叫?)(?:着|的是|的(?=..)|上|成)?[:：\s]*)(?=[^\s])"
)
_FILLERS = re.compile(
    r"^(?:(?:品种|东西|产品)(?:就|主要)?(?:是|有)|(?:嗯+|哦|那|我们?|咱们?|店里|目前|暂时|一般|平时|主要|大多数?|大部分|多半|基本上?|只|光|就|都|也)+(?:就?是(?=供|做|卖|批))?(?:就?是|有|做|卖|供|批发|批|看(?![看下一])|写|叫|印)(?:的是|的|一下|一?[点些]|个(?=[内外儿妇])|上)?|"
    r"(?:主要|大多数?|大部分|多半|基本上?)(?:就|的)?(?:是?(?:供|做|卖|批发?)(?!应)(?:一?[点些])?)?|就(?=[一-鿿]{2,}.*(?:[两三四几些]样|而已)$)|"
    r"(?:全称|全名|字号|(?:营业)?执照上?(?:面)?|照(?:上面?|面上)|(?:本子|证)上面?|上面|上头|牌子上?|招牌上?|门头上?)(?:的?名[字称])?(?:就|只|会|写|登记|注册|印|打|填|的)*"
    r"(?:叫做?|是|写|印|打|为)(?:的是|的|着|上)?|"
    r"(?:照上面?|(?:营业)?执照上?)的?名[字称]\s|"
    r"(?:等|让|容|待)?我?(?:先)?(?:看|翻|找|查|想|瞅|瞧)(?:看|翻|找|查|想|瞅|瞧|一?下)+(?:执照|本子|照|证)?[啊哈哦嘛呀吧]*[…\.。，,\s]+(?:(?:嗯+|哦|呃|啊)[，,\s]*)?(?:就?是|叫做?|写的?是?)?|"
    r"(?:登记|注册)的(?:名[字称])?(?:就?是|叫做?)|"
    r"印(?:上|的是)?(?=\s)|"
    r"(?:名[字称]|店名|公司名)(?=[一-鿿]{4,}(?:公司|店|馆|行|部|院|吧|厅|社)$)|"
    r"(?:mainly|mostly|just|only|we (?:\w+ly |just )?(?:make|sell|supply|bake|do)|it'?s (?:just|only))\s)[:：\s]*(?=\S{2})",
    re.IGNORECASE,
)
"""What stands before a text and is no part of it ("主要就是血糖仪", "全称叫…")."""
_ENDS = re.compile(
    r"(?:[，,。；;\s]+[^，,、。；;\s]{1,12}的(?=就|也就|一共|总共))?[，,。；;\s]*(?:就|一共|总共|也就)*(?:这|那)?[一二两俩三四五六七八几些]*(?:(?<=[一二两俩三四五六七八几些])(?:样|种|款|(?<=[这那].)类|个(?:大|汉)?字)|(?<=就这)些)(?:东西|产品|而已|吧|了|的|往外?批?供?送?货?)*$|"
    r"[，,；;。\s]+(?:就|再)?(?:没有?|不写?|无)(?:别的|其他|其它|旁的)(?:字|东西|内容)?(?:了|的)?$|"
    r"[，,；;。\s]+(?:别的|其他|其它)(?:字)?(?:都|一概|什么都|也)?(?:不|没有?)[一-鿿]{0,3}$|"
    r"[，,；;。\s]+(?:营业)?(?:执照|照|本子|证)(?:上面?)?(?:就|也)?(?:是|叫)?(?:这个(?:名[字称])?|(?:就)?这么(?:写|叫|登记)|(?:写|登记)的这个)(?:的|吧)?$|"
    r"[，,；;。\s]+就(?:行|好|可以|这样|这些)了?$|\s+on (?:it|the sign)$|"
    r"[，,；;。\s]+(?:[红白黑蓝黄绿金银棕][色]?(?:底|字|的)*){1,3}$|,? (?:all )?in (?:\w+ ){0,3}(?:letters|characters|lettering|font)$|"
    r"[，,；;。\s]+(?P<spelt>[一-鿿])(?:字)?是[一-鿿]{1,4}(?:的)?(?P=spelt)$|"
    r"(?<=[一-鿿]{2})(?:而已|就行|就好)$|"
    r",? (?:and|which) (?:(?:it|that)(?:'s| is)?|covers?|is|measures?|takes up|comes to|will be) [^,.;]{0,24}\d[^,.;]{0,24}$|"
    r",? (?:and )?(?:nothing|no) (?:else|more|other words?)$",
    re.IGNORECASE,
)
"""What stands behind a text and is no part of it ("…四个字", "…就这两样往外批")."""
_LISTS_SO_MANY = re.compile(
    r"^[^，。：:；;、\d]{0,5}?(?:就|一共|总共|只有?|共|有|是|都)*(?:[一二两三四五六七八九十]{1,2}|\d{1,2})(?:大|小)?[项样种类个](?:东西|产品|品种|科目|内容)?"
    r"[，,：:\s]+(?:分别)?(?:是|为|有)?(?=[^\d\s]{2})"
)
"""How many things a text lists, before they are listed ("上面就两项，…")."""
_WHAT_IS_DONE = re.compile(
    r"^(?:还|也|都)?(?:供|做|卖|批发?|送|烤|生产|加工|经营|主打)(?:货)?的"
    r"(?:也|就|都|全|主要)*是(?=[一-鿿“\"]{2})"
)
"""A verb that says what becomes of the things, as the topic of the sentence ("供的是桃酥")."""
_WHERE_TO = re.compile(
    r"(?<=[一-鿿]{2})(?:都|也|全)?是?(?:往外|对外)(?:批发?|供货?|送货?|卖)$|"
    r"[，,；;。\s]+(?:都|也|专门|全)?(?:是)?(?:供给?|送到?|批发?给?|卖给|给)(?!水|电|气|排|热|应链)[^，,；;。、]{1,14}$"
)
"""Whom a thing is made for ("…，供给几家咖啡馆"), behind what is made."""
_STILL_TALKS = re.compile(
    r"^(?:就|主要|只|都是|大多|一般|我们?|咱|打算|想|准备)|(?:这|那)?(?:[两三四几]|这些)样|[吧呗嘛呀啊哦噢咯呢]$|刚才|之前|说了|也卖|等我|回来(?:说|填|问)|再说|^(?:mainly|mostly|just|only|we|i)\b",
    re.IGNORECASE,
)
"""What is left of talk in a long text, so that the applicant looks at it once more."""
_ABOUT_ANSWERS = re.compile(
    r"^(?:哎|唉|哦|不|啊)*(?:刚才|刚刚|前面|上面|之前|那个|这个|这[题项]|那[题项]).{0,6}(?:不是|不对|错|有误|不算|跳过|先放|再填|再说)|"
    r"^(?:我|又)?(?:讲|说|写|填|打|搞|弄|选|报|输)[错岔反](?:了|喽|咯|啦|哒)?$|^(?:这|那)个?(?:先|等)"
)
"""Words about what was answered, which are no text."""
_ONLY_LEADS = re.compile(
    r"(?:我们?|咱们?|店里|(?:营业)?执照上?|招牌上?|名[字称]|全[称名]|上面|就)*(?:是|叫做?|写|为|登记的?)+"
)
"""What leads to a text that is missing."""
_MISSPELT = re.compile(r"错别?字|字[^，。]{0,3}错|[少多漏]了?[写打填]?了?[一两几]?个?字|[写打填输]错|有误")
_IN_QUOTES = re.compile(r"[“\"「『《]([^”\"」』》]{1,40})[”\"」』》]")
_SETTLED = re.compile(
    r"(?:定|叫|写|用|选|注册|登记|印|改|换)(?:了|成|为|上|的)*(?:就?是|为|做|叫)?\s*$|(?:call|read|say|name)\w*\s*$"
)
"""What stands before words in quotes that hold in the end."""
_AT_FIRST = re.compile(r"原来|原先|本来|以前|之前|起初|\b(?:first|originally|used to)\b")
_TAKEN_BACK = re.compile(
    r"(?:不(?:是|用|叫|写|是叫|是写|要|再用|想用)|别用|没用|原来(?:是|用)?|以前(?:是|用)?|\bnot|\binstead of)\s*$"
)
"""What stands before a name that is not the one."""
_CHOSEN_ONE = re.compile(
    r"(?:还是|最后|最终|后来|现在|就)[^，。；]{0,4}(?:用|选|办|拉|装|签|定)(?:的是|的|了)?$|(?:用|选|办|拉|装|签|换|定)(?:的是|了|成了?)$"
)
"""What stands before the one that holds, where others are named besides."""
_MOST_AROUND_NAMES = 8
"""Characters of Chinese beside names that are the text, and say nothing more ("拉的电信千兆")."""
_ONE_QUOTED = re.compile(
    r"(?:[^“\"「『《]{0,12}|[ -!#-~]{0,40})[“\"「『《](?P<words>[^”\"」』》]{2,40})[”\"」』》]?"
    r"(?:[^“”\"「」『』《》]{0,8}|[ -!#-~]{0,40})"
)
"""执照上写的“老吴家热干面馆”"""
_CLOSED = re.compile(r"(?P<words>.{2,40}?)[”\"'’」』》](?=[\s,，。；])")
"""What quotes enclose, before more is said of it (“'The Reading Nook', white on blue”)."""
_LONGEST_LEAD = 3
"""Characters before a text that leave no doubt of it (就叫…)."""
_LISTED_TOO = re.compile(r"、[一-鿿]{2,}|[一-鿿]{2,}、")
"""More of a list of which some are known names."""
_GOES_ON = re.compile(r"(?:外?加上?|和|跟|以及|还有)(?!其[他它]|别的|我|你)[一-鿿]{2,}")
"""More of it behind known names ("针灸推拿加中药")."""
_SHORTEST_BEFORE_END = 2
_BRANCH = re.compile(r"[一-鿿]{1,12}?(?:分公司|分店|营业部|门店)")
_OF_OURS = re.compile(
    r"^(?:[“\"「『《‘]|(?:我们?|咱们?)?(?:公司|企业|单位)(?=叫|名叫|是)|我们?|咱们?|俺们?|本人|店里|的?全[称名]|(?:我们|咱们)?(?:公司|企业|单位)?的?名[字称](?!.{0,3}$)|(?:公司|企业|单位)名(?!.{0,3}$)|(?:营业)?执照上?的?|是|名?叫做?|就|写的?|登记的?|为|[:：\s])+"
)
"""What leads to the name of a company."""
_KIND_OF_BUSINESS = re.compile(
    r"(?:.*的)?(?:农民|农业|普通|特殊的?|个人|一人|自然人|国有|集体|外资|合资)+[一-鿿]*(?:合作社|公司|企业)"
)
"""农民专业合作社 is no name."""
_ONLY_A_KIND = re.compile(
    r"(?:it'?s |we'?re )?(?:an? |the )?(?:private |limited |individual |family |sole )*"
    r"(?:company|business|corporation|enterprise|trader|proprietor(?:ship)?|co-?op(?:erative)?|ltd)\.?"
)
"""The licence says "company": that tells no name."""
_ENGLISH_COMPANY = re.compile(
    r"(?:(?!(?:It|It's|We|We're|I|A|The|Our|Yes|Company|Is)\b)[A-Z0-9][\w&'’-]* ){1,6}"
    r"(?:(?:Company|Co\.?)?,? ?(?:Limited|Ltd|Inc|LLC|Corp)\b\.?)"
)
"""Bluewave Fitness Co., Ltd."""
_LISTS = re.compile(r"(?:[、，,/和跟与及\s]|还有|以及|再加)*")
PROSE = 200
"""A text that may be this long is prose, in which commas and particles are nothing unusual."""
_TALKS = re.compile(
    r"^(?:我|咱|俺|就|那|嗯|哦|呃|跟|和|是|打算|想|准备|先|给)|[，。；,;](?=.)|(?<=[一-鿿])\s+(?=[一-鿿])|[吧呗嘛呀啊哈哦噢咯呢]$|"
    r"^(?:it|it's|we|i|our|the|just|please|same)\b",
    re.IGNORECASE,
)
"""What rather talks about a text than being one: which part of it is meant is confirmed."""
_CODE = re.compile(r"[{}<>|\\]")
"""What stands in code, and in no name or sign."""
_ENGLISH_LEAD = re.compile(
    r"^(?:(?:on (?:the|my|our) (?:licen[cs]e|paper|sign|board),? (?:it|we)(?:['’]s| is| are|['’]re)|"
    r"(?:the |our |my )?licen[cs]e has (?:us|me|it) (?:down )?as)\s+(?=\S)|"
    r"(?:the |ours? |my )?(?:business )?(?:licen[cs]e|name|sign|board|shop(?: name)?|company(?: name)?|scope|text|store)?\s*"
    r"(?:on (?:it|(?:the|my|our) (?:licen[cs]e|paper|sign|board)) )?"
    r"(?:it(?:'ll|'s)? )?(?:will |would |should )?(?:just |only |simply )?(?:reads?|registered (?:as|under)|"
    r"says?|is(?: called| named)?|be|called|named)[:,]?\s+)(?=\S)",
    re.IGNORECASE,
)
_ON_IT = re.compile(
    r"^(?:we(?:'ll| will|'re going to| want to|'d like to) )?(?:write|put|print)\s+(?=\S.*\son (?:it|the sign)$)",
    re.IGNORECASE,
)
"""we'll put Golden Wok on it"""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads any other text as it is said."""

    shortest: int
    longest: int
    near: re.Pattern[str] | None
    names: re.Pattern[str] | None
    """What the text is made of, such as the names of all providers."""
    titled: re.Pattern[str]
    """What leads to the text by its own name ("经营范围写的是…")."""
    ends: re.Pattern[str] | None
    """Ends that such a text has, and nothing else."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if says_dont_know(said.bare):
            return Unclear("hint_dont_know")
        if own := without_left_out(said.text) if self.longest >= PROSE else ours(said):
            reading = self.read(take_apart(own), around)
            if isinstance(reading, Reading):
                return Reading(reading.value, certain=False)
        words = stored(said.text)
        if self.ends is not None and _ENGLISH_COMPANY.fullmatch(words):
            return Reading(words)
        if (named := self._named(said)) is not None and (own := self._of_names(named, said)) is not None:
            return own
        if _ABOUT_ANSWERS.search(said.bare) or _ONLY_LEADS.fullmatch(said.bare):
            return Unclear("hint_text")
        if (ending := self._ending(said)) is not None and stored(said.text) != ending.value:
            return Reading(ending.value)
        if (
            not said.bare
            or said.bare
            in {"没有", "无", "没", "none", "no", "n/a", "还没有", "暂无", "待定", "没想好", "还没想好", "再说"}
            or _POINTS_ELSEWHERE.fullmatch(said.bare)
            or re.search(r"[?？]\s*$|(?:什么|怎么).{0,6}(?:好|呢|吗)$", said.bare)
        ):
            return Unclear("hint_text")
        if self.longest < PROSE and (quoted := _ONE_QUOTED.fullmatch(words)) is not None:
            words = quoted["words"]
        elif self.longest < PROSE and (told := self._settled_in_quotes(said)) is not None:
            return told
        shorter = self._without_fillers(words if self.longest >= PROSE else without_size(words))
        words = _ENGLISH_LEAD.sub("", shorter)
        words = _TEXT_LEAD.sub("", _SO_MANY_CHARACTERS.sub("", words))
        words = self._without_fillers(words.lstrip("，,、 ")) if words[:1] in "，,、" else words
        words = _QUOTES.sub("", _SO_MANY_CHARACTERS.sub("", words))
        words = re.sub(r"(?:[，,]?\s*就?(?:这[几些两三]样|这几种|这些|这两种))?[。，,；;\s]*$", "", words)
        if len(words) < self.shortest or not re.search(r"\w", words):
            return Unclear("hint_text_short", details={"min": self.shortest})
        if len(words) > self.longest:
            return Unclear("hint_too_long", details={"max": self.longest})
        at = said.text.find(words)
        closed = _CLOSED.match(words) if at > 0 and said.text[at - 1] in "“\"'‘「『《" else None
        cut = "" if closed is None else words[closed.end() :]
        words = words if closed is None else closed["words"]
        quoted = at > 0 and said.text[at - 1] in "“\"'「『《"
        talks = self.longest < PROSE and not quoted and _TALKS.search(said.text.strip()) is not None
        talks |= self.longest >= PROSE and (
            _STILL_TALKS.search(words) is not None or _WHERE_TO.search(said.bare) is not None
        )
        lead = said.text[:at].strip() if at > 0 and not quoted else ""
        led = len(lead) > _LONGEST_LEAD and lead[-1] not in ":："  # out of a sentence
        return Reading(words, certain=not talks and not led and cut.isascii() and not _NOT_SETTLED.search(said.bare))

    def _without_fillers(self, words: str) -> str:
        """The text without what leads to it and what follows; in what is made or sold also whom it is for."""
        words = self.titled.sub("", _ON_IT.sub("", words))
        if self.longest >= PROSE:
            words = _WHAT_IS_DONE.sub("", _LISTS_SO_MANY.sub("", words))
        for _ in range(3):
            shorter = _ENDS.sub("", _FILLERS.sub("", words))
            if self.longest >= PROSE:
                shorter = _WHERE_TO.sub("", shorter)
            if shorter == words or len(shorter) < self.shortest:
                break
            words = shorter
        return words

    def _settled_in_quotes(self, said: Said) -> Reading | None:
        """What stands in quotes at the end of a story ("本来想叫麦田，被人注册了，最后定的是“麦小满烘焙”"); to be confirmed."""
        quoted = [one for one in _IN_QUOTES.finditer(said.text) if not _TAKEN_BACK.search(said.folded[: one.start()])]
        led = [one for one in quoted if _SETTLED.search(said.folded[: one.start()])]
        led = [
            one
            for one in led
            if not _AT_FIRST.search(said.folded[clause_at(said.folded, one.start())[0] : one.start()])
        ]
        words = stored(led[0][1]) if len(led) == 1 else ""
        return Reading(words, certain=False) if self.shortest <= len(words) <= self.longest else None

    def _of_names(self, named: Found, said: Said) -> Reading | None:
        """The text that is known names; None where the words beside them may belong to it."""
        rest = said.folded[: named.start] + said.folded[named.end :]
        if len(_HAN.findall(rest)) <= _MOST_AROUND_NAMES:
            longer = self.longest >= PROSE and (
                _LISTED_TOO.search(rest) is not None or _GOES_ON.match(said.folded, named.end) is not None
            )
            return None if longer else Reading(named.value)
        start, end = clause_at(said.folded, named.start)
        beside = said.folded[start : named.start] + said.folded[named.end : end]
        near = len(_HAN.findall(beside)) <= _MOST_AROUND_NAMES
        return Reading(named.value, certain=False) if near and self.longest < PROSE else None

    def _ending(self, said: Said) -> Found | None:
        """The one text with an end that nothing else has ("…有限公司"), without what leads to it."""
        found: list[Found] = []
        for end in self.ends.finditer(said.text) if self.ends is not None else ():
            start, _ = clause_at(said.folded, end.start())
            branch = _BRANCH.match(said.text, end.end())
            until = end.end() if branch is None else branch.end()
            words = said.text[start:until]
            shorter = _OF_OURS.sub("", words)
            if not _KIND_OF_BUSINESS.fullmatch(shorter) and len(shorter) >= _SHORTEST_BEFORE_END + len(end.group()):
                found.append(Found(stored(shorter), until - len(shorter), until, certain=False, strength=3))
        companies = _ENGLISH_COMPANY.finditer(said.text) if self.ends is not None else ()
        found += [Found(stored(one.group()), *one.span(), certain=False, strength=3) for one in companies]
        return found[0] if len({one.value for one in found}) == 1 else None

    def _named(self, said: Said) -> Found | None:
        """The stretch from the first to the last of the names, if nothing but signs and 和 stands between them."""
        named = [match.span() for match in self.names.finditer(said.folded)] if self.names is not None else []
        named = [span for span in named if not _TAKEN_BACK.search(said.folded[: span[0]])] or named
        chosen = [span for span in named if _CHOSEN_ONE.search(said.folded[: span[0]])]
        if len(named) > 1 and len({said.folded[start:end] for start, end in chosen}) == 1:
            named = chosen[:1]  # "移动便宜但延迟高，还是用的电信"
        between = [said.folded[one[1] : other[0]] for one, other in pairwise(named)]
        if not named or not all(_LISTS.fullmatch(words) for words in between):
            return None
        start, end = named[0][0], named[-1][1]
        return Found(stored(said.text[start:end]), start, end, certain=False, strength=2)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        if (named := self._named(said)) is not None and not is_question(said.folded):
            return [named]
        if (ending := self._ending(said)) is not None and not is_question(said.folded):
            return [ending]
        cue = self.near.search(said.folded) if self.near is not None else None
        if cue is None:
            return []
        match = re.compile(
            r"(?:改成|改为|换成|[是叫用着写为:：\s]){0,3}[“\"'「『]?([^，。；！？!?,;”\"'」』\n]{1,60})"
        ).match(said.text, cue.end(), max(clause_at(said.folded, cue.end() - 1)[1], cue.end()))
        if match is None or is_question(said.folded[cue.start() : match.end() + 1]):
            return []
        words = stored(match[1]) if self.longest >= PROSE else without_size(stored(match[1]))
        if self.ends is not None and _ONLY_A_KIND.fullmatch(words.lower()):
            return []
        if _CODE.search(words) or _ABOUT_ANSWERS.search(words) or _MISSPELT.search(words):
            return []
        if not self.shortest <= len(words) <= self.longest or says_dont_know(words):
            return []
        return [Found(words, match.start(1), match.start(1) + len(words), certain=False, strength=2)]


def text_reader(fact: Fact) -> TextReader:
    """The reader for a text that is no name."""
    words = words_of(fact.code)
    return TextReader(
        int(fact.bounds.min or 1),
        int(fact.bounds.max or 2000),
        any_of(words.near),
        any_of(words.names),
        _titled([*re.split(r"[（(]", fact.label.zh)[:1], *(word for word in words.near if not word.isascii())]),
        any_of(words.endings),
    )


_TWO_WORDS = 4
"""Characters of a title that may be cut short by half."""


def _titled(names: Iterable[str]) -> re.Pattern[str]:
    """What leads to a text by one of the names of its fact."""
    names = [*names, *(name[-2:] for name in names if len(name) == _TWO_WORDS)]  # 经营范围, or 范围
    of_it = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"^(?:我们?(?:店里?)?的?)?(?:(?:营业)?执照|照)?(?:上|里)?面?的?(?:{of_it})(?:[那这]?一?[栏项行条]|里面?|上面?)?"
        r"(?:就|只|都)*(?:(?:写|印|打|填|登记|注册)了|(?:就|只|都|登记|注册|写|印|打|填)*(?:的|着|了)?(?:是|为|叫|有|[:：]))[:：\s]*(?=\S{2})"
    )
