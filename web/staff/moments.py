"""Times as staff read them: the city's clock, short for today, and how long somebody has waited."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

CITY_ZONE = ZoneInfo("Asia/Shanghai")
IMPATIENT_S = 300


def when(at: str, now: datetime) -> str:
    """A stored instant in the city's time: 14:02 today, else 11-24 14:02; with the year when it is another one."""
    moment = instant(at).astimezone(CITY_ZONE)
    today = now.astimezone(CITY_ZONE)
    if moment.date() == today.date():
        return moment.strftime("%H:%M")
    return moment.strftime("%m-%d %H:%M" if moment.year == today.year else "%Y-%m-%d %H:%M")


def waited(since: str, now: datetime) -> str:
    """How long it has been, in minutes and seconds, or hours and minutes: 2:40, 1 h 05."""
    seconds = waited_s(since, now)
    if seconds < 3600:
        return f"{seconds // 60}:{seconds % 60:02}"
    return f"{seconds // 3600} h {seconds % 3600 // 60:02}"


def waited_s(since: str, now: datetime) -> int:
    """How long it has been, in seconds; never negative, whatever clocks do."""
    return max(0, int((now - instant(since)).total_seconds()))


def instant(at: str) -> datetime:
    """The instant that stored text names."""
    return datetime.fromisoformat(at).astimezone(UTC)
