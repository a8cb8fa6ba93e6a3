"""What is noted on an inbound when it arrives: its time, and its id and text in a form that can be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.conversation import Moment
from dialogs.exchange import Payload

CITY_ZONE = ZoneInfo("Asia/Shanghai")
MESSAGE_ID_LENGTH = 100
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


class Clock:
    """The time in the forms that turns need; made once a second, since it is read for every turn."""

    def __init__(self, now: Callable[[], datetime], zone: ZoneInfo = CITY_ZONE) -> None:
        self._now = now
        self._zone = zone
        self._second = -1
        self._at = ""
        self._today = date.min

    def read(self) -> tuple[Moment, date, int]:
        """The instant in UTC, the city's calendar day, and milliseconds since 1970."""
        now_ms = int(self._now().timestamp() * 1000)
        second = now_ms // 1000
        if second != self._second:
            instant = datetime.fromtimestamp(second, UTC)
            self._at = instant.strftime(MOMENT)
            self._today = instant.astimezone(self._zone).date()
            self._second = second
        return self._at, self._today, now_ms

    def days_ago(self, days: int) -> Moment:
        """The instant so many days before now."""
        return (self._now().astimezone(UTC) - timedelta(days=days)).strftime(MOMENT)


def system_clock() -> Clock:
    """The clock of this machine."""
    return Clock(lambda: datetime.now(UTC))


def stored_message_id(message_id: str) -> str:
    """The id itself when it is short printable ASCII, else a hash of it: every id a client may think of can be kept."""
    if len(message_id) <= MESSAGE_ID_LENGTH and message_id.isascii() and message_id.isprintable() and message_id:
        return message_id
    return "sha256-" + hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()


def mended(payload: Payload) -> Payload:
    """The payload with lone surrogates, which are no characters, replaced by U+FFFD."""
    texts = {
        part.name: value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for part in fields(payload)
        if isinstance(value := getattr(payload, part.name), str)
    }
    return replace(payload, **texts)
