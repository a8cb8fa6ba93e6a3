"""Changes (增减) of a number that is known: "加一个人，一共7个", "走了两个", "又租了一间"; what it comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.understanding.announced_values import A_DAY
from dialogs.understanding.mentions import Mentions
from dialogs.understanding.reading import Reading, Surroundings, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.amount_facts import measure_of
from dialogs.understanding.values.folding import clause_at
from dialogs.understanding.values.quantities import Measure, Quantity, quantities
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import NUMERIC, Fact
from knowledge.values import Value

_MORE = re.compile(
    r"(?:[少漏](?:说|报|写|填|算|数|记)|漏|(?<![说报写填算数记])加|添|增加?|招|请|雇|新来|(?<![起原本后从看])来|(?<![说报写填算数记不])多|再租|隔出?|又租|扩|"
    r"\b(?:add|added|hired|one more|more))了?(?:上|进)?\s?$"
)
"""In 加起来 and 原来 nobody comes."""
_LESS = re.compile(
    r"(?:多(?:说|报|写|填|算|数|记)|减|砍|(?<![说报写填算数记])少|走|辞|退|撤|拆|裁|离职|"
    r"\b(?:fired|left|less|fewer|removed))了?(?:掉|去)?\s?$"
)
_ONE_MORE = re.compile(r"(?:[面边头上下里外侧处]|另外|那儿|这儿)还有\s?$")
"""后面还有一个: one that was not counted."""
_STILL = re.compile(r"还有\s?$")
"""Ahead of one that was not counted, if it makes the sum that follows ("后院还有一个，一共3个")."""
_TAKEN_BACK = re.compile(r"(?<!是)不是\s?$|\bnot $")
_MOST_NUMBERS = 2
_NUMBERED = frozenset({"号", "楼", "层", "栋", "期", "排"})
"""Behind a number that says which one it is, and counts nothing ("厅我多报了一个，3号厅还没装银幕，先按六个报")."""
_COUNTS_ANYTHING = frozenset({"个", "名", "位", "人", "个人", "处", "间", "家"})
"""What such a number is of, is said by the words beside it ("厅我多报了一个")."""
_UNIT = re.compile(r"(?:个人|[个人名位间张台])$")
_AMONG = re.compile(r"里[头面边]?|当中|其中|中间?有|\b(?:of|out of) (?:the|them|our|my)\b")
_SO_ONLY = re.compile(
    r"(?:其实|所以|那|现在|目前|实际|就|只|才|能|好|有|算|剩下?|还|是|共|一共|\s)*|"
    r" ?(?:(?:so|and|now|only|just|that|leaves|we|have|is|are|there|it's) ?)*"
)
_COUNTS_ALL = re.compile(r"(?:是|还有|剩下?|就|只|共|现在)\s?$")
_THERE_IS = re.compile(r"(?<![还只])有\s?$")
"""是11间，有一间自己住: what is left is said first."""
_NOW = re.compile(
    r"(?:其实|应该|实际上?|剩下?|还剩|只剩|现在|如今|目前|先?按|[一总合]?共|总计|合计|变成|成|就是|就|"
    r"\b(?:now|total|makes it))[是有为约:：\s]*$"
)


_SET = re.compile(r"(?:改成|改为|改到|应该是|应为|\bchange(?:d)? .{0,24}to)\s?[\d一二两三四五六七八九十百]")
"""What it is now is said, whatever came or went."""
_ALSO = re.compile(
    r"还(?=[卖做有要提供加漏少])|再加上?|[加补添](?:上|进去)|[加添补]了?[一两几]?[个门种样项类](?!人)|也(?:要|得|想|在|都)*(?=[卖做有要加勾选算供进教收开写填]|$)|"
    r"[漏忘少]了(?!点)|除了|另外|不[只止光单仅]|"
    r"\b(?:also|add|too|as well|not (?:just|only))\b"
)
_NOT_ONLY = re.compile(r"不[只止光单仅]|\bnot (?:just|only)\b")
"""What other clauses name is there besides ("二类三类都卖，不光二类")."""
_STAYS = re.compile(
    r"照旧|照样|照常|照做|保留|留着|仍然?[有做卖是]|不变(?!动)|"
    r"\b(?:stays?|remains?|unchanged|as before|keep (?:the|both|all))\b"
)
"""What is named otherwise is there besides ("楼上客房可以住宿，洗澡足浴照旧")."""
_ONLY = re.compile(r"[只光就](?:卖|做|有|要|留|剩|教|进|收|加|供)|\b(?:only|just)\b")
_NO_LONGER = re.compile(
    r"[去删划拿撤砍]掉|删了|(?:先|暂时?)不(?:做|卖|要|提供|进|弄|搞|教|开|收|供|加|接)|不(?:再)?(?:做|卖|要|提供|进|弄|搞|教|开|收|供|加|接)了|没(?:有)?(?:批|办)(?:下来|成|到)?|取消|"
    r"\b(?:removed?|no longer|scratch(?:ed)?|dropp?(?:ed|ing)?|deleted?|strike|cross out|take off|gave up|given up|"
    r"(?:stopped|quit) (?:selling|doing|making|offering)|cut out|no more)\b"
)


_CHANGES = re.compile("|".join(one.pattern for one in (_ALSO, _ONLY, _NO_LONGER)))
_IN_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")


def change(
    folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value], names: Mentions
) -> tuple[str, Reading] | None:
    """The known number that changes, with what it is now: certain where both the change and the sum are said."""
    days = [day.span() for day in A_DAY.finditer(folded)]
    said = [
        _with_its_unit(q, folded)
        for q in quantities(folded)
        if not _TAKEN_BACK.search(folded[: q.start]) and not any(start <= q.start < end for start, end in days)
    ]
    if len(said) > _MOST_NUMBERS:
        said = [q for q in said if q.noun not in _NUMBERED]
    if (left := left_of_whole(folded, facts, known)) is not None:
        return left
    if not 1 <= len(said) <= 2 or _SET.search(folded):
        return None
    step = _signed(said[0], folded)
    if said[0].low != said[0].high:
        return None
    if step is None and (_ONE_MORE if len(said) == 1 else _STILL).search(folded[: said[0].start]):
        code = _of(said[0], folded, facts, known, names)
        if len(said) == 1 or (code is not None and said[1].low == _sum(known.get(code), said[0])):
            step = said[0].low
    if step is None:
        kept = len(said) == 2 and not _COUNTS_ALL.search(folded[: said[0].start])
        kept = kept and not _THERE_IS.search(folded[: said[1].start])
        return _what_is_left(said, folded, facts, known, names) if kept else None
    code = _of(said[0], folded, facts, known, names)
    if code is None and len(said) > 1:
        code = _of(said[1], folded, facts, known, names)  # "少报了一个！加上我妈5个人"
    before = known.get(code) if code is not None else None
    if code is None or not isinstance(before, int | float) or isinstance(before, bool):
        return None
    after = round(before + step, 2)
    if len(said) == 1:
        return (code, Reading(_plain(after), certain=False)) if after > 0 else None
    summed = abs(said[1].low - after) < 0.01
    if said[1].low != said[1].high or not (summed or _NOW.search(folded[: said[1].start])):
        return None
    return code, Reading(_plain(said[1].low), certain=summed)


def _what_is_left(
    said: Sequence[Quantity], folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value], names: Mentions
) -> tuple[str, Reading] | None:
    """The known number without those that are taken from it ("有两间拿来自己住了，能出租的9间")."""
    code = _of(said[1], folded, facts, known, names) or _without_unit(said, folded, facts, known, names)
    before = known.get(code) if code is not None else None
    if code is None or not isinstance(before, int | float) or isinstance(before, bool):
        return None
    alike = said[0].measure is said[1].measure and said[1].low == said[1].high
    return (code, Reading(_plain(said[1].low))) if alike and before - said[0].low == said[1].low else None


def _without_unit(
    said: Sequence[Quantity], folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value], names: Mentions
) -> str | None:
    """The one known fact that is named and counts what bare numbers do ("one of the nurses left, so 2 now")."""
    if any(one.measure is not Measure.NONE for one in said):
        return None
    named = [code for mention in names.within(folded) for code in mention.codes if code in known and code in facts]
    counted = {code for code in named if facts[code].type in NUMERIC and measure_of(facts[code]) is Measure.COUNT}
    return counted.pop() if len(counted) == 1 else None


def left_of_whole(folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value]) -> tuple[str, Reading] | None:
    """The one known number that is said again, without those of them that do not count ("三个里头有一个证没下来，只能算2个")."""
    said = quantities(folded)
    if len(said) != 3 or any(q.low != q.high for q in said) or _AMONG.search(folded) is None:
        return None
    *ahead, left = said
    whole = max(q.low for q in ahead)
    start, _ = clause_at(folded, left.start)
    if (
        left.low <= 0
        or _SO_ONLY.fullmatch(folded, start, left.start) is None
        or left.low + min(q.low for q in ahead) != whole
    ):
        return None
    counted = [
        code
        for code, value in known.items()
        if not isinstance(value, bool) and value == whole and code in facts and facts[code].type in NUMERIC
    ]
    counted = [code for code in counted if measure_of(facts[code]) is Measure.COUNT]
    return (counted[0], Reading(_plain(left.low))) if len(counted) == 1 else None


def addition(
    text: str,
    folded: str,
    clauses: Sequence[Segment],
    facts: Mapping[str, Fact],
    known: Mapping[str, Value],
    around: Surroundings,
) -> tuple[str, Reading] | None:
    """The known list of choices that grows or shrinks ("还卖凉菜，前面漏了", "热食去掉"); to be confirmed."""
    if _ALSO.search(folded) is None and _NO_LONGER.search(folded) is None and _STAYS.search(folded) is None:
        return None
    found: list[tuple[str, Reading]] = []
    for code, value in known.items():
        fact = facts.get(code)
        if fact is None or fact.type != "multi_choice" or not isinstance(value, tuple):
            continue
        after = _changed(fact, {str(choice) for choice in value}, [text[c.start : c.end] for c in clauses], around)
        if after is not None:
            found.append((code, Reading(tuple(c.code for c in fact.choices if c.code in after), certain=False)))
    return found[0] if len(found) == 1 else None


def _changed(fact: Fact, known: set[str], clauses: Sequence[str], around: Surroundings) -> set[str] | None:
    """The choices after what each clause adds, takes away, or says to be all ("只卖图书，期刊不卖了"); None where nothing changes."""
    after = set(known)
    besides = any(_NOT_ONLY.search(clause) or _keeps(clause, fact, known, around) for clause in clauses)
    for at, clause in enumerate(clauses):
        reading = read(fact, _bare(clause), around)
        if not isinstance(reading, Reading) and not _CHANGES.search(" ".join(clauses[at + 1 :])):
            # "再加个柴油，普通的那种，闪点60度以上": which of several of the name, is said behind it
            reading = read(fact, "，".join([_bare(clause), *clauses[at + 1 :]]), around)
        if not isinstance(reading, Reading) or not isinstance(reading.value, tuple):
            continue
        named = {str(choice) for choice in reading.value}
        if len(named) >= max(2, len(fact.choices) - 1):
            continue
        if _NO_LONGER.search(clause):
            after = after - named
        elif _ONLY.search(clause):
            after = named
        elif besides or _ALSO.search(clause):
            after = after | named
    return after if after and after != known else None


def _keeps(clause: str, fact: Fact, known: set[str], around: Surroundings) -> bool:
    """Whether a clause says that known choices stay ("洗澡足浴照旧", but not "面积不变")."""
    reading = read(fact, clause, around) if _STAYS.search(clause) else None
    named = reading.value if isinstance(reading, Reading) else None
    return isinstance(named, tuple) and bool(named) and known.issuperset(str(choice) for choice in named)


def _bare(clause: str) -> str:
    """A clause without words that add or take away, and without what stands in brackets."""
    return _IN_BRACKETS.sub("", _ALSO.sub("", _NO_LONGER.sub("", clause)))


def is_step(quantity: Quantity, folded: str) -> bool:
    """Whether a number says by how much something grows or shrinks."""
    return _signed(quantity, folded) is not None


def _with_its_unit(quantity: Quantity, folded: str) -> Quantity:
    """A number by which something grows or shrinks, with the unit behind it ("少报了一个人" is one of 个人)."""
    unit = _UNIT.search(folded, quantity.start, quantity.end) if quantity.measure is Measure.OTHER else None
    if unit is None or quantity.noun or _signed(quantity, folded) is None:
        return quantity
    return replace(quantity, measure=Measure.COUNT, noun=unit.group())


def _signed(quantity: Quantity, folded: str) -> float | None:
    before = folded[: quantity.start]
    return quantity.low if _MORE.search(before) else -quantity.low if _LESS.search(before) else None


def _of(
    quantity: Quantity, folded: str, facts: Mapping[str, Fact], known: Mapping[str, Value], names: Mentions
) -> str | None:
    """The known fact that such a number counts: one that is named, else the only one with such a unit."""
    fitting = [
        code
        for code in known
        if code in facts and facts[code].type in NUMERIC and measure_of(facts[code]) is quantity.measure
    ]
    if len(own := [code for code in fitting if _has_unit(code, quantity, folded)]) == 1:
        return own[0]  # "少报了一个厅，座位数也跟着变成810"
    named = [code for mention in names.within(folded) for code in mention.codes if code in fitting]
    if named:
        return named[0]
    if quantity.measure is Measure.COUNT and quantity.noun == "个":
        near = {
            code: any_of((*words_of(code).near, *(one for one in words_of(code).units if one not in _COUNTS_ANYTHING)))
            for code in fitting
        }
        beside = [code for code, words in near.items() if words is not None and words.search(folded)]
        if len(beside) == 1:
            return beside[0]
    if quantity.measure is Measure.COUNT:
        people = quantity.noun.endswith("人")
        fitting = [
            code
            for code in fitting
            if quantity.noun in words_of(code).units and (not people or "个人" in words_of(code).units)
        ]
        fitting = [code for code in fitting if not people or words_of(code).nearby_default] or fitting
    return fitting[0] if len(fitting) == 1 else None


def _has_unit(code: str, quantity: Quantity, folded: str) -> bool:
    """Whether what is counted is said in so many words ("一个厅" of 个厅, but not of 个)."""
    noun = quantity.noun
    units = [unit for unit in words_of(code).units if noun and len(unit) > len(noun) and unit.startswith(noun)]
    return any(folded.startswith(unit, quantity.end - len(noun)) for unit in units)


def _sum(before: Value | None, more: Quantity) -> float | None:
    """What was known and so many more."""
    return before + more.low if isinstance(before, int | float) and not isinstance(before, bool) else None


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value
