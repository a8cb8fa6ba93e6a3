"""Answers that are a day (日期): calendar dates as ISO text, days counted from today, and terms of a lease."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dialogs.understanding.values.calendar_days import (
    day_of,
    month_end,
    months_on,
    next_such,
    part_of_month,
    shifted,
    small_number,
    year_said,
)
from dialogs.understanding.values.folding import clause_at, is_question, says_dont_know
from dialogs.understanding.values.lunar import carries_on, is_lunar, lunar_day, lunar_until
from dialogs.understanding.values.numerals import numerals
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of, is_supposed
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

_HAN_DAY = r"[一二三四五六七八九十廿]{1,3}"
_YEAR = (
    r"(?P<year>\d{4}|\d{2}(?=\s?年)|[〇零一二三四五六七八九]{4}|[二三四][〇零一二三四五六七八九](?=\s?年)"
    r"|前年|去年|今年|明年|后年|大后年)"
)
_FULL = re.compile(
    rf"{_YEAR}\s?[年\-/.]?\s?(?:年?[底末])?[，,的]?\s?(?P<month>\d{{1,2}}|{_HAN_DAY})\s?[月\-/.]\s?(?:份的?)?(?P<day>\d{{1,2}}(?!\d)|{_HAN_DAY})\s?[日号]?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_YEAR_END = re.compile(rf"{_YEAR}\s?年?(?:的)?(?:年)?(?P<part>底|末|年底|年末|最后一天|初|中)")
_YEAR_MONTH = re.compile(
    rf"{_YEAR}\s?[年\-/]?\s?的?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?的?(?P<part>底|末|初|中旬?)?"
)
_MONTH_DAY = re.compile(rf"(?<![\d年])(?P<month>\d{{1,2}}|{_HAN_DAY})\s?月\s?(?P<day>\d{{1,2}}|{_HAN_DAY})\s?[日号]?")
_THIS_MONTH = re.compile(
    rf"(?P<which>下下个?月|下个?月|这个?月|本月|月)(?:的|月(?=[底末初中]))?(?:(?P<part>底|末|初|中旬?)|(?P<day>\d{{1,2}}|{_HAN_DAY})\s?[日号])"
)
_THIS_YEAR = re.compile(r"(?P<part>年底|年末|end of (?:the|this) year)")
_DAYS = {"今天": 0, "today": 0, "明天": 1, "tomorrow": 1, "大后天": 3, "后天": 2, "day after tomorrow": 2}
_SAME_DAY = re.compile(r"(?P<year>今年|明年|后年|大后年)的?(?:今天|今日|这个?时候|这一天)")
_YEARS_ON = re.compile(
    rf"(?P<years>\d{{1,2}}|{_HAN_DAY}|两)\s?年(?:以后|之后|后)的?(?:今天|今日|这个?时候|这一天|同一天)|"
    r"(?P<in_words>\d{1,2}) years from (?:today|now)"
)
_NEAR_DAY = re.compile(rf"(?<!后的)(?<!前的)(?<!年的)(?<!年)(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})")
_WEEKDAY = re.compile(r"(?P<which>下下个?|下个?|这个?|本)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![个年月])")
_OPEN_ENDED = re.compile(
    r"长期|永久|无限期|不定期|没有期限|无固定期|一直租|没写期限|indefinite|no end date|open[- ]ended|permanent"
)
_LONGEST_TERM = 600
"""In any unit; "2030年" is a year, not a term."""
_TERM = re.compile(
    r"\s?(?:个)?(?P<unit>年半|年|月半|个?月|天|日|周|星期|years?|months?|weeks?|days?)(?!一[租签付交续换结])"
    r"(?P<later>以?后|之后| from (?:today|now)| later)?"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR_AHEAD = r"(?:(?P<ahead>next year|this year|\b(?:19|20)\d{2}),? (?:on )?(?:the )?)?"
"""2029, 30 September; end of next year, Dec 31"""
_ENGLISH_DAY_FIRST = re.compile(
    rf"{_YEAR_AHEAD}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH_NAME})\b\.?,? ?(?P<year>\d{{4}})?"
)
_ENGLISH_MONTH_FIRST = re.compile(
    rf"{_YEAR_AHEAD}\b(?P<month>{_MONTH_NAME})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}}))?"
)
_ENGLISH_LAST = re.compile(
    rf"(?:(?P<ahead>next year|this year),? (?:on |at )?)?(?:the )?(?:end|last day) of (?:next |this |the coming )?"
    rf"(?P<month>{_MONTH_NAME})\b\.?(?:,? (?:of )?(?P<year>\d{{4}}|next year|this year))?"
)
"""the end of next June; next year, last day of May"""
_ENGLISH_MONTH = re.compile(rf"(?P<end>end of )?\b(?P<month>{_MONTH_NAME})\b\.?,? (?P<year>\d{{4}})")
_ENGLISH_YEAR_END = re.compile(r"(?:(?:end|last day) of|december) (?:the year )?(?P<year>\d{4}|next year|this year)")
_SLASHED = re.compile(r"(?<!\d)(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?<![\d./-])(?P<first>[0-3]?\d|[4-9]\d)(?P<mark>[./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<last>\d{2})(?![\d./-])"
)
"""28.6.30: some write the year first, some the day"""
_BEGINS = re.compile(r"\s?(?:号|日)?(?:刚刚?|才|新)?(?:起|开始|开租|签的|签了?|生效|租的)")
_FROM = re.compile(r"(?:从|自|打|\bfrom|\bsince|\bstarting(?: on)?|\bstarts)\s?$")
_SPAN = re.compile(r"\s*(?:起|开始)?\s?(?:-|~|到|至|to|until)\s*")


@dataclass(frozen=True, slots=True)
class Day:
    """A day named at a place of the text; it may not exist ("2月30日")."""

    start: int
    end: int
    day: date | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads one date."""

    near: re.Pattern[str] | None

    def read(self, said: Said, around: Surroundings) -> Read:
        folded = _first_month(said.folded)
        if (full := _FULL.fullmatch(said.bare)) is not None:  # most answers; the other ways need not be tried
            day, _ = _calendar_day(full, around.today)
            return Unclear("hint_date_invalid") if day is None else Reading(day.isoformat(), day >= around.today)
        if says_dont_know(said.bare):
            return Unclear("hint_dont_know")
        if _OPEN_ENDED.search(folded):
            return Unclear("hint_date_open_ended")
        if is_lunar(folded):
            by_moon = lunar_day(folded, around.today)
            return Unclear("hint_date_lunar") if by_moon is None else Reading(by_moon.isoformat(), certain=False)
        named = days(folded, around.today)
        if (begun := _from_its_beginning(folded, named)) is not None:
            return Reading(begun.isoformat(), certain=False)
        if (slashed := _SLASHED.search(folded)) is not None and not named:
            return _slashed(slashed, around.today)
        chosen = _last_of_span(named, folded) or _last_of_span(_without_its_beginning(named, folded), folded)
        if chosen is None:
            return Unclear("hint_date_one") if named else Unclear("hint_date")
        if chosen.day is None:
            return Unclear("hint_date_invalid")
        # a date gone by is more often a slip of the year than a lease that has ended
        certain = chosen.certain and chosen.day >= around.today and not is_question(said.bare)
        return Reading(chosen.day.isoformat(), certain)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        if self.near is None or not self.near.search(said.folded):
            return []
        if is_lunar(said.folded):
            return _by_the_moon(self.near, said.folded, around.today)
        found: list[Found] = []
        folded = _first_month(said.folded)
        said_days = days(folded, around.today)
        if (begun := _from_its_beginning(folded, said_days)) is not None:
            return [Found(begun.isoformat(), said_days[0].start, said_days[0].end, certain=False, strength=2)]
        for named in said_days:
            start, end = clause_at(said.folded, named.start)
            clause = said.folded[start:end]
            if named.day is None or is_supposed(clause) or is_question(clause):
                continue
            if not self.near.search(clause) and not carries_on(self.near, said.folded, start):
                continue
            certain = named.certain and named.day >= around.today
            found.append(Found(named.day.isoformat(), named.start, named.end, certain, strength=2))
        return found[-1:]


