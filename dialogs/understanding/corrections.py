"""Corrections (更正): that something said before was wrong, which fact it was, and what holds instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dialogs.understanding.changes import addition, change
from dialogs.understanding.correction_cues import is_correction, speaks_of_error, without_old
from dialogs.understanding.mentions import Mentions
from dialogs.understanding.message_cues import QUOTED
from dialogs.understanding.mixed_up import mixed_up
from dialogs.understanding.parts_replaced import part_replaced
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.replaced_texts import replaced
from dialogs.understanding.respellings import respelt
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.names import name_beside
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import CHOSEN, NUMERIC, Fact
from knowledge.values import Value

_VALUE_CUE = re.compile(
    r"(?:现在|就|要|改)?叫做?|(?:搬|换|变)[到成]了?|"
    r"(?:应该|应当|该)(?:写|填|选|说|答|点|报|改)(?:成|为)?|(?:现在|一共|总共|就|才)(?=[\d一二两三四五六七八九十])|"
    r"改[写填选报](?:成|为)|(?:改|换|更正|修改|变更?|更[改换]|调整|更新)(?:成|为|到|回(?!上)|作)|(?:改|换)(?:一下)?[,，:：\s]|(?:应该|其实|"
    r"实际上?|而|就|准确的?|正确的?|新的?|现在|写|填)(?:应该)?(?:是|为|有|:|：)|应该|错了|有误|不对|"
    r"(?:^|[,，。\s])(?:改|换)(?=\S)|(?:改|换)(?![了人成个])(?=[一-鿿]{2,8}了(?:$|[,，。\s]))|^不是[^,，]{1,14}[,，](?:而?是)?|[,，]是|(?<!不)是|:|：|为|"
    r"\b(?:changed? (?:it |the .{2,30}? |my .{2,30}? )?to|to|should (?:now )?(?:be|have been|read|say)|it'?s|"
    r"it is|is|but|i meant?|actually|correction)\b"
)
_LEADING = re.compile(
    r"^[\s,，。.;；:：!！]*(?:(?:不对|不是(?=[,，\s])|其实|实际上?|应该|是|有|为|成|到|了|的|哦|啊|也|就|我|"
    r"店面|系(?![统列数])|呢|掉|一下|it'?s|it is|is|to|be|now(?= )|actually|sorry|no)[\s,，:：]*)*"
)
_COUNTED = r"[\d一二两三四五六七八九十百]+[个名位间台张平人桌楼层]?人?"
_OLD_AND_NEW = re.compile(
    r"(?:不是|从|由|把|not|from|instead of)\s*(?P<old>[^,，。；]{1,40}?)[,，\s]*(?:而?是|改成|改为|改回|"
    r"换成|变成|[减加增降升涨调扩缩砍压]?(?:少|加|小|大)?(?:到|成|为)|but|to|it'?s)\s*(?P<new>[^,，。；]{1,60})"
    r"|不是\s*(?P<old3>[^,，。；是]{1,20})[,，\s]+(?P<new3>[^,，。；]{1,40})$"
    r"|(?<!不)是\s*(?P<new5>[^,，。；]{1,20}?)[,，\s]*不是\s*(?P<old5>[^,，。；]{1,20})$"
    r"|^(?:no,? )?not (?:the |an? )?(?P<old4>[^,]{1,24}), (?:but |it'?s |the |an? )*(?P<new4>[^,.]{1,24})"
    r"|\b(?:it'?s|it is|should be) (?P<new6>[^,]{2,30}), (?:and )?not (?P<old6>[^,]{2,30})$"
    rf"|(?P<old7>{_COUNTED})变成?(?P<new7>{_COUNTED})"
    r"|(?P<old2>[^,，。；\s]{1,30})\s*(?:改成|改为|改回|换成|应该是|应为)\s*(?P<new2>[^,，。；]{1,60})"
)
_SHAPE = re.compile(
    r"(?P<phone>(?<!\d)1[3-9]\d{9}(?!\d))|(?P<area>\d\s*(?:平|㎡|m2|m²|sq|square|平方)|[一二两三四五六七八九十百]平)"
)
_OLD_NUMBER = re.compile(
    r"(?:(?:不是|不止)\s?|(?:刚才|前面|之前)我?[说填写报][^，。\d]{0,4})[\d一二两三四五六七八九十百]|"
    r"[从由]\s?[\d一二两三四五六七八九十百]+[^，。\d]{0,5}[到成为]\s?[\d一二两三四五六七八九十百]|"
    rf"{_COUNTED}变成?{_COUNTED}|"
    r"\b(?:not|instead of|i (?:said|wrote|put|told you)(?: \w+)?) \d"
)
_TAKES_BACK_A_NUMBER = re.compile(r"(?<!是)不是\s?[\d一二两三四五六七八九十百]|\b(?:not|instead of) \d")
_FIRST_CLAUSE = re.compile(
    r" and (?:the|it'?s|my|our) |"
    r"[，。；;\[【]|,(?!\d{3})|(?<=[一-鿿])\s+(?=[一-鿿])|(?<=\d)\s+(?=[一-鿿])(?![平方米亩坪个人名位间张台座层楼号吨升元块万千百公里立])"
)
_ONCE_MORE = re.compile(r"^[^，,。]{0,6}一[下哈遍次][，,。\s]*")
_EDGES = " ，。,.!！?？"
_ASKED_FOR = re.compile(r"(?:可不可以|可以吗|可以不|行不行|行吗|好吗|好不好|得不|吗|呢|呗|吧)$")
"""能把面积改成75吗 asks for it, and does not doubt the number."""
_RIGHT_SO = re.compile(r"\s*(?:这样)?才(?:是)?(?:对|准|正确)(?:的)?$|\s*(?:就对了|为准)$")
"""Behind what holds: "人民南路108号才对"."""
_MOST_NUMBERS = 8
_REMOVED = re.compile(r"取消|去掉|删掉|删了|拿掉|划掉|(?:拆|撤|停|退|关|砍|卖|处理)(?:掉|走|光)?了(?=$|[,，。\s])")
_DOOR = re.compile(r"(\d{1,5}(?:-\d{1,4})?)号")
_OF_A_KIND = re.compile(r"建筑面积|建面|套内|使用面积|实用面积|公摊")
"""Which of two areas is the shop's is asked."""
_IS_NAME = re.compile(r"(?:是|叫|成|为)(?P<who>[^，。；,;]{2,10})")
_OF_ANOTHER = re.compile(
    r"(?<![总店铺营门])[\u4e00-\u9fff](?<![把的是项改错说写报个下了那这前面刚才实际还有和跟与填店成内])(?<!场地)(?<!经营)(?<!营业)面积"
)
"""The area of something that has no name here: 院子面积."""
_ONLY_WRONG = re.compile(
    r"(?:我|也|都|是|要|想|得|还|给|帮我|写|填|说|打|搞|弄|选|报|输|记|答|点|好像|那个|那项)*"
    r"(?:改|换|错|反|混|漏|不对|不是|有误|不正确|有问题|重新|更正|修改)(?:一下|一改|改|换|了|掉|下|个|来|填|写|说|的|吧)*|"
    r"(?:is |was )?(?:wrong|incorrect|a mistake|not right|changed?)"
)
"""Behind the name of a fact: that it is wrong, and no value."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a correction says: the fact it is about, if that is clear, and the new values."""

    target: str | None = None
    facts: Mapping[str, Reading] = field(default_factory=dict[str, Reading])


