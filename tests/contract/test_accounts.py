"""`yizheng user` takes the data folder like every command, and processes that start together make the accounts once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.main import program
from knowledge.pack import Pack
from storage import people
from storage.store import open_store
from web.staff.demonstration import OFFICES, make_demonstration_accounts


@pytest.mark.parametrize(
    "words",
    [
        ["user", "add", "王丽", "--role", "help_desk", "--password-stdin", "--data", "DATA"],
        ["--data", "DATA", "user", "add", "王丽", "--role", "help_desk", "--password-stdin"],
    ],
    ids=["behind", "in front"],
)
def test_the_data_folder_may_stand_behind_the_account(tmp_path: Path, words: list[str]) -> None:
    data = str(tmp_path / "d")
    added = CliRunner().invoke(
        program, [data if word == "DATA" else word for word in words], input="long-enough-word\n"
    )
    assert added.exit_code == 0, added.output
    listed = CliRunner().invoke(program, ["user", "list", "--data", data])
    assert listed.output == "王丽\thelp_desk\n"


async def test_two_processes_that_start_at_once_make_the_accounts_once(
    database_url: str, tmp_path: Path, pack: Pack
) -> None:
    key = tmp_path / "keys" / "root.key"
    async with open_store(database_url, key) as one, open_store(database_url, key) as other:
        made = await asyncio.gather(
            *(make_demonstration_accounts(store, pack, tmp_path, "2026-11-24T03:00:00Z") for store in (one, other))
        )
        names = [person.name for person in await one.read(people.everybody)]
    assert sorted(map(bool, made)) == [False, True]
    assert len(names) == len(set(names)) >= len(OFFICES)
