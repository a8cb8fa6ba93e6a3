"""The size of a sign (招牌尺寸): length × height × thickness in metres, and the area it makes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import fold, says_dont_know
from dialogs.understanding.values.numerals import Numeral, numerals
from dialogs.understanding.values.outcomes import GENERAL, Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said
from knowledge.pack import Fact

_UNIT = re.compile(
    r"\s?(?P<unit>米|公尺|met(?:er|re)s?\b|m\b(?!m)|厘米|公分|cm\b|毫米|mm\b|m(?=\s?[x×*]))(?P<tail>[一二两三四五六七八九]|\d(?!\d))?"
)
_FACTORS = {"厘": 0.01, "公分": 0.01, "cm": 0.01, "毫": 0.001, "mm": 0.001}
_NAMED_BEFORE = re.compile(
    r"(?P<name>长|宽|高|深|厚|length|long|wide|width|high|height|deep|depth|thick|thickness)(?:度)?\s?(?:是|为|约|大约|大概|有|:|：|of|is|about)?\s?$"
)
_NAMED_AFTER = re.compile(
    r"(?:|\s(?!.度?[是为约]?\s?[\d零一二三四五六七八九十]))(?P<name>长|宽|高|深|厚)|\s?(?P<english>long|wide|high|tall|deep|thick)"
)
"""Behind a blank a name is of the number that follows it ("1.2米 厚0.1")."""
_BETWEEN = re.compile(r"(?:度|的)?[\s,，、。;；]{0,2}(?:[x*]|乘以?|by|and)?\s?")
_PRODUCT = re.compile(r"[x*×✕乘]|by")
_ALL_THREE = re.compile(
    r"(?=.*长)(?=.*宽)(?=.*[高深])|(?=.*(?:long|length))(?=.*(?:wide|width))(?=.*(?:high|height|tall|deep|depth))"
)
"""Each extent by its name ("3米长2米宽，高1米5")."""
_UPRIGHT = re.compile(r"[高厚]|high|tall|thick|height")
"""What only something that hangs or stands has, other than a room."""
_SIGN = re.compile(r"招牌|店招|灯箱|门头|牌[子匾]|发光字|上[面头]写|[“\"]|\bsign")
_OF_ANOTHER = re.compile(
    r"(?:层|楼|净|吊顶|水箱|泳池|池子?|罐|仓[库房]?|岩壁|墙|柜|门)[^，。；,;]{0,4}$|\b(?:tank|pool|ceiling|room|wall)\b[^,.;]{0,12}$"
)
_IS_AREA = re.compile(r"\s?(?:平|㎡|m2|亩|号)")
_OF_THINGS = re.compile(
    r"\s?(?:[楼层个平间块人号张台面条扇㎡%年月日]|sq|people\b|rooms?\b|staff\b|st\b|nd\b|rd\b|th\b)"
)
_MOST = 12
"""Numbers of a message that are looked at for extents."""
_AXES = {
    "长": 0,
    "length": 0,
    "long": 0,
    "宽": 0,
    "wide": 0,
    "width": 0,
    "高": 1,
    "high": 1,
    "height": 1,
    "深": 1,
    "deep": 1,
    "depth": 1,
    "tall": 1,
    "厚": 2,
    "thick": 2,
    "thickness": 2,
}
_AS_ASKED = re.compile(r"\d+(?:\.\d+)?(?:×\d+(?:\.\d+)?){2}\s?(?:米|m\b)")
"""A size written as the question writes one, which stays as it is."""
_SOLID = 3
_SEVERAL = re.compile(
    r"(?:^|[^\d.第])(?P<count>[一二两三四五六1-6])\s?[个只口台](?!人)|\b(?P<count2>two|three|four) (?:[a-z]+ ){0,2}tanks\b"
)
_LARGEST_PLAIN = 60
"""Metres beyond which a bare number is taken for centimetres."""


@dataclass(frozen=True, slots=True)
class Size:
    """Two or three extents in metres: length, height, and thickness where said."""

    extents: tuple[float, ...]
    in_centimetres: bool
    """The numbers were bare and too large for metres."""

    def text(self) -> str:
        return "×".join(f"{extent:g}" for extent in self.extents)


@dataclass(frozen=True, slots=True)
class SizeReader:
    """Reads a size as text of one form, 6×1.2×0.2, unless the answer is written with its unit in the form that is asked for."""

    longest: int

    def read(self, said: Said, around: Surroundings) -> Read:
        runs = _runs(said.folded)
        size = (_size(said.folded[slice(*runs[0])]) if len(runs) == 1 else None) or _size(said.folded)
        if size is None:
            return Unclear("hint_dont_know") if says_dont_know(said.bare) else Unclear("hint_size")
        if len(size.text()) > self.longest:
            return Unclear("hint_size")
        if size.in_centimetres:
            return Unclear("hint_size_unit", suggestion=size.text())
        return Reading(self._as_written(said, size))

    def _as_written(self, said: Said, size: Size) -> str:
        """The size as it was written where that is as the question writes one, else in the one form."""
        written = _AS_ASKED.search(said.text)
        if written is None or len(written.group()) > self.longest or _size(fold(written.group())) != size:
            return size.text()
        return written.group()

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        for start, end in _runs(said.folded):
            ahead, words = said.folded[:start], said.folded[start:end]
            product, upright = _PRODUCT.search(words), _UPRIGHT.search(words)
            of_a_sign = _SIGN.search(ahead) is not None
            if not (product or upright) or _OF_ANOTHER.search(ahead) or _IS_AREA.match(said.folded, end):
                continue
            size = _size(words)
            if size is None or size.in_centimetres or not (of_a_sign or upright):
                continue
            written = self._as_written(said, size)
            return [Found(written, start, end, certain=of_a_sign, strength=2 if of_a_sign else GENERAL)]
        return []


def size_reader(fact: Fact) -> SizeReader:
    """The reader for a size fact."""
    return SizeReader(int(fact.bounds.max or 60))


def area_of_size(text: str) -> float | None:
    """The area of a sign in m²: length times height; None when the text does not say both."""
    if len(text) > 200:
        return None
    size = _size(fold(text))
    return None if size is None else round(size.extents[0] * size.extents[1], 4)


def volume_of_size(folded: str) -> float | None:
    """The volume in m³ of what has three extents that stand side by side, of all of several ("两个，每个2米乘2米乘1米5")."""
    runs = [folded[start:end] for start, end in _runs(folded)]
    sizes = [_size(run) for run in runs if _PRODUCT.search(run) or _ALL_THREE.match(run)]
    if len(sizes) != 1 or sizes[0] is None or len(sizes[0].extents) != _SOLID:
        return None
    several = {found.low for one in _SEVERAL.finditer(folded) for found in numerals(one["count"] or one["count2"])}
    return round(math.prod(sizes[0].extents) * (several.pop() if len(several) == 1 else 1), 4)


def without_size(text: str) -> str:
    """Words on a sign without the size that stands behind them ("阿香米线 3×0.8×0.1米的")."""
    folded = fold(text)
    for start, end in _runs(folded) if len(folded) == len(text) else ():
        size = _size(folded[start:end]) if start > 0 and _PRODUCT.search(folded[start:end]) else None
        if size is not None and (len(size.extents) == _SOLID or _UNIT.search(folded, start, end)):
            return text[:start].rstrip(" ，,、；;")
    return text  # of "乐购24×7" it is the name


def _size(folded: str) -> Size | None:
    folded = folded.replace("×", "x").replace("✕", "x")
    numbers = numerals(folded)
    named_first = bool(numbers) and _NAMED_BEFORE.search(folded[: numbers[0].start][-14:]) is not None
    plain: list[tuple[float, int | None, bool]] = []
    end = 0
    for number in numbers:
        if number.start >= end and number.low == number.high:
            extent, end = _metres(number, folded, named_first)
            plain.append(extent)
    if not 2 <= len(plain) <= 3:
        return None
    axes = [axis for _, axis, _ in plain]
    values = [value for value, _, _ in plain]
    if axes == [0, 0]:
        axes = [0, 1]  # 长5米，宽80cm of a sign: its width is its height
    if len(axes) == _SOLID and axes.count(0) == 2 and axes.count(1) == 1:
        axes[axes.index(0, axes.index(0) + 1)] = 2  # 长3米宽2米高1米5: how deep it is
    named = [axis for axis in axes if axis is not None]
    if len(named) == len(plain) and len(set(named)) == len(named):
        values = [value for _, value in sorted(zip(named, values, strict=True))]
        if sorted(named)[:2] != [0, 1]:
            return None
    elif named and (len(set(named)) != len(named) or not re.search(r"[x*×乘]|by", folded)):
        return None
    units = [has_unit for _, _, has_unit in plain]
    if units[-1] and not any(units[:-1]):
        values = [value * _unit_of_all(folded[:end], values[:-1]) for value in values[:-1]] + values[-1:]
        if max(values) > 10 * _LARGEST_PLAIN:
            return None
    bare = not any(units) and max(values) > _LARGEST_PLAIN
    extents = tuple(round(value * (0.01 if bare else 1), 4) for value in values)
    return Size(extents, bare) if all(0 < extent <= 1000 for extent in extents) else None


def _unit_of_all(folded: str, others: list[float]) -> float:
    """What the unit behind the last number makes of those before it ("300×90×10cm", but not "3×0.9×10cm")."""
    *_, last = _UNIT.finditer(folded)
    factor = next((size for name, size in _FACTORS.items() if last["unit"].startswith(name)), 1.0)
    return factor if max(others) > _LARGEST_PLAIN / 3 else 1.0


def _runs(folded: str) -> list[tuple[int, int]]:
    """Where two or three extents stand side by side, with what they are called by."""
    folded = folded.replace("×", "x").replace("✕", "x")
    spans: list[tuple[int, int]] = []
    for number in numerals(folded)[:_MOST]:
        name = _NAMED_BEFORE.search(folded[: number.start][-14:])
        if spans and number.start < spans[-1][1]:
            continue
        if name is not None and spans and number.start - len(name.group()) < spans[-1][1]:
            name = None  # "5米长1米": what is said behind one is no name of the next
        start = number.start - (len(name.group()) if name is not None else 0)
        (_, _, has_unit), end = _metres(number, folded, named_first=name is not None)
        if not has_unit and _OF_THINGS.match(folded, end):
            continue  # "3米长0.8米高，二楼"
        behind = None if name is not None else _NAMED_AFTER.match(folded, end)
        spans.append((start, behind.end() if behind is not None else end))
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        last = at
        while last + 1 < len(spans) and _BETWEEN.fullmatch(folded[spans[last][1] : spans[last + 1][0]]):
            last += 1
        if 1 <= last - at <= 2:
            found.append((spans[at][0], spans[last][1]))
        at = last + 1
    return found


def _metres(number: Numeral, folded: str, named_first: bool) -> tuple[tuple[float, int | None, bool], int]:
    """A number in metres, the axis it was called by, and whether it had a unit; and where all that ends."""
    value, end = number.low, number.end
    match = _UNIT.match(folded, end)
    factor = 1.0
    if match is not None:
        end = match.end()
        factor = next((size for name, size in _FACTORS.items() if match["unit"].startswith(name)), 1.0)
        if match["tail"] and factor == 1.0:  # 一米二 is 1.2 m
            tail = match["tail"]
            value += (int(tail) if tail.isascii() else "零一二三四五六七八九".index(tail.replace("两", "二"))) / 10
    before = folded[max(0, number.start - 14) : number.start]
    ways = (_NAMED_BEFORE.search(before), _NAMED_AFTER.match(folded, end))
    name = (ways[0] or ways[1]) if named_first else (ways[1] or ways[0])
    return (value * factor, _axis(name) if name is not None else None, match is not None), end


def _axis(name: re.Match[str]) -> int:
    groups = name.groupdict()
    return _AXES[groups["name"] or groups["english"]]
