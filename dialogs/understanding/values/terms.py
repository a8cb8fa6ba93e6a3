"""The terms of a sum (总数的分项): "两个30方", "四人桌六张" and "楼上楼下各六间" come to a number each, as "小包8个" does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from dialogs.understanding.values.amounts_said import joined
from dialogs.understanding.values.folding import SAME_MESSAGE
from dialogs.understanding.values.quantities import Measure, Quantity

_COUNTED = frozenset({Measure.COUNT, Measure.FLOOR, Measure.AREA, Measure.VOLUME, Measure.NONE, Measure.OTHER})
_THINGS = frozenset({Measure.COUNT, Measure.FLOOR})
_EXTENTS = frozenset({Measure.AREA, Measure.VOLUME})
_LABELS = frozenset({Measure.FLOOR, Measure.OTHER, Measure.NONE})
"""What numbers that name a place have: 二楼, 3号厅, and the 2 of "2、3号厅"."""
_SHIFT = re.compile(r"班(?:倒|制|轮|人|[，,\s]|(?=每))")
"""三班倒: so many shifts, each with people of its own."""
_EACH = re.compile(
    r"[^，。；\d]{0,10}[，,、\s]*(?:每(?![天日月年周])|各|\b(?:each|per)\b|"
    r"(?:underground )?(?:tables?|tanks?|rooms?|floors?|groups?|rows?) (?:of|with)\b)"
    r"[^，。；\d]{0,6}"
)
_EACH_BEHIND = re.compile(r"\s(?:each|apiece)\b|\s?(?:每|一)[个间台只罐桌层]")
_LISTED = re.compile(r"[号厅楼层、，,和跟\s]{0,4}")
_EVEN = re.compile(r"[，,\s]*[厅馆楼层]?(?:各有?|每[边层头面间厅]有?|都是?有?)")
_PLACE = r"楼?(?:[前后左右上下东西南北里外内大中小男女])(?:[门面边头院屋厅包间层楼班])?[、和跟]?"
_PLACES_EACH = re.compile(
    rf"(?P<places>(?:{_PLACE}){{2,6}})(?:都|一共)?(?:各|都是?|每[边层头面])(?:有|是|设|开|留|摆|个)?\s?$"
)
_ONE_PLACE = re.compile(_PLACE)
_BOTH = re.compile(r"(?:两|俩|二)(?:边|头|侧|端|面)(?:都|各|各有|都有|每边)+\s?$")
_SEATED = re.compile(
    r"(?:桌子?|桌台|台子?|间房?|房间?(?=[，,\s]*[都全每各])|楼|层|排|个罐|张)?(?:[，,\s]+(?=都|全|每|各))?(?:每|各|全)?[桌张间层个排台]?(?:都?(?:是|坐得下|坐|有|能坐|可以坐|放|摆|住))*"
)
_WHAT_FOR = re.compile(r"\s?(?:人|个人|座|位)?的?(?:桌|台|间|房|方桌|圆桌|包间|包厢|包房|雅间|卡座)")
"""六张四人桌"""
_BACKWARDS = re.compile(r"的?(?:罐子?|油罐|池子?|水箱|箱子?)?|\s?(?:cubic metres? )?(?:tanks? )?[x×*]\s?")
"""30方的两个, 30方罐两个"""
_TABLES_BACKWARDS = re.compile(r"(?:的?桌子?|[座位]的?桌?)(?:有|摆了?|放了?)?")
_ONE_EACH = re.compile(r"[一1]\s?[个间台班张只层桌]?(?P<noun>[一-鿿]?)[^，。；\d]{0,3}$")
"""三个罐，一个三十方; 三个班，一个班收15个"""
_ALL_OF_THEM = re.compile(r"都是?有?\s?$")
_PER = re.compile(r"每(?P<one>[层间个张台])(?:都|有|是|放|摆)*\s?$")
"""每层两个，三层"""
_ALL_ALIKE = re.compile(r"(?:楼|层)?(?:都|全|每层都|每间都)(?:是?一样|如此|这样|这么多)")
_IN_ALL = re.compile(r"(?:一共|总共|共|总的)有?\s?$")
_ON_ONE = re.compile(r"[一每1]层(?:楼|是|有|都)*\s?$")
_GROUPS = re.compile(r"\s?(?:个|间)?(?:班|组|批|排|校区|教室)(?![的人])")
_PARTED = re.compile(r"(?:分[成为作]?|隔[成出]?|拆成)\s?$")
_OF_EACH = re.compile(r"[每各全都]")
_MOST_AT_A_TABLE = 12
"""Seats: "14张桌子56个座" has so many in all, and "8张桌子4个座" as many at each."""
_ARE_SEATS = re.compile(r"[座位]")
_SEATS, _TABLES = frozenset({"人", "个人", "座", "位"}), frozenset({"张", "桌", "台", "个"})
_ROOMS, _BEDS = frozenset({"间"}), frozenset({"张", "床"})
"""八间一张: so many rooms with so many beds each."""
_BEDS_OF_A_ROOM = 7
"""13间22张床: so many beds are those of all the rooms."""
_FEWEST_PLACES = 2
_MOST = 24
"""Numbers of a message that are looked at; nobody tells a sum in more parts."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number of a sum, or so many times another."""

    counted: Quantity
    """The number whose unit the term has."""
    start: int
    end: int
    value: float
    multiplied: bool = False


