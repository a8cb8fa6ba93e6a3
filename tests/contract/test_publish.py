"""A pack that is put in force counts at once for conversations that begin, in a server that runs already."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Connection

from bot.packs import Packs
from dialogs.knowledge_in_force import work_out_plans
from knowledge.load import CITY, load_pack
from storage import packs
from storage.store import open_store


async def test_a_running_server_follows_at_once(sqlite_url: str, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(CITY, changed)
    facts = changed / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("要卖香烟", "请问要卖香烟"), encoding="utf-8")
    async with open_store(sqlite_url, tmp_path / "keys" / "root.key") as store:
        running = Packs(store)
        await running.publish_first(CITY)
        before = running.current()
        await running.follow()
        assert running.current() is before
        pack, _ = load_pack(changed)
        plans = work_out_plans(pack)

        def publish(connection: Connection) -> None:
            packs.publish(
                connection, sha256=pack.sha256(), canonical=pack.canonical(), plans=plans, at="2026-11-24T03:00:00Z"
            )

        await store.write(publish)
        await running.follow()
        assert running.current().name == pack.sha256()
        assert (await running.knowledge(before.name)) is before
