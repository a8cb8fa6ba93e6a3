"""What is handed over, decided and withdrawn is on record, each once, in one chain."""

from __future__ import annotations

import json
from pathlib import Path

from backoffice.handover import withdraw
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.chain import Entry
from storage import journal
from storage.journal import journal_key
from storage.journal_check import Against, check_journal
from tests.backoffice.house import CITY, CONVERSATION, FIRE, MARKET, House, about_fact, house


async def on_record(here: House) -> list[Entry]:
    key = journal_key(here.store.keyring)
    report = await here.store.read(lambda connection: check_journal(connection, Against(key)))
    assert report.ok
    return await here.store.read(lambda connection: list(journal.entries(connection)))


async def test_the_way_of_a_package_is_on_record(database_url: str, tmp_path: Path, knowledge: Knowledge) -> None:
    async with house(database_url, tmp_path, knowledge) as here:
        await here.hand_over()
        await here.hand_over()  # done again: nothing new happens, and nothing new is noted
        await here.accept(MARKET, by="周敏")
        await here.give_back(CITY, about_fact("sign_text", "canary-请核对"), by="李工")
        await withdraw(here.store, CONVERSATION, here.now)
        entries = await on_record(here)
        kinds = [entry.kind for entry in entries]
        assert kinds == ["handed_over"] * 3 + ["slice_accepted", "slice_returned"] + ["slice_withdrawn"] * 3
        handed = {json.loads(entry.details)["slice"]: json.loads(entry.details)["sha256"] for entry in entries[:3]}
        for department in (MARKET, FIRE, CITY):
            record = await here.slice(department)
            assert handed[str(record.id)] == record.correspondence.envelope.sha256
        accepted, returned = (json.loads(entry.details) for entry in entries[3:5])
        assert accepted["staff"] != returned["staff"]
        assert returned["points"] == 1
        text = "".join(entry.details for entry in entries)
        assert not [word for word in ("周敏", "李工", "canary") if word in text]
