"""Answers that are numbers (数量): areas, counts, storeys, distances, volumes and money, within their bounds."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from dialogs.understanding.values.folding import SAME_MESSAGE, clause_at, clauses, fold, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Detail, Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.parts import counts_the_asker_out, total_of
from dialogs.understanding.values.people import people_told
from dialogs.understanding.values.quantities import Measure, Quantity, quantities
from dialogs.understanding.values.said import Said, any_of, in_aside, is_supposed
from dialogs.understanding.values.words import FactWords, plain_words, words_of
from knowledge.pack import Fact
from knowledge.values import Range

_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_NOTHING = re.compile(
    r"(?:暂时|目前|现在|附近|都|我们?|店里|这边|那边|一[个间]都)?(?:没有?得?|没有的|无|木有|冇得?|莫得|木得|没人|一个也?没有|零)"
    r"(?:的|了|哦|啊|呢|仓库|库房|包厢|包间|座位)?|"
    r"(?:there (?:are|is) |we have )?(?:no|none|nothing|nil|not any|zero|n/a)"
)
_NOTHING_OF = re.compile(
    r"(?:我们?|店里|暂时|目前|现在|还|也|都)*(?:没有?(?:得|设|留|隔|装|弄|搞|做)?|无|木有|冇得?|莫得|木得|不设|不要|不需要|不用|用不着|用不上|不带|没设|没留|"
    r"没隔)(?:单独的?|专门的?)?|(?:we have |there (?:are|is) )?no "
)
_NOT_YET = re.compile(r"(?:目前|现在|暂时)?(?:都|也)?(?:还没|还未|没)有?(?:招|请|找|雇|聘|买|装|租)|none yet|not yet")
"""还没招到护士"""
_FILL_ZH = re.compile(r"([^，。？！；、,.?!;]{1,16}?)(?:的)?[，,]?\s?就?(?:请)?填\s?(\d+)")
_FILL_EN = re.compile(r"enter (\d+) (?:if|for) ([^.,]{2,40})", re.IGNORECASE)
# what may follow a number that has no unit: the end, punctuation, or a particle that leaves it a plain number
_NOTHING_FOLLOWS = re.compile(
    r"\s+(?=[\u4e00-\u9fff])|\s*(?:$|之间|[，。；、,.;!！?？~)）(（…\n]|吧|左右|上下|的|了|呢|啊|呀|哦|哈|嘛|那样|样子|这样|差不多|大概|平?均|"
    r"or so|or|ish|\+|about|approx|i think|roughly|和|或|以|室[内外]|楼[上下]|[里外]面|[（(]?(?:包括|含|算上|连)我|"
    r"including|incl|$)"
)
_CORRECTED = re.compile(r"不对|错了|改成|改为|改回|应该是|更正|其实是|而是|sorry|i mean|actually|make that|correction")
_TOTAL = re.compile(
    r"(?:(?<!不)(?:算上我?|连我|包括我|加上我|算我|含我)在?内?|现在|如今|一共|总共|合计|加起来|总的|共计|共|total(?: of)?|altogether|in all)[是有为约大概]{0,4}\s*$"
)
_EACH = re.compile(r"(?:每(?!天|日)|各|平均|each|per(?! day))[^，。；,;]{0,6}$")
_BETWEEN_UNITS = re.compile(r"\s?(?:-|~|到|至|to)\s?")
_JUST_BEFORE = re.compile(r"[是为有约大概改成到:：=\s就要共的]{0,7}")
_PEOPLE = ("人", "名", "people", "staff", "employees")
"""What counts people; without any other word it may be the staff."""
_PLACES = ("shop ", "store ", "place ", "店 ")
"""Before a number they are part of an address ("Shop 12")."""
_PER_MONTH = re.compile(r"[每一个]月|每年|一年|\b(?:a|per|each|every) (?:month|year|week)\b|每周|一周|一个星期")
_SOLID = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)\s?米?m?\s?[x×*乘]\s?(?P<b>\d+(?:\.\d+)?)\s?米?m?\s?[x×*乘]\s?(?P<c>\d+(?:\.\d+)?)\s?(?:米|m)"
)
_COMPANY = re.compile(r"就我[和跟与加带]|一家|我们家")
_DOES_WITHOUT = re.compile(r"[没无不未]|\b(?:no|not|without)\b")
_LONGER_NOUN = re.compile(r"(?:专用)?(?:通道|宿舍|餐厅|食堂|厕所|卫生间|更衣|休息|电梯|出入|的?门|柜|证|房|室|房间|卡)")
_QUALIFIED = re.compile(
    r"\s?(?:是|的|都)?(?:有证|持证|执业|注册|专职|正式|全职|有资格|licensed|certified|full[- ]time)"
)
_NO_MORE = re.compile(r"(?:的|了)?(?:都|全|就|只|也)|\s?(?:here|yet|at all|for now|right now)$")
_NONE_AT_ALL = re.compile(
    r"(?:目前|现在|暂时|还)?一?[个名位间张台]?人?[都也]?(?:没有?得?|冇得?|木得|莫得)(?:招|请|装|设)?(?:的|了|啊|呢)?"
)
_PARTLY = re.compile(
    r"[进里外前后大小那这][门面边头]?那?间|占|一半|三分之|没量|没算|不算|另算|不含|不包括|除外|记不清|不记得|没统计"
)
_ALONE = re.compile(r"(?:就|只有|只|全是|都是)(?:我|老板|本人)(?:自己|一个人?|本人|一人)?$")
_OF_A_KIND = re.compile(r"建筑面积|建面|套内|使用面积|实用面积|公摊|得房")
_VERBS = re.compile(r"[有是约要做共]|大概|差不多|一共|总共|大约|目前|现在|我们?")
_NOUN = re.compile(r"(?![的是了都也就])[\u4e00-\u9fff]{2}")
_SHORTEST_NAMING = 3
"""Characters before a thing in a clause that says no more than that there is one."""
_DAYS_IN = {"月": 30, "month": 30, "年": 365, "year": 365, "周": 7, "星期": 7, "week": 7}
_NOT_ONE_STOREY = re.compile(r"(?:整栋|整幢|整个?楼|[共总]|全部|上下|加起来)[^，。；,;]{0,4}$")
_STOREYS_ALL = re.compile(r"(?:楼|层)?(?:全部|全|都|整)")
"""整栋五层, 五层都是 say how many storeys there are, and not which."""
_SOME_DAY = re.compile(r"以后|将来|后期|后面|明年|旺季|节假日|还要|还会|打算|准备|计划|可能|\b(?:later|plan|will)\b")


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads the numbers of one fact, in the unit of its label."""

    measure: Measure
    whole: bool
    low: float | None
    high: float | None
    says_at_most: bool
    """The question itself asks for a maximum, so "最多30人" is just 30."""
    nothing: float | None
    said_values: tuple[tuple[re.Pattern[str], float], ...]
    words: FactWords
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    units: re.Pattern[str] | None
    not_units: re.Pattern[str] | None
    derived: bool
    """Whether it follows from another fact, to which extents belong (5米乘1米 is the size of a sign)."""
    counts_people: bool
    counts_asker: bool
    """Whether the question counts who is asked ("连您在内")."""

    def read(self, said: Said, around: Surroundings) -> Read:
        if _PLAIN.fullmatch(said.bare):
            return self._within(float(said.bare), float(said.bare), certain=True)
        if "每天" in self.words.near and (period := _PER_MONTH.search(said.folded)) is not None:
            return self._a_day_of(period.group(), said.folded)
        if self.counts_asker and (people := people_told(said.bare)) is not None:
            return self._within(float(people[0]), float(people[0]), certain=people[1])
        if self.measure is Measure.VOLUME and (solid := _volume(said.folded)) is not None:
            return self._within(solid, solid, certain=False)
        if self.nothing is not None and _NONE_AT_ALL.fullmatch(said.bare):
            return self._nothing()
        if self.counts_people and _ALONE.search(said.bare):
            return self._within(1.0, 1.0, certain=True)
        spoken = self._said_value(said.bare)
        fitting = [quantity for quantity in _joined(said.folded) if self._fits(quantity, said.folded)]
        unsure = says_dont_know(said.bare)
        if not fitting:
            if unsure:
                return Unclear("hint_dont_know")
            if spoken is not None:
                certain = _COMPANY.search(said.bare) is None
                return self._within(spoken, spoken, certain=certain)
            if _NOTHING.fullmatch(said.bare) or said.bare in plain_words().denies or self._says_none(said.folded):
                return self._nothing()
            if self.nothing == 0 and _NOT_YET.match(said.bare):
                return Reading(0, certain=False)
            return self._no_number(said)
        if self.measure is Measure.FLOOR and any(self._counts_storeys(q, said.folded) for q in fitting):
            return Unclear("hint_number_one")
        here = [
            quantity
            for quantity in fitting
            if not in_aside(said.folded, quantity.start) and not self._is_surpassed(quantity, said.folded)
        ]
        chosen = self._only_one(here or fitting, said.folded)
        qualified = [q for q in fitting if _QUALIFIED.match(said.folded, q.end)]
        if chosen is None and len(qualified) == 1 and qualified[0].low == qualified[0].high:
            return self._within(qualified[0].low, qualified[0].high, certain=False)  # "三名执业的，两名助理"
        total = self._in_parts(fitting, chosen, said.folded)
        if total is not None:
            return self._within(total, total, certain=False)
        if chosen is None or (spoken is not None and spoken != chosen.low):
            return Unclear("hint_number_one")
        if _EACH.search(said.folded[: chosen.start]):
            return Unclear("hint_number_total")
        plain = chosen.certain and bool(here) and not unsure and not is_question(said.bare)
        if plain and _PARTLY.search(said.folded):
            plain = False
        if plain and len({(q.low, q.high) for q in fitting}) > 1 and _SOME_DAY.search(said.folded):
            plain = False  # "目前六个，旺季可能加到十个"
        return self._value(chosen, certain=plain)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        found: list[Found] = []
        previous, nouns_follow = 0, False
        for quantity in _joined(said.folded):
            start, end = clause_at(said.folded, quantity.start)
            # "五个服务员一个厨师": what follows the first number is its own
            leads = (
                previous <= start
                and quantity.measure is Measure.COUNT
                and not said.folded[start : quantity.start].strip()
            )
            nouns_follow = leads or (nouns_follow and previous > start)
            segment_start = quantity.start if nouns_follow and not leads else max(start, previous)
            if quantity.measure is not Measure.TIME:
                previous = quantity.end  # 一天两吨 belongs together
            clause = said.folded[start:end]
            following = next((q.start for q in _joined(said.folded) if q.start >= quantity.end), end)
            segment = said.folded[segment_start : min(end, quantity.end + 6, following)]
            if self._is_named_ahead(said.folded, segment_start, quantity) and following < end:
                segment = said.folded[segment_start : quantity.end]  # "店面五十五平仓库二十平"
            behind = said.folded[segment_start : quantity.start].strip(" ，,、：:") == "" and self._goes_before(
                said, quantity
            )
            if behind:
                segment = said.folded[quantity.start - behind : min(end, quantity.end + 6, following)]
            if is_supposed(clause) or (is_question(clause) and quantity.bound) or in_aside(said.folded, quantity.start):
                continue
            if _EACH.search(said.folded[: quantity.start]):
                continue
            strength = self._named(quantity, said.folded, quantity.start - behind if behind else segment_start, segment)
            if not strength or not self._fits(quantity, said.folded):
                continue
            certain = quantity.certain and not is_question(clause) and not self._is_doubtful(quantity, said.folded)
            certain &= not behind and (strength > 1 or self.measure is not Measure.COUNT)
            certain &= self.measure is not Measure.COUNT or not self._heads_another(said.folded[quantity.end : end])
            certain &= strength > 1 or self.unless is None or not self._just_named(self.unless, said.folded, start)
            certain &= self.measure is not Measure.AREA or not (
                _PARTLY.search(said.folded) or _OF_A_KIND.search(said.folded)
            )
            value = self._value(quantity, certain=certain)
            if isinstance(value, Reading):
                found.append(Found(value.value, quantity.start, quantity.end, value.certain, strength))
        if self.measure is Measure.FLOOR and len({mention.value for mention in found}) > 1:
            return []  # which of them the shop is on is asked
        return found or self._spoken_somewhere(said)

    def _a_day_of(self, period: str, folded: str) -> Read:
        """So much a month as so much a day, to be confirmed."""
        amounts = [q for q in _joined(folded) if q.measure is self.measure and q.low == q.high]
        days = next(count for name, count in _DAYS_IN.items() if name in period)
        if len(amounts) != 1:
            return Unclear("hint_number")
        return self._within(amounts[0].low / days, amounts[0].low / days, certain=False)

    @staticmethod
    def _counts_storeys(quantity: Quantity, folded: str) -> bool:
        """Whether a number of storeys says how many there are."""
        if quantity.measure is not Measure.FLOOR or folded[quantity.start - 1 : quantity.start] == "第":
            return False
        before = _NOT_ONE_STOREY.search(folded[: quantity.start]) is not None
        return before or _STOREYS_ALL.match(folded, quantity.end) is not None

    @staticmethod
    def _is_surpassed(quantity: Quantity, folded: str) -> bool:
        """Whether the number is only what is exceeded, by one that follows ("不止10间，有13间")."""
        known = _joined(folded)
        return quantity.bound == "above" and known[-1].start > quantity.start and known[-1].measure is quantity.measure

    def _is_doubtful(self, quantity: Quantity, folded: str) -> bool:
        """Whether a number is perhaps a part of what is counted ("两个厨师三个服务员") or leaves out who speaks."""
        return self._in_parts([quantity], quantity, folded) is not None

    def _in_parts(self, fitting: list[Quantity], chosen: Quantity | None, folded: str) -> float | None:
        """What the parts come to where no whole is said."""
        if chosen is None:
            return total_of(fitting, self.measure, folded)
        if self.counts_asker and counts_the_asker_out(folded, chosen.start) and chosen.low == chosen.high:
            return chosen.low + 1
        if len(fitting) == 1 and self.measure is not Measure.FLOOR:
            # "两层，每层80平", "四个30方的罐", "六张四人桌"
            before = _before(folded, chosen.start)
            return total_of([before, chosen], Measure.NONE, folded) if before is not None else None
        return None

    def _says_none(self, folded: str) -> bool:
        """Whether a clause says that there is nothing of what is counted ("没得座位，站着吃")."""
        parts = [folded[start:end].strip() for start, end in clauses(folded)]
        if parts and _NOTHING.fullmatch(parts[0]):
            return True
        for clause in parts:
            no = _NOTHING_OF.match(clause)
            named = self.near.match(clause, no.end()) if no is not None and self.near is not None else None
            if named is not None and (len(clause) - named.end() <= 2 or _NO_MORE.match(clause, named.end())):
                return True
        return False

    def _named(self, quantity: Quantity, folded: str, start: int, segment: str) -> int:
        """2 where the fact is named beside the number, 1 where such a number can only be this fact, else 0."""
        if self.unless is not None and self.unless.search(segment):
            return 0
        if quantity.measure is Measure.NONE:
            before = folded[start : quantity.start]
            ends = [match.end() for match in self.near.finditer(before)] if self.near is not None else []
            beside = (
                bool(ends) and not before.endswith(_PLACES) and _JUST_BEFORE.fullmatch(before[ends[-1] :]) is not None
            )
            return 2 if beside else 0
        if quantity.measure is not self.measure:
            return 0
        if self.measure is Measure.AREA and not quantity.noun and (self.derived or not self._is_near(segment)):
            return 0  # 6米乘1.2米 may be the size of anything
        if self.near is not None and self.near.search(segment):
            return 2 if self.measure is not Measure.FLOOR else 1
        if self.measure is Measure.COUNT and not quantity.noun.endswith(_PEOPLE):
            return 0
        return 1 if self.words.nearby_default else 0

    @staticmethod
    def _is_named_ahead(folded: str, start: int, quantity: Quantity) -> bool:
        """Whether things are named before their numbers here, so that what follows one belongs to the next."""
        return re.search(r"[\u4e00-\u9fff]{2}$", _VERBS.sub("", folded[start : quantity.start])) is not None

    def _goes_before(self, said: Said, quantity: Quantity) -> int:
        """How far before a clause that begins with a number its thing was named, in a clause without one ("有泳池，1250平")."""
        start, _ = clause_at(said.folded, quantity.start)
        if (
            self.near is None
            or self.measure not in (Measure.AREA, Measure.VOLUME, Measure.LENGTH)
            or quantity.measure is not self.measure
        ):
            return 0
        named = self._just_named(self.near, said.folded, start)
        return quantity.start - named if named is not None else 0

    @staticmethod
    def _just_named(things: re.Pattern[str], folded: str, start: int) -> int | None:
        """Where one of the things is named in the clause before, if no number stands in that."""
        before = [span for span in clauses(folded) if span[1] <= start]
        if not before:
            return None
        left, right = before[-1]
        found = list(things.finditer(folded, left, right))
        if (
            not found
            or any(left <= q.start < right for q in _joined(folded))
            or _DOES_WITHOUT.search(folded[left:right])
        ):
            return None
        return found[-1].start() if found[-1].start() - left <= _SHORTEST_NAMING else None

    def _heads_another(self, after: str) -> bool:
        """Whether the noun that would name the fact belongs to a longer one ("1个员工通道")."""
        named = self.near.search(after) if self.near is not None else None
        if named is None or named.start() > 2:
            return False
        return _LONGER_NOUN.match(after, named.end()) is not None

    def _is_near(self, segment: str) -> bool:
        return self.near is not None and self.near.search(segment) is not None

    def _spoken_somewhere(self, said: Said) -> list[Found]:
        if self.measure is not Measure.FLOOR:
            return []
        for phrase, value in self.said_values:
            match = phrase.search(said.folded)
            if match is None:
                continue
            start, end = clause_at(said.folded, match.start())
            clause = said.folded[start:end]
            if not (
                is_question(clause) or is_supposed(clause) or (self.unless is not None and self.unless.search(clause))
            ):
                return [Found(self._plain(value), *match.span(), certain=False)]
        return []

    def _fits(self, quantity: Quantity, folded: str) -> bool:
        number_end = quantity.end - len(quantity.noun) if quantity.measure is Measure.COUNT else quantity.end
        if self.not_units is not None and self.not_units.match(folded, number_end):
            return False
        if quantity.measure is Measure.NONE:
            own = self.units is not None and re.match(r"\s?", folded[quantity.end :]) is not None
            if quantity.low == 0.5 and quantity.high == 0.5:
                return False  # 一半 is half of something
            rest = folded[quantity.end :].lstrip()
            if own and self.units is not None and self.units.match(rest):
                return True
            if self.measure is Measure.COUNT and self.near is not None and self.near.match(rest):
                return True  # 俩医生
            return _NOTHING_FOLLOWS.match(folded, quantity.end) is not None
        if self.measure is Measure.COUNT:
            if quantity.measure is Measure.COUNT:
                return (
                    self.units is None or quantity.noun == "个" or bool(self.units.match(folded[number_end:].lstrip()))
                )
            return self.units is not None and bool(self.units.match(quantity.noun))
        if self.measure is Measure.AREA and quantity.measure is Measure.VOLUME:
            return quantity.noun == "方"
        if self.measure is Measure.AREA and quantity.noun == "个":
            return _NOTHING_FOLLOWS.match(folded, quantity.end) is not None  # 六十几个, with 平方 left out
        return quantity.measure is self.measure

    def _only_one(self, fitting: list[Quantity], folded: str) -> Quantity | None:
        if len({(quantity.low, quantity.high) for quantity in fitting}) == 1:
            nouns = {noun.group() for q in fitting if (noun := _NOUN.match(folded, q.end)) is not None}
            return fitting[0] if len(nouns) < len(fitting) or len(fitting) == 1 else None  # 一个大门一个后门
        totals = [quantity for quantity in fitting if _TOTAL.search(folded[: quantity.start])]
        if len(totals) == 1:
            return totals[0]
        last = fitting[-1]
        return last if _CORRECTED.search(folded[fitting[-2].end : last.start]) else None

    def _said_value(self, answer: str) -> float | None:
        return next((value for phrase, value in self.said_values if phrase.search(answer)), None)

    def _nothing(self) -> Read:
        if self.nothing is None:
            return self._bounds_hint() if self.low is not None else Unclear("hint_number")
        return Reading(self._plain(self.nothing))

    def _no_number(self, said: Said) -> Unclear:
        if any(quantity.measure not in {Measure.NONE, self.measure} for quantity in quantities(said.folded)):
            return Unclear(f"hint_unit_{self.measure.value}")
        return Unclear("hint_number")

    def _value(self, quantity: Quantity, *, certain: bool) -> Read:
        low, high = quantity.low, quantity.high
        step = 1 if self.whole else 0.01
        bottom, top = (self.low if self.low is not None else 0), self.high
        match quantity.bound:
            case "below":
                low, high = bottom, high - step
            case "up_to" if not self.says_at_most:
                low = bottom
            case "above" | "from" if top is None:
                return Unclear("hint_number")
            case "above":
                low, high, certain = low + step, top or 0, False
            case "from":
                high, certain = top or 0, False
            case _:
                pass
        if self.measure is Measure.FLOOR and quantity.bound:
            certain = False  # 五楼以上 names no storey
        if self.measure is Measure.AREA and quantity.measure is not Measure.AREA and quantity.noun:
            certain = False  # 60方 is an area to some, a volume to others
        return self._within(low, high, certain=certain)

    def _within(self, low: float, high: float, *, certain: bool) -> Read:
        if (self.low is not None and low < self.low) or (self.high is not None and high > self.high):
            return self._bounds_hint()
        if self.whole and (low != int(low) or high != int(high)):
            return Unclear("hint_whole_number")
        if low > high:
            return Unclear("hint_number")
        if low < high:
            return Reading(Range(self._plain(low), self._plain(high)), certain)
        return Reading(self._plain(low), certain)

    def _bounds_hint(self) -> Unclear:
        details: dict[str, Detail] = {}
        if self.low is not None:
            details["min"] = self._plain(self.low)
        if self.high is not None:
            details["max"] = self._plain(self.high)
        return Unclear("hint_number_bounds", details=details)

    @staticmethod
    def _plain(value: float) -> int | float:
        rounded = round(value, 2)
        return int(rounded) if rounded == int(rounded) else rounded


