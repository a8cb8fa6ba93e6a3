"""Scenarios written by hand: each applicant gets where the file says, through the real engine."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.simulation.outcome import Outcome
from bot.simulation.run import play_all
from bot.simulation.scenario import read_scenario
from dialogs.knowledge_in_force import Knowledge

FILES = sorted(Path(__file__).parent.glob("*.yaml"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def outcomes(knowledge: Knowledge) -> dict[str, Outcome]:
    """What came of each file; all are played side by side, as the command does."""

    async def play() -> list[Outcome]:
        scenarios = [read_scenario(file, knowledge.pack) for file in FILES]
        return [outcome async for outcome in play_all(scenarios, knowledge)]

    return dict(zip((file.stem for file in FILES), asyncio.run(play()), strict=True))


@pytest.mark.parametrize("name", [file.stem for file in FILES])
def test_the_applicant_gets_where_the_file_says(name: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes[name].mismatches == ()


def test_there_are_twenty_of_them() -> None:
    assert len(FILES) >= 20


@pytest.mark.parametrize("name", [file.stem for file in FILES])
def test_what_is_submitted_was_told_and_acknowledged(name: str, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[name]
    if outcome.state == "submitted":
        assert outcome.notice is not None
        assert outcome.notice["acknowledged_at"]
    assert (outcome.commitment is not None) == (name == "commitment_chosen")
