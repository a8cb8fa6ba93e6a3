"""The machinery of `bench turn` measures what it says, at a size at which the numbers mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.applicants import BUSINESSES, walk
from bench.crowd import Crowd
from bench.durable import Size, durable_figures
from bench.figures import Figure, all_met
from bench.growth import Growth, conversations_figure, industries_figure
from bench.http import http_figures
from bench.pure import pure_turn
from dialogs.conversation import State
from dialogs.exchange import Said, Signed
from dialogs.knowledge_in_force import Knowledge, work_out_plans
from knowledge.load import CITY, load_pack


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    pack, _ = load_pack(CITY)
    return Knowledge.build(pack, work_out_plans(pack))


@pytest.mark.parametrize("business", BUSINESSES)
def test_an_applicant_walks_to_the_end(business: str, knowledge: Knowledge) -> None:
    steps = walk(business, knowledge)
    assert sum(isinstance(payload, Said) for _, payload in steps) > 20
    assert any(isinstance(payload, Signed) for _, payload in steps)
    assert steps[-1][0].state is State.COMMITTING


def test_goals_are_read_as_they_are_written() -> None:
    assert Figure("a", 100, "us", "<= 100").ok
    assert not Figure("a", 80, "ms", "< 80").ok
    assert Figure("a", 0.3, "ratio", ">= 0.3").ok
    assert Figure("a", 5, "s", "").ok
    assert not all_met([Figure("a", 1, "s", ""), Figure("b", 2, "s", "<= 1")])


def test_the_pure_turn_is_measured(knowledge: Knowledge) -> None:
    assert pure_turn(knowledge, rounds=1).value > 0


@pytest.mark.slow
async def test_durable_turns_are_measured_beside_the_same_rows(tmp_path: Path) -> None:
    size = Size(rounds=1, alone=2, together=6, at_once=4, naive_turns=5, warm_rounds=1)
    figures = await durable_figures(tmp_path, size)
    assert [figure.figure for figure in figures] == [
        "durable_1_of_bound",
        "durable_64_of_bound",
        "durable_64_of_naive",
    ]
    assert all(figure.value > 0 and figure.bound for figure in figures)


@pytest.mark.slow
def test_turns_over_http_are_measured(tmp_path: Path) -> None:
    figures = http_figures(tmp_path, Crowd(clients=4, conversations=1, answers=5))
    assert [figure.figure for figure in figures] == ["http_64_turns_s", "http_64_p99_ms"]
    assert all(figure.value > 0 for figure in figures)


@pytest.mark.slow
def test_growth_of_the_pack_is_measured(knowledge: Knowledge) -> None:
    assert industries_figure(knowledge.pack, many=40, rounds=1).value > 0


@pytest.mark.slow
async def test_growth_of_the_database_is_measured(tmp_path: Path) -> None:
    assert (await conversations_figure(tmp_path, Growth(few=2, many=30, rounds=1))).value > 0
