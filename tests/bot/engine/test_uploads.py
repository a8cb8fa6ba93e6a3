"""A file is examined, sealed, found again in its own conversation only, and goes when the applicant's data goes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.home import House, open_house
from bot.settings import Settings, UnsafeSettings
from dialogs.exchange import Chose, Said, Uploaded, UploadRefused
from errors import NotPermitted
from files.samples import sample
from storage.conversations import Erased

pytestmark = pytest.mark.slow  # each house compiles its pack anew


@dataclass(frozen=True)
class File:
    """A file as a channel hands it on."""

    name: str
    data: bytes = field(repr=False)
    declared_type: str | None = None


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """A house on an empty database."""
    settings = Settings.model_validate({"data": tmp_path, "database_url": database_url})
    async with open_house(settings) as opened:
        yield opened


async def test_a_file_is_taken_handed_in_and_read_back(house: House, tmp_path: Path) -> None:
    opened = await house.engine.open(channel="web")
    here = opened.conversation_id
    await house.engine.handle(here, "m1", Said("我想开个奶茶店"))
    conversation = await house.engine.conversation(here)
    pdf, photo = sample("sample.pdf"), sample("sample.jpg")
    for name, data in (("平面图.pdf", pdf), ("平面图.jpg", photo)):
        upload = await house.uploads.take(conversation, File(name, data), material=None)
        assert not isinstance(upload, UploadRefused)
        assert await house.uploads.find(here, upload.id) == upload
        found = await house.uploads.content(here, upload.id)
        assert found is not None
        assert found[0].sha256 == upload.normalised_sha256
        record = await house.uploads.hand_in(here, f"hand in {name}", upload.id, None)
        assert isinstance(record.payload, Uploaded)
        assert await house.uploads.hand_in(here, f"hand in {name}", upload.id, None) == record
        other = await house.engine.open(channel="web")
        with pytest.raises(NotPermitted):
            await house.uploads.hand_in(other.conversation_id, "m1", upload.id, None)
    stored = [path.read_bytes() for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert len(stored) >= 3
    assert all(not data.startswith((b"%PDF", b"\xff\xd8")) and pdf[:200] not in data for data in stored)


async def test_a_file_in_the_chat_is_answered_once(house: House) -> None:
    opened = await house.engine.open(channel="web")
    here = opened.conversation_id
    taken = await house.uploads.receive(here, "m1", File("a.pdf", sample("sample.pdf")))
    assert await house.uploads.receive(here, "m1", File("a.pdf", sample("sample.pdf"))) == taken
    refused = await house.uploads.receive(here, "m2", File("a.pdf", b"MZ no pdf at all"))
    assert isinstance(refused.payload, UploadRefused)
    assert refused.replies


async def test_erasing_destroys_key_and_files(house: House, tmp_path: Path) -> None:
    opened = await house.engine.open(channel="web")
    here = opened.conversation_id
    await house.engine.handle(here, "m1", Said("我想开个奶茶店"))
    await house.uploads.keep_document(here, "notice-1", b"%PDF shown")
    assert await house.uploads.document(here, "notice-1") == b"%PDF shown"
    picture = await house.uploads.keep_picture(here, b"png")
    assert await house.uploads.keep_picture(here, b"png") == picture
    record = await house.engine.handle(here, "m2", Said("删除我的数据"))
    await house.engine.handle(here, "m3", Chose(record.replies[-1].choices[0].id))
    await house.worker.settle()
    with pytest.raises(Erased):
        await house.engine.handle(here, "m4", Said("还在吗"))
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
    assert await house.probe.can_store()


def test_unsafe_settings_are_refused_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnsafeSettings) as refused:
        Settings(data=tmp_path, profile="production", workers=2).check()
    for named in ("YIZHENG_WORKERS", "YIZHENG_CLAMD", "YIZHENG_REGISTERS_URL", "YIZHENG_PUBLIC_URL"):
        assert named in str(refused.value)
    Settings(data=tmp_path).check()
    assert all(field.description for field in Settings.model_fields.values())
