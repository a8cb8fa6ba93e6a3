"""Names of people (姓名): as an answer, in passing, and beside who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dialogs.understanding.values.folding import clause_at, is_question, says_dont_know, stored
from dialogs.understanding.values.name_places import (
    ASK_FOR,
    CHARGE,
    HAS_CHARGE,
    I_AM,
    MYSELF_IN_ENGLISH,
    SENDS_ME,
    introduced,
    named_persons,
    only_person,
    speaker_behind,
    speaks_of_oneself,
)
from dialogs.understanding.values.names_in_two import in_one
from dialogs.understanding.values.outcomes import GENERAL, Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of
from dialogs.understanding.values.words import name_words, words_of
from knowledge.pack import Fact

_HAN_NAME = re.compile(
    r"[一-鿿㐀-䶿\U00020000-\U0003134f〇]{2,4}(?![一-鿿])|[一-鿿]{1,10}(?:[·•・．.][一-鿿]{1,12}){1,3}"
)
_WHOLE_HAN_NAME = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0003134f〇]{2,15}|[一-鿿]{1,10}(?:[·•・．.][一-鿿]{1,12}){1,4}")
_LATIN_NAME = re.compile(
    r"(?:[^\W\d_]{1,3}\.|[^\W\d_][^\W\d_.'’-]*)(?:[ '’-]{1,2}(?:[^\W\d_]{1,3}\.|[^\W\d_][^\W\d_.'’-]*)){0,5}"
)
_LEAD = re.compile(
    r"^\s*(?:(?:[你您]们?就?(?=[找问打联])|那就|就|嗯|哦|呃|写|填|由|请|问|本人|执照上(?:写)?的?|您?找|联系|是|叫做?|名叫|大名|全名|本名|真名|打给|打电话给|名字是?|姓名|我是|我叫|他叫|她叫|他是|她是|为|[:：，,的]|"
    r"(?:my |his |her |the )?(?:sur|last )?name is|spel(?:led|t)(?: as)?|it'?s|it is|i am|i'm|this is|he is|she is|"
    r"called|contact|please|call(?: me)?|ask for)\s*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:(?:盯着|把关|看着|牵头|主抓|先生|女士|小姐|同志|来(?=[做担负当兼办跑管弄])|做|担任|在?负责|当|兼任?|兼着|兼职|代办|去办|来办|办理?|去跑|帮忙|就行|就好|就可以|"
    r"在?(?:管|抓)(?:着|这块)?|有证|持证|在(?=[管抓])|[吧的啊呀呢哦了，,。.!！\s])+|\s*please)$",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"(?:就是|就|还是|写|由|是|找)*(?:我|本人|我自己|自己|老板|法人|法定代表人|经营者|同上|一样|我本人|店主|"
    r"老板自己|负责人)(?:吧|啊|呀|来|自己|本人)*|"
    r"(?:[a-z ]{4,28}(?: is|'s| will be|:) )?(?:me|myself)|"
    r"(?:i am|i'm|it's me|that's me)(?:,?(?: the)? (?:contact|owner)(?: person)?)?|(?:i|the owner|same|same person|owner)",
    re.IGNORECASE,
)
_NICKNAME = re.compile(
    r"[老小阿大][一-鿿]|[一-鿿](?:总|姐|哥|叔|姨|师傅|老板|老师|经理|先生|女士|小姐|店长|主任|医生|大夫)"
)
_MYSELF = re.compile(r"我自己|我本人|本人|(?:由|归|是|让|就)我(?![一-鿿]*(?:[的们]|[爸妈哥弟姐妹儿女]))")
_SURNAME = re.compile(r"(?:我)?(?:免贵)?姓[一-鿿]{1,2}")
_BESIDE = re.compile(r"[，,、：:\s]+")
_NOT_YET = re.compile(
    r"^(?:暂时|目前|现在)?(?:还)?(?:没有?(?:人|定|招|找|请)?到?|没|无|暂无|待定|未定|空|不填|随便|以后再说|"
    r"再说)(?:呢|的|了|吧)?$|"
    r"^(?:none|nobody|no one|not yet|tbd|n/a|no)$"
)
_COMES = re.compile(r"^(?:让|由|叫|请|派).+来$")
"""In "让王芳来" 来 is no part of the name, as it may be in 李春来."""
_NEVER_A_NAME = re.compile(
    r"别人|[了的吗不没这您你我他她它谁]|^[别莫](?:写|填|用|找|管|打|是|催|问|急)|^(?:还|正)?在(?:招|找)|^有|^(?:走|整天|天天|一直|经常)|着|普通|错|跳过|回来|回头|以后|等等|漏"
)
_NOT_A_NAME = re.compile(r"[\d@#￥$%^&*<>{}\[\]|\\/=+~`\"“”]")
_SENTENCE = re.compile(
    r"[我你您他她它]|什么|怎么|没有|不是|不用|可以|需要|谢谢|你好|您好|店里|营业|面积|电话|办理|公司|有限"
)
_PHONE_AFTER = re.compile(r"[\s,，:：(（]*(?:电话|手机|tel|phone)?[:：是]?\s*[+\d][\d\s()-]{6,}.*$", re.IGNORECASE)
_IN_CHARGE = re.compile(
    r"^[一-鿿]{0,7}(?:负责人|责任人|管理员|主管|经理|店长|园长|校长|医师|医生|药师|老板|法人|代表|会计|员工|公司的?)(?=[一-鿿]{2,4}$)"
)
"""食品安全员 and the like stand before a name."""
_NOBODY = re.compile(r"(?:不用|不要|不需要|没有?|不找|没找|没请|不请|无需|用不着|不|别)(?:人|别人|谁)?(?:来|去)?$")
"""Ahead of what nobody has charge of."""
_ENGLISH = re.compile(
    r"\b(?:it|it's|me|myself|person|phone|telephone|number|this|that|is|are|was|will|the|our|my|your|his|her|and|of|we|he|she|they|has|have|for|with|in|on|at|to|not|no|who|store|room|shop|manager|china|telecom|unicom|mobile|road|street|company|limited|ltd|bakery|cafe|restaurant|hotel)\b",
    re.IGNORECASE,
)
"""Words that no name has."""
_HAN = re.compile(r"[一-鿿]")
_TITLES = re.compile(r"\b(?:Mrs?|Ms|Miss|Dr|Prof)\b\.?\s*")
_CAPITALIZED = re.compile(
    r"\b(?!(?:The|Our|My|His|Her|Its?|It's|He|She|We|They|This|That|Yes|No|Call|Ask|Please|Contact|Name|Put|And|Person|"
    r"Pharmacist|Manager|Principal|Owner|Director|Doctor|In|For|As)\b)"
    r"(?:[A-Z]['’])?[A-Z][a-zà-ÿ]+(?:[ -]+(?:[A-Z]['’])?[A-Z](?:[a-zà-ÿ]{3,}|[a-zà-ÿ.]*)){1,3}"
)
"""Two to four words with capitals: a name written in Latin letters."""
_NAMED_WITH_CHARGE = re.compile(
    rf"\s*(?:(?:[Aa]nd|[Oo]ur|[Mm]y|brother|sister|partner|(?:Mrs?|Ms|Miss|Dr|Prof)\b\.?) )*(?P<name>{_CAPITALIZED.pattern}) "
    rf"(?:is )?{HAS_CHARGE}"
)
_AROUND_NAMES = re.compile(
    r"[，,、：:；;\s]+|(?:就|是|写)*(?:我(?:自己|本人)|本人|自己)(?=[一-鿿]{2,4}$)|(?:就是|就写|写|是)我(?=[一-鿿]{2,3}$)|(?:他|她)(?=叫|是)|(?:就?是|名?叫做?|姓名|名字|由|让|请|找|归|给|交给|委托|的)+|(?:负责|盯着|把关|看着|牵头|主抓|担任|兼任?|来?当|来?管|来做|当的?|代办|来办|去办|做的?|的)+"
)
_INTRODUCED = re.compile(
    r"(?:我(?:免贵)?|免贵|鄙人)姓(?P<surname>[一-鿿])[，,、\s]*(?:名?叫)?(?P<name>(?P=surname)[一-鿿]{1,2})(?![一-鿿])"
)
"""我姓郝，郝建军"""
_OF_THEM = re.compile(r"^[他她]们?的?(?=[一-鿿]{4})")
_HAN_WORDS = re.compile(r"[一-鿿]\s+[一-鿿]")
_DOTTED = re.compile(r"[·•・．]")
_RARE = re.compile(r"[㐀-䶿\U00020000-\U0003134f]")
_FUNCTION_WORDS = re.compile(r"[不没的是了吗谁还在这就也很着过呢吧啊您你我他她它啥]|^那[个家些边里样种块有]|^有")
"""No name has one of them, or hardly any."""
_SPELT_OUT = re.compile(
    r"^[一-鿿]{1,2}(?P<of>[一-鿿]{1,4}的[一-鿿])$|^[弓木立古耳双言口人][一-鿿]{1,2}[一-鿿]$|.{1,4}的.$"
)
"""弓长张, 伟大的伟"""
_FULL_OF_SURNAME = re.compile(r"^(?:我)?(?:免贵)?姓(?P<surname>[一-鿿]{1,2})[，,\s]*(?:名字?)?(?:叫|是)(?=[一-鿿])")
_CALLED = re.compile(r"[一-鿿]{1,7}?(?:是|叫)(?:的)?(?=[一-鿿]{2,4}$)")
"""代办的叫何平, 聘的是钱红梅"""
_OF_US = re.compile(r"^(?:我们?|俺|咱)(?=[\u4e00-\u9fff]{4})")
_LET = re.compile(
    r"^(?:现在|目前|全名|本名|姓名|名字|让|由|叫|请|是|归|给|就|那|系|定了?|暂定|先写|先填|写|填)+(?=[一-鿿]{2})"
)
_QUOTES = re.compile(r"^[\s“\"'「『《‘]+|[\s”\"'」』》’]+$")
_MOST_AROUND_A_NAME = 60
"""Characters beside a name ("联系人是…，电话…"); a longer message is no name."""
_ASIDE = re.compile(r"[（(][^（()）]{1,20}[）)]$")
_MY_KIN = re.compile(r"^(?:(?:it'?s|she'?s|he'?s|that'?s) )?(?:my|our|the) [a-z -]{2,20}?(?:,| is|:| -)? (?=[A-Z])")
"""my wife, Li Na"""

_ONLY_TITLED = re.compile(r"(?:manager|representative)$")
"""A title with no verb behind it, so that only capitals tell a name from what else is said ("quality manager full time")."""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Words beside which a person is named without a title: what is in somebody's charge, and that it is who writes."""

    charge: re.Pattern[str] | None
    speaker: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    general: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads the name of a person (姓名)."""

    shortest: int
    longest: int
    title: re.Pattern[str]
    """What the fact calls the person (联系人), which may stand before the name."""
    near: re.Pattern[str] | None
    """What leads to the name."""
    topic: re.Pattern[str] | None
    """The same with a particle that leaves room before the name ("药师嘛，王志强")."""
    words: PersonWords
    of_contact: bool
    """Whether it is the name of who writes."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if says_dont_know(said.bare) or _NOT_YET.match(said.bare):
            return Unclear("hint_dont_know")
        if _SELF.fullmatch(said.bare):
            return Unclear("hint_name_self")
        if is_question(said.bare):
            return Unclear("hint_name")
        if _SURNAME.fullmatch(said.bare):
            return Unclear("hint_name_full")
        whole = self._name(stored(said.text))
        if isinstance(whole, Reading):
            among = self._beside(said.text) if _HAN_WORDS.search(str(whole.value)) and not whole.certain else None
            return among or whole
        beside = name_beside(said.text) if whole.hint == "hint_name" else None
        return self._beside(said.text) or (whole if beside is None else Reading(beside, certain=False))

    def _beside(self, words: str) -> Reading | None:
        """The one name in a message that also says who it is ("联系人是我爱人，李建国")."""
        parts = [
            self._name(stored(part))
            for part in _BESIDE.split(words)
            if _HAN_NAME.search(part) and not _SURNAME.fullmatch(part) and not _SPELT_OUT.search(part)
        ]
        names = [part for part in parts if isinstance(part, Reading)]
        names = [name for name in names if name.certain] or names
        return names[0] if len(names) == 1 and _BESIDE.search(words.strip()) else None

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        own = self._own_name(said)
        if own is not None:
            return [own]
        for cue in self.near.finditer(said.folded) if self.near is not None else ():
            found = self._behind(cue.start(), cue.end(), said)
            if found is not None:
                return [found]
        for cue in self.topic.finditer(said.folded) if self.topic is not None else ():
            person = speaker_behind(said.text[cue.end() :])
            if person is not None and is_likely_name(person.name):
                return [Found(person.name, cue.start(), cue.end() + person.end, certain=False, strength=2)]
        return self._in_charge(said) or self._by_general_title(said)

    def _by_general_title(self, said: Said) -> list[Found]:
        """Whom a title names that several people may have ("四个出口，负责人许强"); it leads to nobody for certain."""
        for cue in self.words.general.finditer(said.folded) if self.words.general is not None else ():
            begins = re.search(r"[一-鿿]$", said.folded[: cue.start()]) is None
            found = self._behind(cue.start(), cue.end(), said) if begins else None
            if found is not None:
                return [replace(found, certain=False, strength=GENERAL)]
        return []

    def _own_name(self, said: Said) -> Found | None:
        """Who writes, where that is whom the fact is about ("委托我办的，我叫吴晓萍"), or the contact."""
        speaks = self.words.speaker is not None and self.words.speaker.search(said.folded) is not None
        if not speaks and not self.of_contact:
            return None
        if self.of_contact and (english := I_AM.search(said.text) or ASK_FOR.search(said.text)) is not None:
            name = _TITLES.sub("", english["name"])
            return Found(name, *english.span("name"), certain=" " in name, strength=2)
        own = introduced(said.text)
        if own is None or not (_DOTTED.search(own.name) or is_likely_name(own.name)):
            return None
        certain = not speaks and _INTRODUCED.search(said.text) is not None
        return Found(own.name, own.start, own.end, certain, strength=3 if speaks else 2)

    def _behind(self, begin: int, end: int, said: Said) -> Found | None:
        """The name behind a word that says whose it is ("安全员张德胜有证", "校长是我，我叫田甜")."""
        rest = said.text[end:]
        if rest.startswith(name_words().of_others):
            return None  # "安全员是老板弟弟张磊" says nothing of who the 老板 is
        if SENDS_ME.match(said.folded, end):
            return None
        self_end = speaks_of_oneself(said.folded[end:])
        if self_end is not None:
            own = speaker_behind(rest[self_end:]) or introduced(said.text)
            return None if own is None else Found(own.name, begin, end + self_end, certain=False, strength=2)
        if (myself := MYSELF_IN_ENGLISH.match(said.folded, end)) is not None:
            named = _CAPITALIZED.match(said.text, myself.end())
            return None if named is None else Found(named.group(), *named.span(), certain=True, strength=2)
        lead = re.match(
            r"(?:姓名|名字)?(?:(?:报|填|写|登记|定|选|安排)(?:的?是|了|成)?|[是叫为:：\s]{0,3})"
            r"(?:spel(?:led|t)(?: as)?\s+|我本?人?|本人|(?:持证?|有证|专职|现任)的|(?:mrs?|ms|miss|dr|prof)\.?\s+)?(?=[一-鿿a-z])",
            said.folded[end:],
        )
        start = end + (lead.end() if lead is not None else 0)
        until = clause_at(said.folded, start)[1] if start < len(said.folded) else start
        match = _HAN_NAME.match(said.text, start) or _CAPITALIZED.match(said.text, start, max(start, until))
        if _ONLY_TITLED.search(said.folded, begin, end) is None:
            match = match or _LATIN_NAME.match(said.text, start, max(start, until))
        if match is not None and not is_question(said.folded[start : match.end() + 3]):
            name = self._name(stored(match.group()))
            if isinstance(name, Reading) and name.certain:
                return Found(name.value, match.start(), match.end(), certain=True, strength=2)
        person = only_person(said.text[start:until]) if until > start else None
        if person is None or is_question(said.folded[start:until]) or not is_likely_name(person.name):
            return None
        return Found(person.name, start + person.start, start + person.end, certain=False, strength=2)

    def _in_charge(self, said: Said) -> list[Found]:
        """Whom a clause names that says who has charge of it ("质量这块我弟弟梁国栋管"); to be confirmed."""
        if self.words.charge is None:
            return []
        for cue in self.words.charge.finditer(said.folded):
            start, end = clause_at(said.folded, cue.start())
            clause = said.folded[start:end]
            other = self.words.unless is not None and self.words.unless.search(clause) is not None
            if _NOBODY.search(said.folded[start : cue.start()]):
                continue  # "不用代办" beside the name of who writes
            if other or is_question(clause) or CHARGE.search(clause) is None:
                continue
            if (who := _NAMED_WITH_CHARGE.match(said.text, start)) is not None and cue.group().isascii():
                return [Found(who["name"], *who.span("name"), certain=False, strength=2)]
            person = only_person(said.text[start:end])
            if person is None and _MYSELF.search(clause) and (own := introduced(said.text)) is not None:
                return [Found(own.name, start, end, certain=False, strength=2)]  # "消防我自己负责，我叫汪小川"
            if person is not None and is_likely_name(person.name):
                return [Found(person.name, start + person.start, start + person.end, certain=False, strength=2)]
        return []

    def _name(self, words: str) -> Read:
        if len(words) > self.longest + _MOST_AROUND_A_NAME:
            return Unclear("hint_name")
        name = _MY_KIN.sub("", in_one(words))
        name = _FULL_OF_SURNAME.sub("", _ASIDE.sub("", _PHONE_AFTER.sub("", name)))
        for _ in range(3):
            name = self.without_roles(name)
            shorter = _LEAD.sub("", self.title.sub("", _QUOTES.sub("", _TITLES.sub("", name)))).rstrip(" .")
            shorter = _TAIL.sub("", shorter) if len(shorter) > 2 else shorter
            shorter = shorter.removesuffix("来") if len(shorter) > 2 and _COMES.match(words) else shorter
            if shorter == name or not shorter:
                break
            name = shorter
        if (
            _NICKNAME.fullmatch(name)
            or _NICKNAME.fullmatch(words)
            or (name and re.search(r"(?:先生|女士|小姐)$", words) and len(name) < 2)
        ):
            return Unclear("hint_name_full")
        if name[1:] in name_words().roles:
            return Unclear("hint_name_full")  # 孙会计
        if _NOT_A_NAME.search(name) or _SENTENCE.search(name):
            return Unclear("hint_name")
        if len(name) < self.shortest:
            return Unclear("hint_text_short", details={"min": self.shortest})
        if len(name) > self.longest:
            return Unclear("hint_too_long", details={"max": self.longest})
        if _WHOLE_HAN_NAME.fullmatch(name):
            dotted = "·" in name or "•" in name
            certain = dotted or is_likely_name(name)
            beside = None if certain else name_beside(words)
            never = name in name_words().no_names or _NOT_YET.match(name) or _NEVER_A_NAME.search(name)
            if beside is None and not dotted and never:
                return Unclear("hint_name")
            return Reading(name if beside is None else beside, certain)
        if (beside := name_beside(words)) is not None and beside.isascii() and beside != name:
            return Reading(beside, certain=False)
        if not _LATIN_NAME.fullmatch(name) or _ENGLISH.search(name):
            return Unclear("hint_name")
        if name.isascii() or not _HAN.search(name):
            return Reading(name)
        beside = name_beside(words)
        return Reading(name if beside is None else beside, certain=False)

    @staticmethod
    def without_roles(name: str) -> str:
        """The name without who that is ("让店长黄莉当", "朱一鸣医师"), where a name is left."""
        words = name_words()
        name = _LET.sub("", name) if len(name) > 3 else name
        name = name if name.startswith(words.relations) else _OF_US.sub("", _OF_THEM.sub("", name))
        if (said := _CALLED.match(name)) is not None and is_likely_name(name[said.end() :]):
            return name[said.end() :]
        if not (name.startswith(words.beside) or name.endswith(words.beside)):
            return name
        for role in words.beside:
            rest = name.removeprefix(role).lstrip("是叫为:： ，,")
            if rest != name and len(rest) >= 2 and is_likely_name(rest):
                return rest
            rest = name.removesuffix(role).rstrip(" ，,")
            called = _CALLED.match(rest)
            rest = rest[called.end() :] if called is not None and rest != name else rest
            if rest != name and len(rest) >= 2 and is_likely_name(rest):
                return rest
        return name