def _by_the_moon(near: re.Pattern[str], folded: str, today: date) -> list[Found]:
    """The one lunar day or feast until which something lasts, to be confirmed."""
    until = lunar_until(folded, near)
    if until is None or (when := lunar_day(folded[clause_at(folded, until[0])[0] : until[1]], today)) is None:
        return []
    return [Found(when.isoformat(), *until, certain=False, strength=2)]


def _first_month(folded: str) -> str:
    """元月 is January."""
    return folded.replace("元月", "1月")  # as many characters


def date_reader(fact: Fact) -> DateReader:
    """The reader for a date fact."""
    return DateReader(any_of(words_of(fact.code).near))


def days(folded: str, today: date) -> list[Day]:
    """The days named in folded text, without overlaps, in order."""
    named: list[Day] = []
    for day in _candidates(folded, today):
        if all(day.end <= other.start or day.start >= other.end for other in named):
            named.append(day)
    named.sort(key=lambda day: day.start)
    return _in_the_year_said(named, folded) or _after_a_term(folded, today)


def _in_the_year_said(named: list[Day], folded: str) -> list[Day]:
    """With a day that has no year of its own in the one said before it ("明年年底到期 12月31")."""
    placed: list[Day] = []
    for day in named:
        before = placed[-1].day if placed and not placed[-1].certain else None
        bare = _MONTH_DAY.fullmatch(folded, day.start, day.end) is not None
        if before is not None and day.day is not None and bare and day.day.year < before.year:
            day = replace(day, day=day_of(before.year, day.day.month, day.day.day), certain=False)
        placed.append(day)
    return placed