def _volume(folded: str) -> float | None:
    """2米×1.5米×1米 in m³."""
    match = _SOLID.search(folded)
    return None if match is None else round(math.prod(float(match[axis]) for axis in ("a", "b", "c")), 4)


def amount_reader(fact: Fact) -> AmountReader:
    """The reader for an integer, decimal, area or money fact; its unit comes from its type, unit or label."""
    words = words_of(fact.code)
    texts = [fact.question.zh, fact.help.zh if fact.help else ""]
    values = [(fold(phrase), float(value)) for value, phrases in words.values.items() for phrase in phrases]
    fill: list[float] = []
    for text in texts:
        for phrase, value in _FILL_ZH.findall(text):
            fill += [float(value)] if "没" in phrase else []
            values.append((fold(str(phrase).strip()), float(value)))
    for text in [fact.question.en or "", (fact.help.en or "") if fact.help else ""]:
        for value, phrase in _FILL_EN.findall(text):
            values.append((fold(str(phrase)), float(value)))
    zero_allowed = fact.bounds.min == 0 and (fact.bounds.max is None or fact.bounds.max >= 0)
    return AmountReader(
        measure=measure_of(fact),
        whole=fact.type == "integer",
        low=fact.bounds.min,
        high=fact.bounds.max,
        says_at_most="最多" in fact.question.zh,
        nothing=fill[0] if fill else 0.0 if zero_allowed else None,
        said_values=_useful(values),
        words=words,
        near=any_of(words.near),
        unless=any_of(words.unless),
        units=any_of(words.units),
        not_units=any_of(words.not_units),
        derived=fact.derive is not None,
        counts_people="名" in words.units,
        counts_asker="连您在内" in fact.question.zh,
    )


