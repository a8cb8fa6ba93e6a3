"""Scenarios for every industry, made from the pack: the plain applicant, and the one for whom the most conditions hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.simulation.scenario import Expect, Registers, Scenario
from dialogs.conversation import State
from dialogs.knowledge_in_force import Knowledge
from knowledge.planner.plan import IndustryPlanner
from knowledge.values import Value
from tests.scenarios.reckoning import Needed, applicable, entries, names, reckon
from tests.scenarios.wording import CREDIT_CODE, NAMES, Mood, value_for, words_for

REGISTERS = ("business_licence", "identity_register", "premises_register")


@dataclass(frozen=True)
class Generated:
    """A scenario, the values behind its answers, and what must come of it."""

    scenario: Scenario
    values: Mapping[str, Any]
    needed: Needed


def plain(industry: str) -> Generated:
    """Somebody who says no to everything that can be said no to; no register knows the shop."""
    values = _completed(industry, dict(_given(industry)), "plain")
    return _generated(f"{industry}, plain", industry, values, {})


def fullest(industry: str, knowledge: Knowledge) -> Generated:
    """The most permits that can hold together, then as many materials as follow; through an agent, registers silent."""
    values = _completed(industry, _most_permits(industry, knowledge), "full")
    return _generated(f"{industry}, every condition", industry, values, {})


def tenant_in_person(industry: str, knowledge: Knowledge) -> Generated:
    """The same for a tenant who applies in person, and all registers answer."""
    values = _completed(industry, {**_most_permits(industry, knowledge), "uses_agent": False}, "full")
    facts = entries("facts")
    rows = {
        register: {CREDIT_CODE: {
            code: value for code, value in values.items()
            if facts[code]["source"] == register and facts[code]["type"] != "uscc"
        }}
        for register in REGISTERS
    }  # fmt: skip
    return _generated(f"{industry}, registers answering", industry, values, rows)


def _given(industry: str) -> dict[str, Any]:
    return entries("industries")[industry].get("given", {})


def _generated(title: str, industry: str, values: Mapping[str, Any], rows: dict[str, Any]) -> Generated:
    needed = reckon(industry, values)
    said = {code: words_for(code, value) for code, value in values.items()}
    expect = Expect(
        industry=industry,
        permits=sorted(needed.permits),
        materials=sorted(needed.materials),
        departments=sorted(needed.departments),
        state=State.SUBMITTED if needed.permits else State.NOTHING_NEEDED,
    )
    scenario = Scenario(
        title=title,
        registers=Registers(**rows),
        say=[entries("industries")[industry]["name"]["zh"]],
        answers={**said, "industry_category": entries("industries")[industry]["name"]["zh"]},
        uploads={"*": "sample.pdf"},
        sign=NAMES[0],
        expect=expect,
    )
    return Generated(scenario, values, needed)


def _completed(industry: str, known: dict[str, Any], mood: Mood) -> dict[str, Any]:
    """Values for everything that may be asked, given those that are settled; consistent with each other."""
    values = {**known, "on_dishonesty_list": False}
    values.setdefault("uses_agent", mood == "full")
    while True:
        possible = set(reckon(industry, values).asked)
        for one in entries("industries")[industry]["permits"]:
            possible |= names(one.get("when"))
        missing = [code for code in entries("facts") if code in possible and code not in values]
        if not missing:
            return applicable(values)
        for code in missing:
            values[code] = value_for(code, mood)


def _most_permits(industry: str, knowledge: Knowledge) -> dict[str, Any]:
    """Settled values under which the most permits apply: every path of the planner, the first best one."""
    planner = knowledge.industry(industry)
    best = max(
        _settled(planner, dict(knowledge.pack.industries[industry].given)), key=lambda found: _applying(planner, found)
    )
    return {code: list(value) if isinstance(value, tuple) else value for code, value in best.items()}


def _applying(planner: IndustryPlanner, facts: Mapping[str, Value]) -> int:
    return len(planner.conditions.requirements(facts).applying)


def _settled(planner: IndustryPlanner, facts: dict[str, Value]) -> Iterator[dict[str, Value]]:
    candidates = planner.policy.candidates(planner.scope.knowing(facts))
    if not candidates:
        yield facts
        return
    axis = candidates[0]
    for cell, value in enumerate(axis.cells.representatives):
        if axis.open_cells(planner.scope.knowing(facts)) and 1 << cell == axis.cells.mask(value):
            yield from _settled(planner, {**facts, axis.fact: _sayable(axis.fact, value, axis.cells.mask)})


def _sayable(fact: str, value: Value, mask: Any) -> Value:
    """Nobody can say an empty choice: another one in the same cell stands for it."""
    if value != ():
        return value
    choices = [choice["code"] for choice in entries("facts")[fact]["choices"]]
    return next(((one,) for one in choices if mask((one,)) == mask(())), value)
