"""Days of the calendar (历日): by year, month and day, counted on from another one; None where there is no such day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dialogs.understanding.values.numerals import numerals


def part_of_month(year: int, month: int, part: str | None) -> date | None:
    match part:
        case "初":
            return day_of(year, month, 1)
        case "中" | "中旬":
            return day_of(year, month, 15)
        case _:
            return month_end(year, month)


def shifted(today: date, *, days: float) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def months_on(today: date, months: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def year_said(written: str, today: date) -> int:
    match written:
        case "今年":
            return today.year
        case "去年":
            return today.year - 1
        case "前年":
            return today.year - 2
        case "明年":
            return today.year + 1
        case "后年":
            return today.year + 2
        case "大后年":
            return today.year + 3
        case _ if written.isdigit() and written.isascii():
            return int(written) + (2000 if len(written) == 2 else 0)
        case _:
            year = int("".join(str("零一二三四五六七八九".find(digit.replace("〇", "零"))) for digit in written))
            return year + (2000 if len(written) == 2 else 0)


def small_number(written: str) -> int:
    if written.isascii():
        return int(written)
    found = numerals(written.replace("廿", "二十"))
    return int(found[0].low) if len(found) == 1 and found[0].low == found[0].high else 0


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return date(year, month, monthrange(year, month)[1])


def next_such(month: int, day: int, today: date) -> date | None:
    """The next such day, today included; 29 February waits for a leap year."""
    years = range(today.year, min(today.year + 9, 9999))
    return next((when for year in years if (when := day_of(year, month, day)) is not None and when >= today), None)