def is_likely_name(words: str) -> bool:
    """Whether a surname and one or two characters make up the words, and they hold no word that names do not have."""
    known = name_words()
    given = len(words) - (2 if words[:2] in known.compound else 1)
    # a character that few texts have is hardly typed for anything but a name
    begins = words[:2] in known.compound or words[:1] in known.surnames or _RARE.search(words) is not None
    return begins and 1 <= given <= 2 and words not in known.no_names and _FUNCTION_WORDS.search(words) is None


def name_beside(words: str) -> str | None:
    """The one name of a person in a clause that says who it is ("园长是田静", "Lu Fang is our quality manager")."""
    latin = [found.group().strip(" .") for found in _CAPITALIZED.finditer(_TITLES.sub("", words))]
    han = _han_names(words) if not words.isascii() else []
    names = list(dict.fromkeys([*latin, *han]))
    return names[0] if len(names) == 1 else None


def _han_names(words: str) -> list[str]:
    if named := [one.name for one in named_persons(words) if is_likely_name(one.name)]:
        return named
    parts = [_IN_CHARGE.sub("", part) for part in _BESIDE.split(words)]
    runs = [_without_ends(run) for part in parts for run in _AROUND_NAMES.split(part)]
    return [run for run in runs if is_likely_name(run)]