@lru_cache(maxsize=SAME_MESSAGE)
def terms(folded: str) -> tuple[Term, ...]:
    """The terms in folded text, in order; without storeys and numbers of halls that only say of what each is."""
    left = [_as_many(q) for q in joined(folded) if q.measure in _COUNTED and not q.bound]
    left = [quantity for quantity in left if quantity.low == quantity.high][:_MOST]
    found: list[Term] = []
    place = 0
    while place < len(left):
        term, taken = _term(left[place:], folded)
        if term is None and found and _counts_storeys(left[place], found[-1], folded):
            last = found[-1]  # "一层9间，四层都一样"
            found[-1] = Term(last.counted, last.start, left[place].end, last.value * left[place].low, multiplied=True)
        elif term is not None and term.counted.measure in _EXTENTS and _ALL_OF_THEM.search(folded[: term.start]):
            found = [_of_all(found, term)]
        elif term is not None:
            found.append(term)
        place += taken
    return tuple(found)


def _counts_storeys(quantity: Quantity, last: Term, folded: str) -> bool:
    """Whether there are so many storeys as the one before ("一层9间，四层都一样", "一层八间一共三层")."""
    if _ALL_ALIKE.match(folded, quantity.end):
        return True
    return _IN_ALL.search(folded[: quantity.start]) is not None and _ON_ONE.search(folded[: last.start]) is not None


def _as_many(quantity: Quantity) -> Quantity:
    """二楼到四楼 are three storeys."""
    if quantity.measure is not Measure.FLOOR or quantity.low == quantity.high:
        return quantity
    storeys = quantity.high - quantity.low + 1
    return replace(quantity, low=storeys, high=storeys)


def _of_all(things: Sequence[Term], each: Term) -> Term:
    """三个汽油罐一个柴油罐，都是30方的"""
    if not things or any(thing.counted.measure is not Measure.COUNT or thing.multiplied for thing in things):
        return each
    times = sum(thing.value for thing in things)
    return Term(each.counted, things[0].start, each.end, times * each.value, multiplied=True)


def counts_groups(quantity: Quantity, folded: str) -> bool:
    """Whether a number says in how many groups the things are ("六十个托位，分三个班")."""
    return _GROUPS.match(folded, quantity.end - len(quantity.noun)) is not None or (
        quantity.measure is Measure.COUNT and _PARTED.search(folded[: quantity.start]) is not None
    )


def _term(left: Sequence[Quantity], folded: str) -> tuple[Term | None, int]:
    """The term that the first of the quantities left begins, and how many of them it takes."""
    first = left[0]
    for ways in (_several_places, _one_each, _times_each, _each_times):
        if (found := ways(left, folded)) is not None:
            return found
    places = _PLACES_EACH.search(folded[: first.start])
    if places is not None and first.measure is not Measure.FLOOR:
        times = len(_ONE_PLACE.findall(places["places"]))
        return Term(first, places.start(), first.end, times * first.low, multiplied=True), 1
    if first.measure in (Measure.FLOOR, Measure.OTHER):
        return None, 1
    return Term(first, first.start, first.end, first.low), 1


def _several_places(left: Sequence[Quantity], folded: str) -> tuple[Term, int] | None:
    """二楼三楼各八间; 2号3号厅各96; 两边各两个"""
    if len(left) > 1 and _BOTH.search(folded[left[0].start : left[1].start]):
        return _product(left[1], left[0].start, 2), 2
    for places, (one, following) in enumerate(pairwise(left), start=1):
        if one.measure not in _LABELS:
            return None
        between = folded[one.end : following.start]
        if (
            places >= _FEWEST_PLACES
            and _EVEN.fullmatch(between)
            and following.measure not in (Measure.FLOOR, Measure.OTHER)
        ):
            return _product(following, left[0].start, places), places + 1
        if not _LISTED.fullmatch(between):
            return None
    return None