def _candidates(folded: str, today: date) -> list[Day]:
    # the fuller way of naming a day comes first and keeps its place
    return [
        Day(*match.span(), *meant)
        for pattern, meaning in _WAYS
        for match in pattern.finditer(folded)
        if (meant := meaning(match, today)) is not None
    ]


Meaning = tuple[date | None, bool]
"""A day, None where the calendar has none, and whether it is certain."""


def _calendar_day(match: re.Match[str], today: date) -> Meaning:
    return day_of(year_said(match["year"], today), small_number(match["month"]), small_number(match["day"])), True


def _english_day(match: re.Match[str], today: date) -> Meaning:
    month, day, said = _MONTHS[match["month"]], int(match["day"]), match["year"] or match["ahead"]
    if said is None:
        return next_such(month, day, today), True
    return day_of({"next year": today.year + 1, "this year": today.year}.get(said) or int(said), month, day), True


def _english_month(match: re.Match[str], today: date) -> Meaning:
    return month_end(int(match["year"]), _MONTHS[match["month"]]), False


def _end_of_english_month(match: re.Match[str], today: date) -> Meaning:
    month = _MONTHS[match["month"]]
    said = match["year"] or match["ahead"]
    if said is None:
        return month_end(today.year if month >= today.month else today.year + 1, month), False
    return month_end({"next year": today.year + 1, "this year": today.year}.get(said) or int(said), month), False


def _with_a_short_year(match: re.Match[str], today: date) -> Meaning | None:
    first, month, last = int(match["first"]), int(match["month"]), int(match["last"])
    possible = [day_of(2000 + first, month, last), day_of(2000 + last, month, first)]
    return next(((when, False) for when in possible if when is not None and when >= today), None)


def _english_year(match: re.Match[str], today: date) -> Meaning:
    year = {"next year": today.year + 1, "this year": today.year}.get(match["year"]) or int(match["year"])
    return day_of(year, 12, 31), False


def _month_of_year(match: re.Match[str], today: date) -> Meaning:
    return part_of_month(year_said(match["year"], today), small_number(match["month"]), match["part"]), False


def _end_of_year(match: re.Match[str], today: date) -> Meaning | None:
    return None if match["part"] in {"初", "中"} else (day_of(year_said(match["year"], today), 12, 31), False)


def _day_of_month(match: re.Match[str], today: date) -> Meaning:
    return next_such(small_number(match["month"]), small_number(match["day"]), today), True


def _same_day(match: re.Match[str], today: date) -> Meaning:
    return months_on(today, 12 * (year_said(match["year"], today) - today.year)), True


def _years_on(match: re.Match[str], today: date) -> Meaning:
    return months_on(today, 12 * small_number((match["years"] or match["in_words"]).replace("两", "二"))), False


def _near_day(match: re.Match[str], today: date) -> Meaning:
    return shifted(today, days=_DAYS[match.group()]), True


def _end_of_this_year(match: re.Match[str], today: date) -> Meaning:
    return date(today.year, 12, 31), False


