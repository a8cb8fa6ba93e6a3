"""Answers that are a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Found, Reading, Unclear

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]

CERTAIN: list[tuple[str, str, str]] = [
    ("year, month, day", "2027年3月1日", "2027-03-01"),
    ("号", "2027年3月1号", "2027-03-01"),
    ("ISO", "2027-03-01", "2027-03-01"),
    ("slashes", "2027/3/1", "2027-03-01"),
    ("dots", "2027.3.1", "2027-03-01"),
    ("compact", "20270301", "2027-03-01"),
    ("the year ahead, in English", "in 2029, 30 September", "2029-09-30"),
    ("next year ahead, in English", "end of next year, Dec 31", "2027-12-31"),
    ("full width", "２０２７年３月１日", "2027-03-01"),
    ("two digits of the year", "27年3月1日", "2027-03-01"),
    ("Chinese numerals", "二〇二七年三月一日", "2027-03-01"),
    ("a day above ten in Chinese", "二零二七年十二月三十一日", "2027-12-31"),
    ("the end of a year, and its day", "租到2027年底12月31", "2027-12-31"),
    ("the next such day", "3月1号", "2027-03-01"),
    ("still this year", "12月1号", "2026-12-01"),
    ("next year", "明年3月1日", "2027-03-01"),
    ("the year after", "后年6月30号", "2028-06-30"),
    ("tomorrow", "明天", "2026-11-25"),
    ("the day after", "后天", "2026-11-26"),
    ("three days on", "大后天", "2026-11-27"),
    ("a day of next month", "下个月15号", "2026-12-15"),
    ("in a sentence", "租到2027年3月1日", "2027-03-01"),
    ("the end of a span", "2024年1月1日至2027年3月1日", "2027-03-01"),
    ("the end of a dotted span", "2024.1.1-2027.3.1", "2027-03-01"),
    ("leap day", "2028年2月29日", "2028-02-29"),
    ("month first in English", "March 1, 2027", "2027-03-01"),
    ("day first in English", "1st of March 2027", "2027-03-01"),
    ("a short month in English", "1 Mar 2027", "2027-03-01"),
    ("a day no month can be", "25/12/2027", "2027-12-25"),
    ("tomorrow in English", "tomorrow", "2026-11-25"),
]


@pytest.mark.parametrize(("text", "day"), [pytest.param(t, d, id=reason) for reason, t, d in CERTAIN])
def test_a_day_is_read_as_iso(reads: Reads, text: str, day: str) -> None:
    assert reads("lease_end_date", text) == Reading(day)


TO_CONFIRM: list[tuple[str, str, str]] = [
    ("the end of next year", "明年年底", "2027-12-31"),
    ("the start of next month", "下个月初", "2026-12-01"),
    ("the end of the month", "这个月底", "2026-11-30"),
    ("the end of the month after next, said twice", "下下个月月底", "2027-01-31"),
    ("a day in the year that was said before", "明年年底到期 12月31", "2027-12-31"),
    ("the last day of a year", "till the last day of 2030", "2030-12-31"),
    ("a month only", "2027年3月", "2027-03-31"),
    ("the end of a month next year", "到明年6月底", "2027-06-30"),
    ("a lease of three years", "租三年", "2029-11-23"),
    ("with digits", "签了5年", "2031-11-23"),
    ("a year and a half", "一年半", "2028-05-23"),
    ("half a year", "半年", "2027-05-23"),
    ("eighteen months", "18个月", "2028-05-23"),
    ("in three years", "in 3 years", "2029-11-24"),
    ("the end of a year in English", "end of 2027", "2027-12-31"),
    ("a day gone by", "2024年1月1日", "2024-01-01"),
    ("the end of a month next year, in English", "till the end of next March", "2027-03-31"),
    ("the last day of a month", "next year, last day of August", "2027-08-31"),
    ("a year of two digits", "29.2.28", "2029-02-28"),
    ("a day before a year of two digits", "5.6.27", "2027-06-05"),
]


@pytest.mark.parametrize(("text", "day"), [pytest.param(t, d, id=reason) for reason, t, d in TO_CONFIRM])
def test_a_day_that_was_worked_out_is_confirmed(reads: Reads, text: str, day: str) -> None:
    assert reads("lease_end_date", text) == Reading(day, certain=False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("腊月二十", "2027-01-27"),
        ("农历正月十五", "2027-02-20"),
        ("大年初八", "2027-02-13"),
        ("除夕那天", "2027-02-05"),
        ("中秋节前", "2027-09-15"),
        ("国庆", "2027-10-01"),
        ("2030年元旦", "2030-01-01"),
        ("三年后的今天", "2029-11-24"),
        ("三年后的今天，今天刚签的", "2029-11-24"),
        ("到今年大年三十，过完年再重新签", "2027-02-05"),
        ("明年大年三十", "2028-01-25"),
        ("到2029年的大年初一", "2029-02-13"),
        ("到后年国庆节前一天", "2028-09-30"),
        ("明年春节头一天", "2027-02-05"),
        ("2028年中秋节后一天", "2028-10-04"),
    ],
)
def test_a_day_of_the_lunar_calendar_or_a_feast_is_worked_out_and_confirmed(reads: Reads, text: str, day: str) -> None:
    assert reads("lease_end_date", text) == Reading(day, certain=False)


UNCLEAR: list[tuple[str, str, str]] = [
    ("for a long time", "长期", "hint_date_open_ended"),
    ("no fixed term", "没有期限", "hint_date_open_ended"),
    ("the lunar calendar without a day", "农历年前", "hint_date_lunar"),
    ("no such day", "2027年2月30日", "hint_date_invalid"),
    ("no such month", "2027-13-01", "hint_date_invalid"),
    ("day and month can't be told apart", "03/04/2027", "hint_date_order"),
    ("does not know", "不记得了", "hint_dont_know"),
    ("no date", "还早呢", "hint_date"),
    ("a year is no term", "2030年前后", "hint_date"),
    ("nothing", "", "hint_date"),
]


@pytest.mark.parametrize(("text", "hint"), [pytest.param(t, h, id=reason) for reason, t, h in UNCLEAR])
def test_what_is_no_day_is_asked_again(reads: Reads, text: str, hint: str) -> None:
    assert reads("lease_end_date", text) == Unclear(hint)


def test_the_end_of_a_lease_is_found_in_a_message(finds: Finds) -> None:
    (found,) = finds("lease_end_date", "房子租到2027年3月1日，在二楼")
    assert (found.value, found.certain) == ("2027-03-01", True)


def test_a_feast_until_which_a_lease_runs_is_found_to_be_confirmed(finds: Finds) -> None:
    (found,) = finds("lease_end_date", "店在北京中路30号一楼，租到明年端午节")
    assert (found.value, found.certain) == ("2027-06-09", False)


@pytest.mark.parametrize(
    ("text", "day"), [("租的。到后年国庆节。门面房", "2028-10-01"), ("租来的，一直到2029年6月30号", "2029-06-30")]
)
def test_a_clause_that_says_only_until_when_goes_with_the_one_before(finds: Finds, text: str, day: str) -> None:
    assert [found.value for found in finds("lease_end_date", text)] == [day]


@pytest.mark.parametrize("text", ["租了个门面国庆开业", "2027年3月1日开业", "要是租到2027年3月1日呢", "春节前开业"])
def test_another_day_is_not_found(finds: Finds, text: str) -> None:
    assert finds("lease_end_date", text) == []
