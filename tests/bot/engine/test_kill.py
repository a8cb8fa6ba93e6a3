"""kill -9 at random moments: what was acknowledged is there, once and unaltered; and the checker would notice."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dialogs.conversation import ConversationId
from dialogs.exchange import Said
from storage import conversations
from storage.store import Store, open_store
from storage.turns import TurnRecord, turns_after
from tests.bot.engine.crashing import BUGS

ROOT = Path(__file__).parents[3]
KILLS = 10
ROUNDS = 6
"""Of some kills each; where one falls is chance."""


@dataclass
class Findings:
    """What the checker found wrong."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])
    altered: list[str] = field(default_factory=list[str])
    out_of_order: list[str] = field(default_factory=list[str])


async def run_until_killed(url: str, key_file: Path, turn: int, bug: str) -> list[list[str | int | None]]:
    """The lines that a process told before it was killed at a random moment of its work."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.engine.crashing", url, str(key_file), str(turn), bug,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    lines = [await asyncio.wait_for(process.stdout.readline(), 60)]
    wanted = random.randint(1, 400)
    while len(lines) < wanted and lines[-1]:
        lines.append(await process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    lines.extend((await process.stdout.read()).splitlines(keepends=True))
    assert await process.wait() == -signal.SIGKILL
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


async def check(store: Store, told: list[list[str | int | None]]) -> Findings:
    """Compares what clients were told with what is stored."""
    findings = Findings(acknowledged=len(told))
    stored: dict[str, dict[str, TurnRecord]] = {}
    for conversation_id in {str(line[0]) for line in told}:
        records = await all_turns(store, ConversationId(conversation_id))
        if [record.seq for record in records] != list(range(1, len(records) + 1)):
            findings.out_of_order.append(conversation_id)
        stored[conversation_id] = {record.message_id: record for record in records}
        said = Counter(record.payload.text for record in records if isinstance(record.payload, Said))
        findings.doubled.extend(text for text, count in said.items() if count > 1)
    for conversation_id, message_id, text, seq, reply in told:
        record = stored[str(conversation_id)].get(str(message_id))
        if record is None:
            findings.lost.append(str(message_id))
        elif record.said != text or seq not in (None, record.seq) or reply not in (None, record.replies[0].text):
            findings.altered.append(str(message_id))
    return findings


async def all_turns(store: Store, conversation_id: ConversationId) -> list[TurnRecord]:
    kept = await store.read(lambda connection: conversations.load(connection, store.keyring, conversation_id))
    assert kept is not None
    found = await store.read(lambda connection: turns_after(connection, kept.seal, conversation_id, limit=1_000_000))
    assert kept.conversation.version == len(found)
    return found


async def kill_and_check(url: str, key_file: Path, *, kills: int, bug: str = "") -> Findings:
    told: list[list[str | int | None]] = []
    for turn in range(kills):
        told.extend(await run_until_killed(url, key_file, turn, bug))
    async with open_store(url, key_file) as store:
        return await check(store, told)


@pytest.mark.slow
async def test_what_was_acknowledged_survives_kill_9(database_url: str, tmp_path: Path) -> None:
    findings = await kill_and_check(database_url, tmp_path / "root.key", kills=KILLS)
    assert findings == Findings(findings.acknowledged)
    assert findings.acknowledged > 10 * KILLS


@pytest.mark.slow
@pytest.mark.parametrize("bug", BUGS)
async def test_the_checker_catches_a_planted_bug(sqlite_url: str, tmp_path: Path, bug: str) -> None:
    caught: list[object] = []
    for _ in range(ROUNDS):
        findings = await kill_and_check(sqlite_url, tmp_path / "root.key", kills=3, bug=bug)
        caught += {
            "acknowledged_before_commit": findings.lost,
            "doubled": findings.doubled,
            "altered": findings.altered,
        }[bug]
        if caught:
            break
    assert caught
