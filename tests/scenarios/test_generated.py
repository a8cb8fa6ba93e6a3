"""Every industry from its first word to the departments' slices, against what follows from the pack's files alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.simulation.outcome import Outcome
from bot.simulation.run import play_all
from dialogs.knowledge_in_force import Knowledge
from tests.scenarios.generate import Generated, fullest, plain, tenant_in_person
from tests.scenarios.reckoning import CHOICE, applicable, entries

INDUSTRIES = tuple(entries("industries"))
KINDS = ("plain", "fullest", "tenant")
MOST_ASKED_OF_A_TENANT = {"convenience_store": 37}
"""The promise: with all seven permits that can hold together, and every register answering."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Played:
    """A generated scenario and what came of it."""

    generated: Generated
    outcome: Outcome


@pytest.fixture(scope="session")
def everything(knowledge: Knowledge) -> dict[tuple[str, str], Played]:
    """All industries, each in three ways, played side by side."""
    generated: dict[tuple[str, str], Generated] = {}
    for industry in INDUSTRIES:
        generated[industry, "plain"] = plain(industry)
        generated[industry, "fullest"] = fullest(industry, knowledge)
        generated[industry, "tenant"] = tenant_in_person(industry, knowledge)

    async def play() -> list[Outcome]:
        return [one async for one in play_all((made.scenario for made in generated.values()), knowledge)]

    outcomes = asyncio.run(play())
    return {key: Played(made, one) for (key, made), one in zip(generated.items(), outcomes, strict=True)}


@pytest.fixture(params=[(industry, kind) for industry in INDUSTRIES for kind in KINDS], ids=" ".join)
def played(request: pytest.FixtureRequest, everything: dict[tuple[str, str], Played]) -> Played:
    return everything[request.param]


def test_permits_materials_and_departments_are_those_of_the_pack(played: Played) -> None:
    assert played.outcome.mismatches == ()


def test_nothing_is_asked_in_vain(played: Played) -> None:
    assert set(played.outcome.asked) - played.generated.needed.asked == set()


def test_nothing_is_asked_twice(played: Played) -> None:
    facts = entries("facts")
    said = [entry["text"] for entry in played.outcome.transcript if entry["from"] == "bot"]
    asked = {code: sum(text == facts[code]["question"]["zh"] for text in said) for code in played.outcome.asked}
    assert {code: times for code, times in asked.items() if times != 1} == {}


def test_what_a_register_knows_is_not_asked(played: Played) -> None:
    rows = played.generated.scenario.registers.rows()
    known = {code for register in rows.values() for row in register.values() for code in row}
    assert known & set(played.outcome.asked) == set()


def test_each_department_gets_all_of_its_own_and_nothing_else(played: Played) -> None:
    needed, values = played.generated.needed, applicable(played.generated.values)
    assert set(played.outcome.slices) == needed.departments
    for department, content in played.outcome.slices.items():
        assert set(content.facts) - {CHOICE} == needed.facts_of[department] - {CHOICE}
        assert CHOICE not in content.facts or CHOICE in needed.listed_by[department]
        assert set(content.materials) == needed.materials_of[department]
        assert {code: content.facts[code] for code in content.facts if code in values and _exact(code)} == {
            code: values[code] for code in content.facts if code in values and _exact(code)
        }


def test_nothing_personal_is_asked_where_no_permit_applies(played: Played) -> None:
    if not played.outcome.permits:
        facts = entries("facts")
        assert [code for code in played.outcome.asked if facts[code]["sensitive"]] == []
        assert "unified_social_credit_code" not in played.outcome.asked


@pytest.mark.parametrize("industry", MOST_ASKED_OF_A_TENANT)
def test_a_tenant_in_person_is_asked_no_more_than_promised(
    industry: str, everything: dict[tuple[str, str], Played]
) -> None:
    outcome = everything[industry, "tenant"].outcome
    assert len(outcome.permits) == 7
    assert len(outcome.asked) <= MOST_ASKED_OF_A_TENANT[industry]


def _exact(code: str) -> bool:
    """Whether a value is stored as it was said: names and places are tidied up."""
    return entries("facts")[code]["type"] in (
        "boolean",
        "choice",
        "multi_choice",
        "integer",
        "area_m2",
        "decimal",
        "uscc",
    )
