"""Garbage out of the mouth of a simulated applicant: the application still ends where it would have."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from bot.simulation.outcome import Outcome
from bot.simulation.run import play_all
from bot.simulation.scenario import Scenario, read_scenario
from dialogs.knowledge_in_force import Knowledge, work_out_plans
from knowledge.load import CITY, load_pack
from tests.garbage.texts import any_text, halved, huge

SEED = 20261126
SCENARIOS = Path(__file__).parents[1] / "scenarios"
NAMES = ("milk_tea_shop", "fifty_square_metres", "second_thoughts", "commitment_refused")
EACH = 60
INTERRUPTED = frozenset({"boolean", "choice"})
"""Words for a name or an address may be anything, so garbage is one; such an answer is no fault."""
AGREEING = frozenset({"yes", "sure"})

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    pack, _ = load_pack(CITY)
    return Knowledge.build(pack, work_out_plans(pack))


def test_garbage_leads_nobody_astray(knowledge: Knowledge) -> None:
    dice = random.Random(SEED)
    plain = [read_scenario(SCENARIOS / f"{name}.yaml", knowledge.pack) for name in NAMES]
    littered = [_littered(scenario, dice, knowledge) for scenario in plain]

    async def play() -> list[Outcome]:
        return [outcome async for outcome in play_all([*plain, *littered], knowledge)]

    outcomes = asyncio.run(play())
    for ordinary, disturbed in zip(outcomes[: len(plain)], outcomes[len(plain) :], strict=True):
        assert disturbed.mismatches == (), disturbed.title
        assert (disturbed.state, disturbed.permits) == (ordinary.state, ordinary.permits), disturbed.title
        assert _facts(disturbed) == _facts(ordinary), disturbed.title
        assert disturbed.turns >= ordinary.turns + EACH, "the garbage was not said"
        assert all(entry["text"].strip() for entry in disturbed.transcript if entry["from"] == "bot"), disturbed.title


def _facts(outcome: Outcome) -> dict[str, dict[str, Any]]:
    return {department: dict(part.facts) for department, part in outcome.slices.items()}


def _littered(scenario: Scenario, dice: random.Random, knowledge: Knowledge) -> Scenario:
    """The same applicant, who says garbage whenever a fact with given answers is asked."""
    facts = [code for code in scenario.answers if knowledge.pack.facts[code].type in INTERRUPTED]
    interrupts = {code: list(scenario.interrupts.get(code, [])) for code in facts}
    for number in range(EACH * 2):
        interrupts[facts[number % len(facts)]].append(_text(dice, number))
    return scenario.model_copy(update={"interrupts": {**scenario.interrupts, **interrupts}})


def _text(dice: random.Random, number: int) -> str:
    """Garbage that holds no number and no yes: those would be answers, and change the application as they should."""
    while True:
        text = huge(dice) if number == 0 else halved(dice) if number % 9 == 0 else any_text(dice)
        plain = normalize("NFKC", text)
        if not AGREEING & set(plain.split(":")) and not any(character.isnumeric() for character in plain):
            return text