def _in_a_month(match: re.Match[str], today: date) -> Meaning:
    ahead = {"下下": 2, "下": 1}.get(match["which"].rstrip("月").rstrip("个"), 0)
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    if match["day"]:
        return day_of(year, month + 1, small_number(match["day"])), True
    return part_of_month(year, month + 1, match["part"]), False


def _weekday(match: re.Match[str], today: date) -> Meaning:
    """下周三 is the Wednesday of the week after this one, 周五 alone the next Friday; a week begins on Monday."""
    day = "一二三四五六日".index(match["day"].replace("天", "日"))
    which = match["which"]
    if which is None:
        return shifted(today, days=(day - today.weekday()) % 7), False
    weeks = {"下下": 2, "下": 1}.get(which.rstrip("个"), 0)
    return shifted(today, days=7 * weeks + day - today.weekday()), False


def _after_a_term(folded: str, today: date) -> list[Day]:
    """租三年 ends a day before the day three years on; 三年后 is that day. Neither is certain without the contract."""
    for number in numerals(folded):
        match = _TERM.match(folded, number.end)
        if match is None or number.low != number.high or not 0 < number.low <= _LONGEST_TERM:
            continue
        amount, unit = number.low, match["unit"]
        if unit.endswith("半"):
            amount, unit = amount + 0.5, unit.removesuffix("半")
        months = amount * (12 if unit.startswith(("年", "year")) else 1)
        if unit.startswith(("天", "日", "day")):
            end = shifted(today, days=amount)
        elif unit.startswith(("周", "星期", "week")):
            end = shifted(today, days=amount * 7)
        elif months != int(months):
            end = None
        else:
            end = months_on(today, int(months))
        later = bool(match["later"]) or bool(re.search(r"\b(?:in|after)\s$", folded[: number.start]))
        if end is not None and not later:
            end -= timedelta(days=1)
        return [Day(number.start, match.end(), end, certain=False)] if end is not None else []
    return []


def _from_its_beginning(folded: str, named: list[Day]) -> date | None:
    """租三年，从今年9月1号起: the last day of a term that begins on a day that is said."""
    if len(named) != 1 or named[0].day is None:
        return None
    before, after = folded[: named[0].start], folded[named[0].end :]
    if not (_BEGINS.match(after) or _FROM.search(before)):
        return None
    ends = _after_a_term(before, named[0].day) or _after_a_term(after, named[0].day)
    return ends[0].day if ends else None


def _without_its_beginning(named: list[Day], folded: str) -> list[Day]:
    """The days without those on which the lease was signed ("三年后的今天，今天刚签的")."""
    return [day for day in named if not _BEGINS.match(folded, day.end)]


def _last_of_span(named: list[Day], folded: str) -> Day | None:
    if not named:
        return None
    last = named[-1]
    if len(named) == 2 and (
        _SPAN.fullmatch(folded[named[0].end : last.start])
        or re.search(r"到|至|until|改|应该", folded[named[0].end : last.start])
    ):
        return last
    return last if len({day.day for day in named}) == 1 else None


def _slashed(match: re.Match[str], today: date) -> Read:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    possible = {when for when in (day_of(year, first, second), day_of(year, second, first)) if when is not None}
    if len(possible) == 1:
        when = possible.pop()
        return Reading(when.isoformat(), when >= today)
    return Unclear("hint_date_order") if possible else Unclear("hint_date_invalid")


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Meaning | None]], ...] = (
    (_FULL, _calendar_day),
    (_COMPACT, _calendar_day),
    (_SHORT_YEAR, _with_a_short_year),
    (_ENGLISH_DAY_FIRST, _english_day),
    (_ENGLISH_MONTH_FIRST, _english_day),
    (_ENGLISH_LAST, _end_of_english_month),
    (_ENGLISH_MONTH, _english_month),
    (_ENGLISH_YEAR_END, _english_year),
    (_YEAR_MONTH, _month_of_year),
    (_YEAR_END, _end_of_year),
    (_MONTH_DAY, _day_of_month),
    (_THIS_MONTH, _in_a_month),
    (_SAME_DAY, _same_day),
    (_YEARS_ON, _years_on),
    (_NEAR_DAY, _near_day),
    (_WEEKDAY, _weekday),
    (_THIS_YEAR, _end_of_this_year),
)
