"""The intake machines: what an industry does not need it does not have, and there is always a way on."""

from __future__ import annotations

import pytest

from dialogs.words import load_words
from errors import PackError
from statemachines.drawing import drawing
from statemachines.intake import compile_intake
from statemachines.machine import CompiledMachine, Move, compile_machine
from statemachines.soundness import machine_faults
from tests.city import city_pack, city_planner

PACK = city_pack()
PLANNER = city_planner()
CONTRACT = {
    "choosing", "scoping", "noticed", "filling", "materials", "reviewing", "committing", "submitted", "correcting",
    "with_staff", "paused", "withdrawn", "nothing_needed",
}  # fmt: skip


def machine_of(industry: str) -> CompiledMachine:
    return compile_intake(PLANNER.of(industry))


@pytest.mark.parametrize("industry", PACK.industries)
def test_every_state_can_be_reached_and_left(industry: str) -> None:
    machine = machine_of(industry)
    assert set(machine.states) <= CONTRACT
    assert machine.dead_ends() == ()
    assert machine.unreachable() == ()
    assert list(machine_faults(PLANNER.of(industry))) == []


@pytest.mark.parametrize(("industry", "may"), [("cinema", False), ("gym", True), ("drinks_snacks", False)])
def test_only_where_nothing_may_be_needed_there_is_such_an_end(industry: str, *, may: bool) -> None:
    assert ("nothing_needed" in machine_of(industry).states) is may


def test_the_straight_way_leads_to_the_queues() -> None:
    machine = machine_of("cinema")
    state = machine.initial
    for event in (
        "industry_found", "permits_settled", "notice_acknowledged", "facts_complete", "materials_complete", "reviewed", "sent",
    ):  # fmt: skip
        state = machine.advance(state, event)
    assert state == "submitted"


def test_nothing_is_filled_in_before_its_notice_and_nothing_sent_without_signing() -> None:
    machine = machine_of("gym")
    straight = [move for move in machine.moves if move.target == "submitted"]
    assert {move.source for move in straight} == {"committing", "with_staff"}
    assert all(
        move.source != "choosing" for move in machine.moves if move.target in ("filling", "materials", "committing")
    )


def test_what_cannot_happen_in_a_state_is_refused() -> None:
    with pytest.raises(KeyError):
        machine_of("cinema").advance("choosing", "sent")


def test_an_arrow_to_nowhere_is_refused_when_compiled() -> None:
    with pytest.raises(PackError, match="names the state there"):
        compile_machine("m", initial="here", states=["here"], final=["here"], moves=[Move("here", "go", "there")])


def test_an_event_that_leads_to_two_states_is_refused() -> None:
    moves = [Move("a", "go", "b"), Move("a", "go", "c")]
    with pytest.raises(PackError, match="several states"):
        compile_machine("m", initial="a", states=["a", "b", "c"], final=["b", "c"], moves=moves)


def test_dead_ends_and_lost_states_are_told() -> None:
    moves = [Move("a", "go", "b"), Move("a", "stray", "c"), Move("d", "go", "b")]
    machine = compile_machine("m", initial="a", states=["a", "b", "c", "d"], final=["b"], moves=moves)
    assert machine.dead_ends() == ("c",)
    assert machine.unreachable() == ("d",)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("industry", PACK.industries)
def test_the_drawing_is_short_and_names_every_state_in_words(industry: str, locale: str) -> None:
    machine, words = machine_of(industry), load_words(files=("diagram.yaml",))
    drawn = drawing(machine, lambda key: words.say(key, locale))
    arrows = [line for line in drawn.splitlines() if "-->" in line]
    assert len(arrows) <= 36 < len(machine.moves)
    assert all(f" as {state}\n" in drawn or f" as {state} " in drawn for state in machine.states)
    assert drawn.count("{") == drawn.count("}") == 1