def _one_each(left: Sequence[Quantity], folded: str) -> tuple[Term, int] | None:
    """八张桌子，一张坐四个"""
    if len(left) < 3:
        return None
    times, one, each = left[:3]
    if len(left) > 3 and (left[3].low == 1 or left[3].measure is Measure.FLOOR):
        return None  # "楼顶俩，一个八方一个四方"
    if not _counts_things(times, folded) or times.low == 1 or one.low != 1 or each.low == 1:
        return None
    said = _ONE_EACH.fullmatch(folded, one.start, each.start)
    alike = said is not None and (
        (bool(times.noun) and one.noun == times.noun) or (said["noun"] and folded.startswith(said["noun"], times.end))
    )
    alike = alike or (said is not None and each.measure in _EXTENTS)
    # "八张方桌，一桌四个人"
    kind = folded[one.start + 1]
    alike = alike or (said is not None and kind != "个" and kind in folded[times.end - len(times.noun) : one.start])
    return (_product(each, times.start, times.low), 3) if alike else None


def _times_each(left: Sequence[Quantity], folded: str) -> tuple[Term, int] | None:
    """两个30方; 两个30的; 四层，每层9间; 六张四人桌; 8张桌子每桌4个人"""
    if len(left) < 2:
        return None
    times, each = left[:2]
    between = folded[times.end : each.start]
    if each.measure in (Measure.FLOOR, Measure.OTHER):
        return None
    # "两层80平" counts storeys, "二楼80平" names one
    counted = times.measure is Measure.COUNT or (times.measure is Measure.FLOOR and folded[times.start] == "两")
    things = _counts_things(times, folded) or (times.measure is Measure.NONE and between.strip().isascii())
    alike = each.measure is times.measure and each.noun == times.noun
    seated = times.measure is Measure.COUNT and not alike and _SEATED.fullmatch(between) is not None
    seated = seated and not (times.noun in _SEATS and each.noun in _TABLES)  # "四人桌十张" is said the other way round
    seated = seated and not _are_all_seats(each, between, folded)
    is_each = (
        (counted and times.noun not in _SEATS and each.measure in _EXTENTS and between in ("", "个"))
        or (counted and not between and each.measure is Measure.NONE and folded.startswith("的", each.end))
        or (times.measure is Measure.NONE and each.measure in _EXTENTS and between == " " and folded.isascii())
        or (things and _EACH.fullmatch(between) is not None)
        or (things and _EACH_BEHIND.match(folded, each.end) is not None)
        or (not alike and not between and times.noun in _ROOMS and each.noun in _BEDS and each.low < _BEDS_OF_A_ROOM)
        or (seated and (between != "" or _WHAT_FOR.match(folded, each.end - len(each.noun)) is not None))
    )
    return (_product(each, times.start, times.low), 2) if is_each else None


def _are_all_seats(quantity: Quantity, between: str, folded: str) -> bool:
    """Whether a number behind tables is of all seats, as it is more than one table has ("14张桌子56个座")."""
    seats = quantity.noun in _SEATS or _ARE_SEATS.match(folded, quantity.end) is not None
    return seats and quantity.low > _MOST_AT_A_TABLE and _OF_EACH.search(between) is None


def _each_times(left: Sequence[Quantity], folded: str) -> tuple[Term, int] | None:
    """30方的两个; 四人桌六张"""
    if len(left) < 2:
        return None
    each, times = left[:2]
    between = folded[each.end : times.start]
    per = _PER.search(folded[: each.start])
    if per is not None and times.noun == per["one"] and not between.strip("，, "):
        return Term(each, each.start, times.end, each.low * times.low, multiplied=True), 2
    if times.measure is not Measure.COUNT:
        return None
    volumes = each.measure in _EXTENTS and _BACKWARDS.fullmatch(between) is not None and bool(between)
    tables = (
        each.measure is Measure.COUNT and times.noun != each.noun and _TABLES_BACKWARDS.fullmatch(between) is not None
    )
    return (Term(each, each.start, times.end, each.low * times.low, multiplied=True), 2) if volumes or tables else None


def _counts_things(quantity: Quantity, folded: str) -> bool:
    """Whether a number counts what may have so many of something each: things, storeys, shifts."""
    shifts = quantity.measure is Measure.NONE and _SHIFT.match(folded, quantity.end) is not None
    return quantity.measure in _THINGS or shifts


def _product(each: Quantity, start: int, times: float) -> Term:
    return Term(each, start, each.end, times * each.low, multiplied=True)
