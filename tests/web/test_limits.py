"""A flood slows only its sender, and is told how long to wait."""

from __future__ import annotations

import pytest

from web.limits import REMEMBERED, Buckets, Rate, place_of


def test_a_burst_passes_and_then_one_at_a_time() -> None:
    buckets = Buckets(Rate(burst=3, per_second=2))
    assert [buckets.wait_s("a", 0.0) for _ in range(3)] == [0, 0, 0]
    assert buckets.wait_s("a", 0.0) == pytest.approx(0.5)
    assert buckets.wait_s("b", 0.0) == 0
    assert buckets.wait_s("a", 0.5) == 0


def test_many_senders_do_not_fill_the_memory() -> None:
    buckets = Buckets(Rate(burst=1, per_second=1))
    for number in range(REMEMBERED + 10):
        buckets.wait_s(str(number), 0.0)
    assert buckets.wait_s("0", 0.0) == 0, "the first one was forgotten"
    assert buckets.wait_s(str(REMEMBERED + 9), 0.0) > 0


@pytest.mark.parametrize(
    ("host", "place"),
    [("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("testclient", "testclient"), (None, "")],
    ids=["one IPv4 address", "one household's IPv6 network", "no address at all", "unknown"],
)
def test_who_counts_as_one_place(host: str | None, place: str) -> None:
    assert place_of(host) == place
