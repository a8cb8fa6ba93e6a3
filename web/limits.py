"""How fast one may send: a token bucket a conversation and one an address, so that a flood slows only its sender."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from time import monotonic

REMEMBERED = 20_000
"""Bounded: a flood from many addresses can't fill the memory. Who has been quiet longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second on average."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Rates:
    """What is let through. An office, a mobile network or a proxy may share one address: its rates are generous."""

    messages: Rate = Rate(40, 10)
    """A conversation's messages."""
    uploads: Rate = Rate(20, 0.5)
    """A conversation's files."""
    opened: Rate = Rate(60, 1)
    """New conversations from one address."""
    codes: Rate = Rate(6, 1 / 60)
    """Resume codes tried from one address."""
    lookups: Rate = Rate(60, 1)
    """QR codes looked up from one address: a market inspector scans one after the other, a machine thousands."""
    address: Rate = Rate(400, 100)
    """Everything that is written from one address."""


UNLIMITED = Rates(*[Rate(math.inf, math.inf)] * 6)
"""For measuring: what the server can do, not what it lets one client do."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Buckets:
    """The buckets of one kind; every time is seconds of a clock that never goes back."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_s(self, key: str, now: float | None = None) -> float:
        """Takes one from the bucket; 0 when it could be taken, else the seconds until it can."""
        rate = self._rate
        if rate.burst == math.inf:
            return 0.0
        now = monotonic() if now is None else now
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(rate.burst, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
        bucket.left = min(rate.burst, bucket.left + (now - bucket.at) * rate.per_second)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0.0
        return (1 - bucket.left) / rate.per_second


class Limits:
    """All buckets of one server process."""

    def __init__(self, rates: Rates) -> None:
        self.messages = Buckets(rates.messages)
        self.uploads = Buckets(rates.uploads)
        self.opened = Buckets(rates.opened)
        self.codes = Buckets(rates.codes)
        self.lookups = Buckets(rates.lookups)
        self.address = Buckets(rates.address)


def place_of(host: str | None) -> str:
    """Where a request comes from: an IPv4 address, or the /64 network of an IPv6 one, which one household has."""
    try:
        address = ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
