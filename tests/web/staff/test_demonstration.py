"""Demonstration accounts: each with a password of its own, made once, told once."""

from __future__ import annotations

import stat
from pathlib import Path

from dialogs.knowledge_in_force import Knowledge
from storage import people
from storage.store import open_store
from web.staff.demonstration import FILE, make_demonstration_accounts

AT = "2026-11-24T00:00:00Z"


async def test_the_first_start_makes_accounts_and_later_ones_none(
    sqlite_url: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    async with open_store(sqlite_url, tmp_path / "keys" / "root.key") as store:
        made = await make_demonstration_accounts(store, knowledge.pack, tmp_path, AT)
        again = await make_demonstration_accounts(store, knowledge.pack, tmp_path, AT)
        stored = await store.read(people.everybody)
    assert again == ()
    assert {account.name for account in made} == {person.name for person in stored}
    assert len({account.password for account in made}) == len(made)
    departments = {permit.department for permit in knowledge.pack.permits.values()}
    assert {account.department for account in made if account.role == "department"} == departments
    path = tmp_path / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").splitlines() == [account.line() for account in made]


async def test_accounts_that_are_there_are_left_alone(sqlite_url: str, tmp_path: Path, knowledge: Knowledge) -> None:
    async with open_store(sqlite_url, tmp_path / "keys" / "root.key") as store:
        await store.write(
            lambda connection: people.add(
                connection, name="zhou", password_hash="x", role="auditor", department=None, at=AT
            )
        )
        assert await make_demonstration_accounts(store, knowledge.pack, tmp_path, AT) == ()
    assert not (tmp_path / FILE).exists()