class Corrections:
    """Finds what a correction is about among the facts of a pack."""

    def __init__(self, facts: Mapping[str, Fact], names: Mentions) -> None:
        self._facts = facts
        self._names = names

    def amendment(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment:
        """What the message corrects; `text` and `folded` have equal offsets."""
        if (mixed := mixed_up(folded, self._facts, known, self._names)) is not None:
            return Amendment(next(iter(mixed)), mixed)
        if (part := part_replaced(folded, self._facts, known)) is not None:
            return _of_one(part)
        naming = [c for c in clauses if speaks_of_error(c.words) and len(self._names.within(c.words)) > 1]
        if len(naming) == 1 and len(clauses) > 1 and not quantities(naming[0].words):
            told = self._one_by_one(text, folded, naming[0], clauses, known=known, around=around)
            if told.facts:
                return told
        several = [c for c in clauses if is_correction(c.words) and self._names.within(c.words)]
        if (groups := self._grouped(folded, clauses, known)) is not None:
            return self._joined(text, folded, groups, known, around)
        if len(several) > 1:
            return self._joined(text, folded, several, known, around)
        by_old = self._by_old_value(text, folded, known, around)
        if by_old is not None and by_old.target is not None and self._is_worded(by_old.target):
            new = {code: replace(one, certain=False) for code, one in by_old.facts.items()}
            return replace(by_old, facts=new)  # "我名字打错字了，是李文静不是李文竟"; what is spelt is confirmed
        changed = respelt(text, self._facts, known) or replaced(text, self._facts, known, around)
        changed = changed or change(folded, self._facts, known, self._names)
        if changed is not None:
            return _of_one(changed)
        changed = addition(text, folded, clauses, self._facts, known, around)
        if changed is not None:
            return _of_one(changed)
        if by_old is not None and _OLD_NUMBER.search(folded):
            return by_old  # "水箱不是10方是18方", whatever the words beside it name
        candidates = self._named(folded, known)
        if _OLD_NUMBER.search(folded) and (not known.keys() & {*candidates} or _TAKES_BACK_A_NUMBER.search(folded)):
            by_number = self._by_old_number(text, folded, known, around)
            if by_number is not None and by_number.target not in candidates[:1]:
                return by_number  # "make it 30 rooms, not 24": of the rooms that are 24
        said = without_old(text)
        tails = [*_tails(said, without_old(folded)), *([said.strip()] if said != text else [])]  # "17 rooms, not 15"
        if candidates:
            named = self._names.within(folded)
            until = [*(mention.start for mention in named[1:]), len(text)]
            beside = [_bare(said[one.end : end]) for one, end in zip(named, until, strict=True)]  # "改一下员工数，6个"
            for code in candidates:
                worded = self._facts[code].type in ("text", "address", "list")
                if self._facts[code].type == "boolean":
                    if _REMOVED.search(folded):
                        return Amendment(code, {code: Reading(False, certain=False)})  # 把卖烟去掉
                    beside += [text[clause.start : clause.end] for clause in reversed(clauses)]
                spoken = [tail for tail in (*tails, *beside) if tail and not _ONLY_WRONG.fullmatch(tail.lower())]
                spoken = [tail for tail in spoken if not (worded and speaks_of_error(tail.lower()))]
                reading = self._first_reading(code, spoken, around)
                if reading is not None and isinstance(reading.value, bool) and reading.value == known.get(code):
                    reading = None  # "卖烟那题我选错了" only says again what was wrong
                if reading is not None and self._facts[code].type in NUMERIC and reading.value == known.get(code):
                    by_number = self._by_old_number(text, folded, known, around)  # "电脑我写80，实际上要装一百台"
                    reading = by_number.facts[code] if by_number is not None and by_number.target == code else reading
                reading = reading or _other_door(known.get(code), spoken)
                if reading is not None:
                    kind = self._facts[code].type == "area_m2" and _OF_A_KIND.search(folded) is not None
                    sure = self._doubted(folded, code, reading, named[0].codes, known)
                    return Amendment(code, {code: Reading(sure.value, certain=False) if kind else sure})
            return self._by_old_number(text, folded, known, around) or Amendment(candidates[0])
        return (
            self._by_old_value(text, folded, known, around)
            or self._by_old_number(text, folded, known, around)
            or self._by_shape(folded, tails, known, around)
            or self._by_choice(tails, known, around)
            or Amendment()
        )

    def _one_by_one(
        self,
        text: str,
        folded: str,
        naming: Segment,
        clauses: list[Segment],
        *,
        known: Mapping[str, Value],
        around: Surroundings,
    ) -> Amendment:
        """Clauses that each say a number, of facts that one clause names first ("面积和人数都要改，面积260，人是7个")."""
        telling = [clause for clause in clauses if clause is not naming and quantities(clause.words)]
        parts = [(c, self._names.within(c.words)) for c in telling]
        own = {code for _, mentions in parts for mention in mentions for code in mention.codes}
        left = [m.codes[0] for m in self._names.within(naming.words) if not own.intersection(m.codes)]
        unnamed = [clause for clause, mentions in parts if not mentions]
        rest = self._joined(text, folded, [c for c, mentions in parts if mentions], known, around)
        if len(left) != 1 or len(unnamed) != 1:
            return rest
        last = self._first_reading(left[0], [text[unnamed[0].start : unnamed[0].end]], around)
        return rest if last is None else Amendment(rest.target or left[0], {**rest.facts, left[0]: last})

    def _grouped(self, folded: str, clauses: list[Segment], known: Mapping[str, Value]) -> list[Segment] | None:
        """Clauses that each correct a fact, where one only names it and the next says the number ("…，面积也改，260")."""
        groups: list[Segment] = []
        only_named = False
        for clause in clauses:
            mentions = self._names.within(clause.words)
            if not mentions and groups and only_named and quantities(clause.words):
                start = groups.pop().start
                groups.append(Segment(start, clause.end, folded[start : clause.end], asks=clause.asks))
                only_named = False
                continue
            if not mentions or known.keys().isdisjoint(mentions[-1].codes):
                return None
            only_named = _ONLY_WRONG.fullmatch(clause.words[mentions[-1].end :].strip()) is not None
            groups.append(clause)
        return groups if 1 < len(groups) < len(clauses) and not only_named else None

    def _joined(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment:
        """Clauses that each correct a fact ("面积改成90，人数改成8")."""
        parts = [self.amendment(text[c.start : c.end], folded[c.start : c.end], [c], known, around) for c in clauses]
        target = parts[0].target if parts else None
        return Amendment(target, {code: reading for part in parts for code, reading in part.facts.items()})

    def _doubted(
        self, folded: str, code: str, reading: Reading, meant: Sequence[str], known: Mapping[str, Value]
    ) -> Reading:
        """A name is confirmed where the word that says whose it is can mean several that are known."""
        names = [
            c for c in known if c in self._facts and self._facts[c].type == "text" and "名" in self._facts[c].label.zh
        ]
        unsure = self._facts[code].type == "text" and len(meant) > 1 and len(names) > 1
        if code in names and len(_names_in(folded)) > 1:
            unsure = True  # "法人才是范文静，校长是她妹妹范文雅"
        unsure |= self._facts[code].type == "area_m2" and _OF_ANOTHER.search(folded) is not None
        return Reading(reading.value, reading.certain and not unsure)

    def _named(self, folded: str, known: Mapping[str, Value]) -> list[str]:
        """The facts that are named, those already known before the others, and the known choices that go into them."""
        codes: list[str] = []
        for mention in self._names.within(folded):
            codes += [code for code in mention.codes if code not in codes]
        within = [code for code in known if code in self._facts and self._goes_into(self._facts[code], codes)]
        first = [*(code for code in codes if code in known), *within]
        return list(dict.fromkeys((*first, *codes)))

    @staticmethod
    def _goes_into(fact: Fact, codes: Sequence[str]) -> bool:
        """Whether a fact is a choice or a number of something named ("修车那个选错了，应该是二类", "水箱说错了，是15方")."""
        return (fact.type in NUMERIC or (fact.type in CHOSEN and bool(fact.choices))) and fact.when in codes

    def _first_reading(self, code: str, tails: list[str], around: Surroundings) -> Reading | None:
        fact = self._facts[code]
        doubtful: Reading | None = None
        if fact.type in NUMERIC:  # "改成五个，又招了俩"
            tails = [
                part
                for tail in tails
                for part in dict.fromkeys((_FIRST_CLAUSE.split(_ONCE_MORE.sub("", tail))[0], tail))
            ]
        if fact.type == "text":  # "改成“胖婶小厨”吧，原来那个…"
            tails = [part for tail in tails for part in (*QUOTED.findall(tail), tail)]
        for tail in tails:
            if fact.type in {"boolean", "multi_choice", "choice"} and len(tail) < 1:
                continue
            reading = read(fact, tail, around)
            if isinstance(reading, Reading):
                if reading.certain:
                    return reading
                doubtful = doubtful or reading
        return doubtful

    def _is_worded(self, code: str) -> bool:
        """Whether a fact is a name or a text, which says by itself whose it is."""
        return self._facts[code].type == "text" and not self._facts[code].choices

    def _by_old_value(
        self, text: str, folded: str, known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """ "不是60，是80": the fact whose known value is the old one."""
        for match in _OLD_AND_NEW.finditer(folded):
            old, new = (_group(match, name, text) for name in ("old", "new"))
            for code, value in known.items():
                fact = self._facts.get(code)
                if fact is None or isinstance(value, bool) or fact.type == "boolean":
                    continue
                was = read(fact, old.strip(), around)
                becomes = read(
                    fact, _FIRST_CLAUSE.split(new.strip())[0] if fact.type in NUMERIC else new.strip(), around
                )
                if isinstance(was, Reading) and _is_same(was.value, value) and isinstance(becomes, Reading):
                    alike = [one for one in known.values() if not isinstance(one, bool) and _is_same(was.value, one)]
                    sure = becomes.certain and len(alike) == 1  # who of two of the name is meant, is asked
                    return Amendment(code, {code: replace(becomes, certain=sure)})
        return None

    def _by_old_number(
        self, text: str, folded: str, known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """ "刚才说6个人，少算了我，7个": the known fact whose number is said again, beside the one that holds instead."""
        said = quantities(folded)
        fitting: list[tuple[str, Reading]] = []
        for code, value in known.items():
            fact = self._facts.get(code)
            if fact is None or fact.type not in NUMERIC or isinstance(value, bool):
                continue
            read_ones = [
                (quantity, read(fact, text[quantity.start : quantity.end], around)) for quantity in said[:_MOST_NUMBERS]
            ]
            values = [(q, r) for q, r in read_ones if isinstance(r, Reading)]
            old = [q for q, r in values if r.value == value]
            new = [r for _, r in values if r.value != value]
            if old and len({reading.value for reading in new}) == 1:
                fitting.append((code, new[0]))
            elif old and new:  # "不是16间，有一间改储藏室了，15间"
                fitting.append((code, Reading(new[-1].value, certain=False)))
        if len(fitting) != 1:
            return None
        code, reading = fitting[0]
        return Amendment(code, {code: Reading(reading.value, reading.certain and is_correction(folded))})

    def _by_choice(self, tails: list[str], known: Mapping[str, Value], around: Surroundings) -> Amendment | None:
        """ "不要邮寄，改电子的": the only known choice that what follows can be; to be confirmed."""
        fitting: dict[str, Value] = {}
        for code, value in known.items():
            fact = self._facts.get(code)
            if fact is None or fact.type not in CHOSEN or not fact.choices:
                continue
            reading = self._first_reading(code, tails, around)
            if reading is not None and reading.certain and reading.value != value:
                fitting[code] = reading.value
        if len(fitting) != 1:
            return None
        code, value = fitting.popitem()
        return Amendment(code, {code: Reading(value, certain=False)})

    def _by_shape(
        self, folded: str, tails: list[str], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """ "应该是320平": the known fact to which such a value belongs, if there is just one or a usual one."""
        shape = _SHAPE.search(folded)
        if shape is not None:
            kind = "phone" if shape["phone"] else "area_m2"
            fitting = [code for code, fact in self._facts.items() if fact.type == kind]
            fitting.sort(key=lambda code: (code not in known, self._names.order.get(code, 0)))
        else:
            fitting = [code for code in known if code in self._facts and self._facts[code].type in NUMERIC]
            if len(fitting) != 1:
                return None
        for code in fitting[:1]:
            reading = self._first_reading(code, tails, around)
            if reading is not None:
                return Amendment(code, {code: reading})
        return None


def _of_one(changed: tuple[str, Reading]) -> Amendment:
    """The amendment of one fact."""
    code, reading = changed
    return Amendment(code, {code: reading})


def _group(match: re.Match[str], name: str, text: str) -> str:
    """What one of the groups of a kind found, as it was typed."""
    spans = [match.span(f"{name}{number}") for number in ("", *range(2, 8))]
    return next(text[start:end] for start, end in spans if start >= 0)


def _is_same(one: Value, other: Value) -> bool:
    return one.casefold() == other.casefold() if isinstance(one, str) and isinstance(other, str) else one == other


def _names_in(folded: str) -> set[str]:
    """The names of persons in folded text that stand behind 是 or 叫."""
    return {name for match in _IS_NAME.finditer(folded) if (name := name_beside(match["who"])) is not None}


def _other_door(known: Value | None, tails: list[str]) -> Reading | None:
    """The known address with another door number ("门牌号应该是89号"); to be confirmed."""
    if not isinstance(known, str) or len(_DOOR.findall(known)) != 1:
        return None
    doors = {match[1] for tail in tails if (match := _DOOR.fullmatch(tail)) is not None}
    return Reading(_DOOR.sub(f"{doors.pop()}号", known), certain=False) if len(doors) == 1 else None


def _bare(tail: str) -> str:
    """What follows, without what leads to it and what asks for it."""
    lead = _LEADING.match(tail.lower())
    words = _RIGHT_SO.sub("", tail[lead.end() if lead is not None else 0 :].strip(_EDGES))
    return _ASKED_FOR.sub("", words).strip(_EDGES) or words


def _tails(text: str, folded: str) -> list[str]:
    """What may be the new value: what follows the words that announce one, the last first."""
    found: list[str] = []
    for match in reversed(list(_VALUE_CUE.finditer(folded))):
        start = match.end()
        lead = _LEADING.match(folded[start:])
        bare = start + (lead.end() if lead is not None else 0)
        for tail in (_bare(text[bare:]), _bare(text[start:]), _ASKED_FOR.sub("", text[start:].strip(_EDGES))):
            if tail and tail not in found:
                found.append(tail)
    return found
