"""A signed application reaches each department once, with no more than its permits need."""

from __future__ import annotations

import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from pypdf import PdfReader

from backoffice.envelope import Correspondence, DepartmentAnswer, PointDraft
from backoffice.handover import NotScanned, hand_over, withdraw
from backoffice.identity import PackageId, SliceId
from backoffice.opened import open_slice
from backoffice.parts import NotAsSigned
from backoffice.queue import SliceConflict
from dialogs.conversation import Answer, Origin
from dialogs.knowledge_in_force import Knowledge
from errors import IntakeError
from tests.backoffice.application import AT, sent
from tests.backoffice.house import CITY, CONVERSATION, FIRE, MARKET, House, house


@pytest.fixture
async def here(database_url: str, tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[House]:
    async with house(database_url, tmp_path, knowledge) as opened:
        yield opened


async def test_every_department_gets_one_slice(here: House) -> None:
    await here.hand_over()
    assert await here.states() == {f"{MARKET}/1": "ready", f"{FIRE}/1": "ready", f"{CITY}/1": "ready"}


async def test_handing_over_again_changes_nothing(here: House) -> None:
    await here.hand_over()
    await here.accept(MARKET)
    before = await here.states()
    for _ in range(3):
        await here.hand_over()
    assert await here.states() == before


async def test_the_same_revision_with_other_content_is_refused(here: House) -> None:
    await here.hand_over()
    first = (await here.slice(FIRE)).sha256
    answers = {**here.conversation.answers, "premises_area": Answer(400, Origin.APPLICANT, AT)}
    here.conversation = sent(replace(here.conversation, answers=answers), here.knowledge)
    with pytest.raises(SliceConflict):
        await here.hand_over()
    assert (await here.slice(FIRE)).sha256 == first


async def test_what_is_not_as_signed_is_not_handed_over(here: House) -> None:
    answers = {**here.conversation.answers, "premises_area": Answer(400, Origin.APPLICANT, AT)}
    here.conversation = replace(here.conversation, answers=answers)
    with pytest.raises(NotAsSigned):
        await here.hand_over()
    assert await here.states() == {}


async def test_a_file_that_was_not_found_clean_holds_everything_back(
    database_url: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    async with house(database_url, tmp_path, knowledge, scan="pending") as here:
        with pytest.raises(NotScanned, match="not found clean"):
            await here.hand_over()
        assert await here.states() == {}


async def test_a_slice_holds_what_its_permits_need_and_proves_the_whole(here: House) -> None:
    await here.hand_over()
    for department in (MARKET, FIRE, CITY):
        record = await here.slice(department)
        data = await here.office.cabinet.open(CONVERSATION, "slice", str(record.id))
        assert data is not None
        opened = open_slice(data, record.correspondence.envelope)
        assert opened.proven
        permits = [here.knowledge.pack.permits[code] for code in opened.manifest["permits"]]
        assert {permit.department for permit in permits} == {department}
        assert opened.facts.keys() <= {fact for permit in permits for fact in permit.facts}
    market = await here.office.cabinet.open(CONVERSATION, "slice", str(SliceId(record.id.package, MARKET, 1)))
    assert market is not None
    assert "小林奶茶".encode() not in b"".join(_entries(market).values()), (
        "the sign's words are for city management only"
    )


async def test_package_and_slices_are_kept_as_volumes_too_each_with_no_more_than_its_own(here: House) -> None:
    await here.hand_over()
    texts: dict[str, str] = {}
    for name in ("package-1", *(str(SliceId(PackageId(CONVERSATION), one, 1)) for one in (MARKET, CITY))):
        data = await here.office.cabinet.open(CONVERSATION, "volume", name)
        assert data is not None
        texts[name.split("/")[-2] if "/" in name else name] = "".join(
            page.extract_text() for page in PdfReader(BytesIO(data)).pages
        )
    assert all("卷内目录" in text for text in texts.values())
    assert "小林奶茶" in texts["package-1"]
    assert "小林奶茶" in texts[CITY]
    assert "小林奶茶" not in texts[MARKET]


async def test_a_slice_that_was_changed_is_not_proven(here: House) -> None:
    await here.hand_over()
    record = await here.slice(MARKET)
    data = await here.office.cabinet.open(CONVERSATION, "slice", str(record.id))
    assert data is not None
    entries = _entries(data)
    facts = orjson.loads(entries["facts.json"])
    facts["catering_area"]["value"] = 45
    changed = _zip({**entries, "facts.json": orjson.dumps(facts)})
    assert not open_slice(changed, record.correspondence.envelope).proven
    other = replace(record.correspondence.envelope, root="sha256:" + "0" * 64)
    assert not open_slice(data, other).proven


async def test_a_new_revision_goes_to_departments_whose_slice_changed_and_to_who_returned_it(here: House) -> None:
    await here.hand_over()
    await here.accept(MARKET)
    await here.give_back(FIRE, PointDraft("other", "", "请说明消防通道"))
    await here.send_again({"sign_text": "小林茶饮"})
    assert await here.states() == {
        f"{MARKET}/1": "acked",
        f"{FIRE}/1": "superseded",
        f"{FIRE}/2": "ready",
        f"{CITY}/1": "superseded",
        f"{CITY}/2": "ready",
    }
    before = await here.states()
    await here.hand_over()
    assert await here.states() == before


async def test_a_department_that_is_not_needed_any_more_loses_its_slice(here: House) -> None:
    await here.hand_over()
    await here.send_again({"premises_area": 60})
    states = await here.states()
    assert states[f"{FIRE}/1"] == "withdrawn"
    assert f"{FIRE}/2" not in states


async def test_withdrawing_takes_every_slice_out(here: House) -> None:
    await here.hand_over()
    await here.accept(MARKET)
    taken = await withdraw(here.store, CONVERSATION, 5)
    assert len(taken) == 3
    assert set((await here.states()).values()) == {"withdrawn"}
    assert await withdraw(here.store, CONVERSATION, 5) == ()


async def test_an_old_revision_that_comes_late_is_not_handed_over(here: House) -> None:
    done = await hand_over(here.store, here.office.cabinet, here.conversation, here.knowledge, 7, 1)
    assert done.new == ()


async def test_the_envelope_is_a_cloudevent_without_personal_values(here: House) -> None:
    await here.hand_over()
    record = await here.slice(FIRE)
    answer = DepartmentAnswer(record.id, "returned", "周敏", AT, (PointDraft("other", "", "请补"),))
    batch = Correspondence(record.correspondence.envelope, answer).as_batch()
    events = orjson.loads(batch)
    assert [event["specversion"] for event in events] == ["1.0", "1.0"]
    assert events[0]["id"] == f"c1/{FIRE}/1"
    assert b"420303199001015422" not in batch
    assert b"13907281234" not in batch
    assert Correspondence.from_batch(batch) == Correspondence(record.correspondence.envelope, answer)


@pytest.mark.parametrize(
    "text", ["", "c1", "c1/fire", "c1/fire/x", "c1/../1", "c1/fire/1/2", "c1/fi re/1", "c1/fire/-1"]
)
def test_what_is_no_slice_id_is_refused(text: str) -> None:
    with pytest.raises(IntakeError):
        SliceId.parse(text)


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return buffer.getvalue()
