"""Departments accept or return; the applicant hears all points at once, and each answer once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice import returns
from backoffice.envelope import PointDraft
from backoffice.queue import InHand
from backoffice.returns import ForeignPoint, checked_points
from dialogs.conversation import State
from dialogs.exchange import Received, Returned
from dialogs.knowledge_in_force import Knowledge
from errors import DeliveryFailed, IntakeError
from tests.backoffice.house import CITY, CONVERSATION, FIRE, MARKET, PACKAGE, House, about_fact, house, points


@pytest.fixture
async def here(database_url: str, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[House]:
    async with house(database_url, tmp_path, knowledge) as opened:
        await opened.hand_over()
        yield opened


async def test_accepting_reaches_the_applicant_once(here: House) -> None:
    await here.accept(MARKET)
    await here.deliver()
    await here.deliver()
    assert points(here.told) == [Received(MARKET, "received")]
    assert (await here.slice(MARKET)).correspondence.answer is not None


async def test_the_last_acceptance_says_that_all_have_accepted(here: House) -> None:
    for department in (MARKET, FIRE, CITY):
        await here.accept(department)
        await here.deliver()
    assert points(here.told) == [
        Received(MARKET, "received"),
        Received(FIRE, "received"),
        Received(CITY, "received", True),
    ]


async def test_points_wait_until_every_department_has_looked_and_come_as_one_message(here: House) -> None:
    await here.give_back(FIRE, PointDraft("material", "fire_plan", "请标出灭火器位置"))
    await here.accept(MARKET)
    await here.deliver()
    assert not [payload for payload in points(here.told) if isinstance(payload, Returned)]
    await here.give_back(CITY, about_fact("sign_text"))
    await here.deliver()
    [returned] = [payload for payload in points(here.told) if isinstance(payload, Returned)]
    assert {(point.department, point.code) for point in returned.points} == {(FIRE, "fire_plan"), (CITY, "sign_text")}
    assert len({point.id for point in returned.points}) == 2


async def test_the_last_one_to_accept_sets_the_points_free(here: House) -> None:
    await here.give_back(FIRE, about_fact("premises_area"))
    await here.give_back(CITY, about_fact("sign_text"))
    await here.accept(MARKET)
    await here.deliver()
    assert [type(payload) for payload in points(here.told)].count(Returned) == 1


async def test_the_lead_department_may_send_before_all_have_looked(here: House) -> None:
    await here.give_back(FIRE, about_fact("premises_area"))
    send = await here.store.write(
        lambda connection: returns.send_now(connection, CONVERSATION, PACKAGE, here.decider("周敏"))
    )
    assert send
    await here.deliver()
    assert [type(payload) for payload in points(here.told)] == [Returned]
    again = await here.store.write(
        lambda connection: returns.send_now(connection, CONVERSATION, PACKAGE, here.decider("周敏"))
    )
    assert not again, "nothing is told twice"


async def test_a_slice_is_decided_once_whoever_presses(here: House) -> None:
    async def press(by: str) -> bool:
        try:
            await here.accept(MARKET, by=by)
        except InHand:
            return False
        return True

    pressed = await asyncio.gather(*(press(f"staff{number}") for number in range(8)))
    assert sum(pressed) == 1
    await here.deliver()
    assert points(here.told) == [Received(MARKET, "received")]


async def test_points_wait_while_the_applicant_talks_with_a_person(here: House) -> None:
    await here.give_back(FIRE, about_fact("premises_area"))
    await here.accept(MARKET)
    await here.accept(CITY)
    here.conversation = replace(here.conversation, state=State.WITH_STAFF)
    with pytest.raises(DeliveryFailed):
        await here.deliver()
    here.conversation = replace(here.conversation, state=State.SUBMITTED)
    await here.deliver()
    assert [type(payload) for payload in points(here.told)].count(Returned) == 1


async def test_points_of_a_withdrawn_application_are_not_told(here: House) -> None:
    await here.give_back(FIRE, about_fact("premises_area"))
    await here.accept(MARKET)
    await here.accept(CITY)
    here.conversation = replace(here.conversation, state=State.WITHDRAWN)
    await here.deliver()
    assert not [payload for payload in points(here.told) if isinstance(payload, Returned)]


async def test_points_of_a_slice_that_was_replaced_are_not_told(here: House) -> None:
    await here.give_back(FIRE, about_fact("premises_area"))
    await here.store.write(lambda connection: returns.send_now(connection, CONVERSATION, PACKAGE, here.decider("周敏")))
    await here.send_again({"premises_area": 350})
    await here.deliver()
    assert not [payload for payload in points(here.told) if isinstance(payload, Returned)]


async def test_returning_without_a_point_is_refused(here: House) -> None:
    with pytest.raises(IntakeError, match="without a point"):
        await here.give_back(FIRE)
    assert (await here.slice(FIRE)).state == "ready"


@pytest.mark.parametrize(
    ("draft", "refused"),
    [
        pytest.param(PointDraft("fact", "sign_text", "x"), ForeignPoint, id="another department's fact"),
        pytest.param(PointDraft("material", "premises_area", "x"), ForeignPoint, id="a fact is no material"),
        pytest.param(PointDraft("other", "premises_area", "x"), ForeignPoint, id="other has no code"),
        pytest.param(PointDraft("fact", "premises_area", "  "), IntakeError, id="without words"),
        pytest.param(PointDraft("fact", "premises_area", "长" * 501), IntakeError, id="too long"),
    ],
)
def test_points_are_about_the_departments_own_slice(draft: PointDraft, refused: type[IntakeError]) -> None:
    with pytest.raises(refused):
        checked_points([draft], frozenset({"premises_area"}), frozenset({"fire_plan"}))
