"""A photographed licence in the whole house: taken, read by the real reader, told in the chat, and gone from the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.home import House, open_house
from bot.photos import LicencePhotos
from bot.settings import Settings
from dialogs.conversation import ConversationId, Origin
from dialogs.exchange import Chose, PhotoRead, Said, Uploaded
from files.photo_reader import PhotoReader
from storage.outbox import Job
from storage.turns import TurnRecord
from tests.bot.engine.test_uploads import File
from tests.licence import drawing
from tests.licence.drawing import HOTEL, TEA_SHOP, UNREGISTERED, draw, photographed

pytestmark = pytest.mark.slow

CODE, NAME = "unified_social_credit_code", "operator_name"
PATIENCE_S = 280.0


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A house with a patient reader: a busy machine is no fault of its."""
    settings = Settings.model_validate({"data": tmp_path, "database_url": database_url, "photo_limit_s": PATIENCE_S})
    async with open_house(settings) as opened:
        yield opened


async def asked_for_the_code(house: House) -> ConversationId:
    here = (await house.engine.open(channel="web")).conversation_id
    await house.engine.handle(here, "m1", Said("我想在人民路88号开个奶茶店，60平，不卖烟"))
    record = await house.engine.handle(here, "m2", Chose("step:privacy:privacy:yes"))
    for number in range(10):
        if record.asking is not None and record.asking.fact == CODE:
            return here
        record = await house.engine.handle(here, f"a{number}", Said("45"))
    raise AssertionError("the code was never asked for")


async def last(house: House, here: ConversationId) -> TurnRecord:
    conversation = await house.engine.conversation(here)
    return (await house.engine.transcript(here, after=conversation.version - 1))[-1]


async def test_a_photo_is_read_confirmed_completed_by_the_register_and_deleted(house: House, tmp_path: Path) -> None:
    here = await asked_for_the_code(house)
    taken = await house.uploads.receive(here, "p1", File("执照.jpg", drawing.jpeg(photographed(draw(TEA_SHOP)))))
    assert isinstance(taken.payload, Uploaded)
    assert "正在识别" in taken.replies[0].text
    await house.worker.settle(within_s=PATIENCE_S)
    read = await last(house, here)
    assert isinstance(read.payload, PhotoRead)
    assert read.payload.facts[CODE] == TEA_SHOP.code
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    assert await house.uploads.find(here, read.payload.upload.id) is None
    later = await house.engine.handle(here, "c1", Chose("photo:ok"))
    conversation = await house.engine.conversation(here)
    assert conversation.answers[CODE].confirmed
    assert conversation.answers[NAME].origin is Origin.BUSINESS_LICENCE
    assert later.asking is not None
    assert later.asking.fact != CODE


async def test_a_new_licence_that_no_register_knows_is_taken_from_the_photo(house: House) -> None:
    here = await asked_for_the_code(house)
    await house.uploads.receive(here, "p1", File("执照.jpg", drawing.jpeg(photographed(draw(UNREGISTERED)))))
    await house.worker.settle(within_s=PATIENCE_S)
    await house.engine.handle(here, "c1", Chose("photo:ok"))
    answers = (await house.engine.conversation(here)).answers
    assert (answers[NAME].value, answers[NAME].origin) == (UNREGISTERED.name, Origin.PHOTO)
    assert answers["legal_representative"].value == UNREGISTERED.representative
    assert answers["registered_address"].value == UNREGISTERED.address


async def test_a_poor_photo_is_told_so_deleted_and_another_one_may_follow(house: House, tmp_path: Path) -> None:
    here = await asked_for_the_code(house)
    await house.uploads.receive(here, "p1", File("糊.jpg", drawing.jpeg(drawing.blurred(draw(TEA_SHOP)))))
    await house.worker.settle(within_s=PATIENCE_S)
    read = await last(house, here)
    assert "糊" in read.replies[0].text
    assert read.asking is not None
    assert read.asking.fact == CODE
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


async def test_two_applicants_photos_at_once_are_both_read_while_turns_go_on(house: House) -> None:
    here, there = await asked_for_the_code(house), await asked_for_the_code(house)
    pictures = {here: TEA_SHOP, there: HOTEL}
    for place, licence in pictures.items():
        await house.uploads.receive(place, "p1", File("执照.jpg", drawing.jpeg(draw(licence))))
    asked = await house.engine.handle(here, "q1", Said("要收费吗"))
    assert asked.replies
    await house.worker.settle(within_s=PATIENCE_S)
    for place, licence in pictures.items():
        photo = (await house.engine.conversation(place)).licence_photo
        assert photo is not None
        assert photo.facts[CODE] == licence.code


async def test_a_reading_that_is_done_again_changes_nothing(house: House) -> None:
    here = await asked_for_the_code(house)
    taken = await house.uploads.receive(here, "p1", File("执照.jpg", drawing.jpeg(draw(TEA_SHOP))))
    assert isinstance(taken.payload, Uploaded)
    await house.worker.settle(within_s=PATIENCE_S)
    before = await house.engine.conversation(here)
    unneeded = PhotoReader(limit_s=0.01)  # read once is enough: this one could not
    photos = LicencePhotos(house.engine, house.packs, house.uploads, unneeded, limit_s=0.01)
    job = Job("again", here, "read_photo", {"file": taken.payload.upload.id}, 2)
    await photos.read_photo(job)
    await photos.discard_file(job)
    assert await house.engine.conversation(here) == before


async def test_a_reader_that_never_answers_is_given_up_and_the_code_is_typed(database_url: str, tmp_path: Path) -> None:
    settings = Settings.model_validate({"data": tmp_path, "database_url": database_url, "photo_limit_s": 0.05})
    async with open_house(settings) as house:
        here = await asked_for_the_code(house)
        await house.uploads.receive(here, "p1", File("执照.jpg", drawing.jpeg(draw(TEA_SHOP))))
        await house.worker.settle(within_s=PATIENCE_S)
        read = await last(house, here)
        assert "打出来" in read.replies[0].text
        assert read.asking is not None
        assert read.asking.fact == CODE
        await asyncio.wait_for(house.engine.handle(here, "m9", Said(TEA_SHOP.code)), 10)
        assert (await house.engine.conversation(here)).answers[CODE].value == TEA_SHOP.code
