"""Chinese working days (工作日): the State Council's calendar of holidays and made-up working days, year by year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=4_000)
def is_working_day(day: date) -> bool:
    """Whether people work that day. A year whose calendar is not out yet counts Monday to Friday."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day))  # pyright: ignore[reportUnknownMemberType] — no stubs
    except NotImplementedError:
        return day.weekday() < 5


def add_working_days(day: date, count: int) -> date:
    """The last day of a period of so many working days; the first day does not count (民法典第二百零一条)."""
    while count > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
