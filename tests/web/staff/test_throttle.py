"""Guessing at the login is slowed down, and nobody can be shut out by it."""

from __future__ import annotations

from web.staff.throttle import FREE_FAILURES, FREE_FAILURES_OF_A_PLACE, LONGEST_WAIT_S, REMEMBERED, Throttle


def test_five_failures_are_slowed_down_and_the_wait_grows() -> None:
    throttle, now, waits = Throttle(), 0.0, list[float]()
    for _ in range(FREE_FAILURES + 12):
        waits.append(throttle.wait_s("zhou", "10.0.0.1", now))
        now += waits[-1]
        throttle.failed("zhou", "10.0.0.1", now)
    assert waits[:FREE_FAILURES] == [0.0] * FREE_FAILURES
    assert waits[FREE_FAILURES] == 2.0
    assert max(waits) == LONGEST_WAIT_S


def test_failures_from_elsewhere_do_not_shut_the_owner_out() -> None:
    throttle = Throttle()
    for number in range(10_000):
        throttle.failed("zhou", f"10.1.{number // 250}.{number % 250}", 0.0)
    assert throttle.wait_s("zhou", "192.168.0.7", 0.0) == 0.0


def test_spraying_many_names_from_one_place_is_slowed_down() -> None:
    throttle = Throttle()
    for number in range(FREE_FAILURES_OF_A_PLACE):
        assert throttle.wait_s(f"name{number}", "10.0.0.1", 0.0) == 0.0
        throttle.failed(f"name{number}", "10.0.0.1", 0.0)
    assert throttle.wait_s("another", "10.0.0.1", 0.0) > 0.0


def test_a_success_forgets_the_failures_of_the_name_but_not_those_of_the_place() -> None:
    throttle = Throttle()
    for number in range(FREE_FAILURES_OF_A_PLACE):
        throttle.failed("zhou" if number % 6 == 0 else f"name{number}", "10.0.0.1", 0.0)
    throttle.succeeded("zhou", "10.0.0.1")
    assert throttle.wait_s("zhou", "10.0.0.1", 1.0) > 0.0
    assert throttle.wait_s("zhou", "10.0.0.2", 1.0) == 0.0


def test_names_count_alike_however_they_are_written() -> None:
    throttle = Throttle()
    for name in ("zhou", "Zhou", "ZHOU", "zHou", "zhoU"):
        throttle.failed(name, "10.0.0.1", 0.0)
    assert throttle.wait_s("zhou", "10.0.0.1", 0.0) > 0.0


def test_memory_stays_bounded() -> None:
    throttle = Throttle()
    for number in range(REMEMBERED + 100):
        throttle.failed(f"name{number}", f"place{number}", 0.0)
    assert len(throttle._failures) <= REMEMBERED  # pyright: ignore[reportPrivateUsage]  # the bound is the point here
