"""Days by the lunar calendar and by feasts (农历、节日): 腊月二十, 正月十五, 除夕, 国庆; always to be confirmed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dialogs.understanding.values.folding import clause_at, clauses, is_question
from dialogs.understanding.values.said import is_supposed

_MONTHS = {name: number for number, name in enumerate("正二三四五六七八九十冬腊", start=1)} | {"一": 1}
_LUNAR_DAY = re.compile(
    r"(?P<month>[正二三四五六七八九十冬腊])月(?:的)?(?P<day>初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|二十|三十|廿[一二三四五六七八九]?|底|末)"
)
_NEW_YEAR = re.compile(
    r"(?:(?P<year>今年|明年|大?后年|20\d\d(?=年))年?的?)?(?:大年|年)(?P<day>初[一二三四五六七八九十]|三十|二十[六七八九]|廿[六七八九])"
)
_LUNAR_FEASTS = {
    "除夕": (12, 0),
    "春节": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中秋": (8, 15),
    "重阳": (9, 9),
}
"""Lunar month and day; day 0 is the last of the month."""
_FEASTS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一黄金周": (10, 1)}
_YEARS_ON = {"今年": 0, "明年": 1, "后年": 2, "大后年": 3}
_FEAST = re.compile(
    rf"(?:(?P<year>\d{{2,4}}(?=\s?年)|今年|明年|大?后年)\s?年?的?)?(?P<name>{'|'.join((*_LUNAR_FEASTS, *_FEASTS))})"
)
_DAY_BEFORE = re.compile(r"(?:[节旦一庆午秋五夕阳宵十]|[日号])(?:的|放假)?(?:前(?:一[天日晚夜]|夕)|头(?:一|的那)天)")
_DAY_BEHIND = re.compile(r"(?:[节旦一庆午秋五夕阳宵十]|[日号])(?:的|放假)?(?:后一天|第二天|次日)")
_YEAR_BEFORE = re.compile(r"(?P<year>20\d\d(?=\s?年)|今年|明年|大?后年)\s?年?的?\s?(?:农历|阴历|旧历)?的?$")
_SAYS_LUNAR = re.compile(r"农历|阴历|旧历|lunar")
_LASTS = re.compile(r"到|至|期|\b(?:until|till|to|expires)\b")
_UNTIL = re.compile(r"\s?(?:一直|租约|合同)?(?:签)?[到至]")
_ORDINARY = re.compile(r"[正冬腊]月|农历|阴历|旧历|初[一二三四五六七八九十]")
"""Without one of these 三月十五 is a day of the ordinary calendar."""


def lunar_day(folded: str, today: date) -> date | None:
    """The next day, or that of the year that is said, which the words name by the lunar calendar or by a feast; None for none.

    The day before it or behind it where that is said ("国庆前一天").
    """
    named = _named_day(folded, today)
    if named is None:
        return None
    return named + timedelta(days=bool(_DAY_BEHIND.search(folded)) - bool(_DAY_BEFORE.search(folded)))


def _named_day(folded: str, today: date) -> date | None:
    if (match := _NEW_YEAR.search(folded)) is not None:
        year = _year(match["year"], today) if match["year"] else None
        if year is not None and match["year"].isdigit() and not match["day"].startswith("初"):
            year -= 1  # the last night before the new year of 2029 is one of 2029
        month, day = (1, match["day"]) if match["day"].startswith("初") else (12, match["day"])
        when = (month, 0 if day == "三十" else _day(day), today)  # whoever says 三十 means the last of the year
        return _next(*when, year) or _next(*when)
    if _ORDINARY.search(folded) and (match := _LUNAR_DAY.search(folded)) is not None:
        said = _YEAR_BEFORE.search(folded[: match.start()])
        year = None if said is None else _year(said["year"], today)
        return _next(_MONTHS[match["month"]], _day(match["day"]), today, year)
    if (match := _FEAST.search(folded)) is not None:
        feast = match["name"]
        if match["year"]:
            today = max(today, date(_year(match["year"], today), 1, 1))
        if feast in _LUNAR_FEASTS:
            return _next(*_LUNAR_FEASTS[feast], today)
        month, day = _FEASTS[feast]
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    return None


def is_lunar(folded: str) -> bool:
    """Whether a day is named that only the lunar calendar knows, or that is said to be of it."""
    return bool(
        _SAYS_LUNAR.search(folded) or _NEW_YEAR.search(folded) or _ORDINARY.search(folded) or _FEAST.search(folded)
    )


def lunar_until(folded: str, near: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the one such day stands until which something lasts that is named before it ("租到明年端午节")."""
    named = [span for start, end in clauses(folded) if (span := _span(folded, start, end)) is not None]
    if len(named) != 1:
        return None
    start, end = clause_at(folded, named[0][0])
    ahead, clause = folded[start : named[0][0]], folded[start:end]
    if is_supposed(clause) or is_question(clause):
        return None
    lasts = _LASTS.search(ahead) is not None and (near.search(ahead) is not None or carries_on(near, folded, start))
    return named[0] if lasts else None


def carries_on(near: re.Pattern[str], folded: str, start: int) -> bool:
    """Whether a clause only says until when what the one before it tells of ("租的。到后年国庆节")."""
    before = [span for span in clauses(folded) if span[1] <= start]
    return bool(before) and _UNTIL.match(folded, start) is not None and near.search(folded, *before[-1]) is not None


def _span(folded: str, start: int, end: int) -> tuple[int, int] | None:
    ordinary = () if _ORDINARY.search(folded, start, end) is None else (_LUNAR_DAY,)
    found = (way.search(folded, start, end) for way in (_NEW_YEAR, *ordinary, _FEAST))
    return next((match.span() for match in found if match is not None), None)


def _year(written: str, today: date) -> int:
    if written in _YEARS_ON:
        return today.year + _YEARS_ON[written]
    return int(written) + (2000 if len(written) == 2 else 0)


def _next(month: int, day: int, today: date, lunar_year: int | None = None) -> date | None:
    """The day in a lunar year that is named, or the next such day."""
    from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate

    for year in (today.year - 1, today.year, today.year + 1) if lunar_year is None else (lunar_year,):
        try:
            when = LunarDate(year, month, day or LCalendars.ndays(year, month)).to_solar_date()
        except InvalidLunarDateError:
            continue  # a month of twenty-nine days has no thirtieth
        if when >= today:
            return when
    return None


def _day(written: str) -> int:
    if written in ("底", "末"):
        return 0
    digits = "零一二三四五六七八九"
    if written.startswith("初"):
        return 10 if written[1] == "十" else digits.index(written[1])
    if written.startswith("廿"):
        return 20 + (digits.index(written[1]) if len(written) > 1 else 0)
    tens, _, ones = written.partition("十")
    return 10 * (digits.index(tens) if tens else 1) + (digits.index(ones) if ones else 0)