def _useful(values: list[tuple[str, float]]) -> tuple[tuple[re.Pattern[str], float], ...]:
    """Phrases long enough to mean something by themselves, the longest first; 没有 alone is judged by the whole answer."""
    kept = {phrase: value for phrase, value in values if len(phrase) >= 2 and phrase not in {"没有", "none"}}
    ranked = sorted(kept.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((pattern, value) for phrase, value in ranked if (pattern := any_of((phrase,))) is not None)


def measure_of(fact: Fact) -> Measure:
    """What the numbers of a fact count."""
    match fact.type:
        case "area_m2":
            return Measure.AREA
        case "money":
            return Measure.MONEY
        case _:
            named = f"{fact.unit.zh if fact.unit else ''}{fact.label.zh}"
    if "立方米" in named or "（吨）" in named:
        return Measure.VOLUME
    if "（米）" in named:
        return Measure.LENGTH
    return Measure.FLOOR if "楼层" in named else Measure.COUNT


def _before(folded: str, position: int) -> Quantity | None:
    """The last quantity before a position."""
    known = _joined(folded)
    index = bisect_right(known, position, key=lambda quantity: quantity.end) - 1
    return known[index] if index >= 0 else None


@lru_cache(maxsize=SAME_MESSAGE)
def _joined(folded: str) -> tuple[Quantity, ...]:
    """Quantities without overlaps, with "50平到60平" as one."""
    kept: list[Quantity] = []
    for quantity in quantities(folded):
        last = kept[-1] if kept else None
        if last is not None and quantity.start < last.end:
            continue
        if (
            last is not None
            and last.measure is quantity.measure
            and last.low == last.high < quantity.low
            and _BETWEEN_UNITS.fullmatch(folded[last.end : quantity.start])
        ):
            kept[-1] = Quantity(last.start, quantity.end, last.low, quantity.high, last.measure, last.noun)
        else:
            kept.append(quantity)
    return tuple(kept)
