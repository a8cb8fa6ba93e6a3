"""Durable turns (可靠落盘): turns a second of the engine, beside plain commits of the same rows and beside the naive way.

Every pair of measurements is taken back to back in the same run; the figures are medians of the pairs' ratios, so that
a machine that slows down for a while slows both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.commits import PlainCommits, open_plain
from bench.figures import Figure, say
from bench.ground import Ground, TurnAhead, open_ground
from bench.naive import NaiveService, open_naive
from bench.runs import Timed, Visitor, answer_all, arrive, prepare_all, scripts_of, spread


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rounds: int = 8
    alone: int = 40
    """Visitors of a round that come one after the other."""
    together: int = 192
    """Visitors of a round of which `at_once` are served at a time."""
    at_once: int = 64
    naive_turns: int = 200
    warm_rounds: int = 2


async def durable_figures(folder: Path, size: Size | None = None) -> list[Figure]:
    """durable_1_of_bound, durable_64_of_bound and durable_64_of_naive; the bounds are commits and turns a second."""
    size = size or Size()
    parts = [folder / name for name in ("engine", "plain", "naive")]
    for part in parts:
        part.mkdir()
    async with open_ground(parts[0]) as ground, open_plain(parts[1]) as plain, open_naive(parts[2], ground) as naive:
        return await _measure(ground, plain, naive, size)


@dataclass(frozen=True, slots=True)
class _Pair:
    engine: Timed
    bound: Timed

    @property
    def ratio(self) -> float:
        return self.engine.per_second / self.bound.per_second


async def _measure(ground: Ground, plain: PlainCommits, naive: NaiveService, size: Size) -> list[Figure]:
    scripts = scripts_of(ground.knowledge)
    alone = [await arrive(ground, next(scripts)) for _ in range(size.alone)]
    together = [await arrive(ground, next(scripts)) for _ in range(size.together)]
    await spread([*alone, *together])
    ones: list[_Pair] = []
    manies: list[_Pair] = []
    naives: list[_Pair] = []
    for number in range(size.warm_rounds + size.rounds):
        await prepare_all(alone, scripts)
        one, _ = await _pair(alone, 1, plain)
        await prepare_all(together, scripts)
        many, turns = await _pair(together, size.at_once, plain)
        if number < size.warm_rounds:
            continue
        ones.append(one)
        manies.append(many)
        naives.append(_Pair(many.engine, await naive.take(turns[: size.naive_turns], at_once=size.at_once)))
        say(
            f"durable {len(ones)}/{size.rounds}: engine {one.engine.per_second:.0f} with 1, "
            f"{many.engine.per_second:.0f} with {size.at_once}; bound {many.bound.per_second:.0f}, "
            f"naive {naives[-1].bound.per_second:.0f} turns/s"
        )
    return [
        _figure("durable_1_of_bound", ones, ">= 0.3"),
        _figure("durable_64_of_bound", manies, ">= 0.6"),
        _figure("durable_64_of_naive", naives, ">= 10"),
    ]


async def _pair(visitors: Sequence[Visitor], at_once: int, plain: PlainCommits) -> tuple[_Pair, list[TurnAhead]]:
    """The prepared visitors' next run of plain answers, beside the rows of these same turns as plain commits."""
    ground = visitors[0].ground
    _, between = ground.take_noted()
    plain.catch_up(between)
    engine = await answer_all(visitors, at_once=at_once)
    turns, rows = ground.take_noted()
    return _Pair(engine, plain.one_by_one(rows)), turns


def _figure(name: str, pairs: Sequence[_Pair], goal: str) -> Figure:
    bound = median(pair.bound.per_second for pair in pairs)
    return Figure(name, median(pair.ratio for pair in pairs), "ratio", goal, bound)