def _without_ends(part: str) -> str:
    """A part of a clause without who somebody is, before or behind the name."""
    return NameReader.without_roles(_IN_CHARGE.sub("", part.strip("，,。. ：:“”\"'")))


def name_reader(fact: Fact) -> NameReader:
    """The reader for the name of a person."""
    titles = {part for part in re.split(r"[（）()、]|姓名|的", fact.label.zh) if len(part) >= 2}
    titles |= {"法人", "负责人", "管理员", "药师", "校长", "园长", "责任人"}
    title = re.compile(
        r"^\s*(?:"
        + "|".join(re.escape(title) for title in sorted(titles, key=lambda t: (-len(t), t)))
        + r")(?=[\s是叫为:：]|[^\s]{2})"
    )
    words = words_of(fact.code)
    return NameReader(
        int(fact.bounds.min or 1),
        int(fact.bounds.max or 50),
        title,
        any_of(words.near),
        _topic(words.near),
        PersonWords(any_of(words.charge), any_of(words.speaker), any_of(words.unless), any_of(words.general)),
        of_contact=fact.sent_as == "name",
    )


def _topic(near: Iterable[str]) -> re.Pattern[str] | None:
    titles = any_of(tuple(title.rstrip("是叫") for title in near if not title.isascii()))
    return None if titles is None else re.compile(rf"(?:{titles.pattern})(?:嘛|呢|的话|么)(?=[\s，,：:])")
