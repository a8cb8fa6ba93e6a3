"""The checker finds what it is there for: bugs planted in a copy of a database make it speak, the true one does not."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, update

from bench.ground import open_ground
from bench.runs import scripts_of
from dialogs.conversation import ConversationId
from dialogs.exchange import Reply, Said
from storage import conversations
from storage.connect import write_engine
from storage.keys import Seal, keyring_from
from storage.tables import turns
from storage.turns import turn_row, turns_after
from tests.durability.journal import Entry, Journal, Sent, faults

Plant = Callable[[Connection, ConversationId, Seal], None]


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation that was held: where its database lies, and what its client remembers."""

    folder: Path
    journal: Journal

    @property
    def id(self) -> ConversationId:
        return ConversationId(self.journal.conversation)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return asyncio.run(_hold(tmp_path_factory.mktemp("held")))


async def _hold(folder: Path) -> Held:
    async with open_ground(folder) as ground:
        opened = await ground.engine.open(channel="web")
        journal = Journal(opened.conversation_id, opened.token, opened.record.as_turn())
        texts = [said.text for said in next(scripts_of(ground.knowledge)) if isinstance(said, Said)]
        for number, text in enumerate(texts[:6]):
            record = await ground.engine.handle(opened.conversation_id, f"m{number}", Said(text))
            journal.sent.append(Sent(f"m{number}", {"text": text}, record.as_turn()))
    return Held(folder, journal)


def test_the_true_database_keeps_every_promise(held: Held, tmp_path: Path) -> None:
    assert faults(held.journal, _read_after(_nothing, held, tmp_path)) == []


def test_a_turn_that_was_acknowledged_before_its_commit_is_missed(held: Held, tmp_path: Path) -> None:
    found = faults(held.journal, _read_after(_lose_the_last, held, tmp_path))
    assert any("m5 was acknowledged and is not there" in fault for fault in found)


def test_a_lost_turn_in_the_middle_is_missed(held: Held, tmp_path: Path) -> None:
    found = faults(held.journal, _read_after(_lose_the_third, held, tmp_path))
    assert any("not numbered without gaps" in fault for fault in found)


def test_a_turn_that_was_taken_twice_is_noticed(held: Held, tmp_path: Path) -> None:
    transcript = _read_after(_double_the_last, held, tmp_path)
    assert any("m5 again was never sent" in fault for fault in faults(held.journal, transcript))
    under_one_id = [{**entry, "id": entry["id"] and entry["id"].removesuffix(" again")} for entry in transcript]
    assert any("m5 is there 2 times" in fault for fault in faults(held.journal, under_one_id))


def test_altered_words_are_noticed(held: Held, tmp_path: Path) -> None:
    found = faults(held.journal, _read_after(_alter_the_words, held, tmp_path))
    assert any("m5 was altered" in fault for fault in found)


def test_an_altered_answer_is_noticed(held: Held, tmp_path: Path) -> None:
    found = faults(held.journal, _read_after(_alter_the_answer, held, tmp_path))
    assert any("the answer to m5 was altered" in fault for fault in found)


def test_a_message_that_was_never_acknowledged_may_be_there_or_not(held: Held, tmp_path: Path) -> None:
    *before, last = held.journal.sent
    unsure = replace(held.journal, sent=[*before, replace(last, acknowledged=None)])
    assert faults(unsure, _read_after(_nothing, held, tmp_path / "there")) == []
    assert faults(unsure, _read_after(_lose_the_last, held, tmp_path / "lost")) == []


# --- planting --------------------------------------------------------------------------------------------------------


def _read_after(plant: Plant, held: Held, folder: Path) -> list[Entry]:
    """The transcript out of a copy of the database in which something was planted."""
    shutil.copytree(held.folder, folder / "copy")
    engine = write_engine(f"sqlite:///{folder / 'copy' / 'yizheng.db'}")
    keyring = keyring_from(folder / "copy" / "root.key")
    try:
        with engine.connect() as connection:
            kept = conversations.load(connection, keyring, held.id)
            assert kept is not None
            plant(connection, held.id, kept.seal)
            return [entry for record in turns_after(connection, kept.seal, held.id) for entry in record.entries()]
    finally:
        engine.dispose()


def _nothing(connection: Connection, id: ConversationId, seal: Seal) -> None:
    pass


def _lose_the_last(connection: Connection, id: ConversationId, seal: Seal) -> None:
    connection.execute(delete(turns).where(turns.c.message_id == "m5"))


def _lose_the_third(connection: Connection, id: ConversationId, seal: Seal) -> None:
    connection.execute(delete(turns).where(turns.c.message_id == "m2"))


def _double_the_last(connection: Connection, id: ConversationId, seal: Seal) -> None:
    last = turns_after(connection, seal, id)[-1]
    again = replace(last, seq=last.seq + 1, message_id=f"{last.message_id} again")
    connection.execute(insert(turns).values(**turn_row(again, seal)))


def _alter_the_words(connection: Connection, id: ConversationId, seal: Seal) -> None:
    last = turns_after(connection, seal, id)[-1]
    row = turn_row(replace(last, said=f"{last.said}?"), seal)
    connection.execute(update(turns).where(turns.c.message_id == "m5").values(body=row["body"]))


def _alter_the_answer(connection: Connection, id: ConversationId, seal: Seal) -> None:
    last = turns_after(connection, seal, id)[-1]
    row = turn_row(replace(last, replies=(*last.replies, Reply("?"))), seal)
    connection.execute(update(turns).where(turns.c.message_id == "m5").values(body=row["body"]))
