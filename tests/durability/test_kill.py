"""The server is killed again and again while applicants talk: what was acknowledged stays, and nothing happens twice."""

from __future__ import annotations

import asyncio
import random
import subprocess
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest

from bench.applicants import BUSINESSES
from bench.served import free_port, serve, wait_until_ready
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack
from tests.durability.journal import faults
from tests.durability.processes import end, wait_until_gone, with_children
from tests.durability.talking import Talker

HOUSES = 2
"""Servers with a database each, side by side: most of the time goes into starting again."""
TALKERS = 100
MESSAGES = 10
KILLS = 25
LIMIT_S = 480


@dataclass(slots=True)
class House:
    """A server that is killed at random while its clients talk, and started again over the same data."""

    data: Path
    random: random.Random
    port: int = field(default_factory=free_port)
    left: int = TALKERS * MESSAGES
    kills: int = 0
    is_up: asyncio.Event = field(default_factory=asyncio.Event)
    process: subprocess.Popen[bytes] | None = None
    _enough: asyncio.Event = field(default_factory=asyncio.Event)
    _until: int = 0

    def acknowledged(self) -> None:
        """A client got an answer."""
        self.left -= 1
        if self.left <= self._until:
            self._enough.set()

    async def start(self) -> None:
        """Starts the server; returns once it stores turns."""
        self.process = serve(self.data, self.port)
        await asyncio.to_thread(wait_until_ready, self.process, self.data, self.port)
        self.is_up.set()

    async def kill_again_and_again(self) -> None:
        """Lets some turns be taken, kills, starts again."""
        while self.kills < KILLS:
            mean = self.left // (KILLS - self.kills + 1)
            self._until = max(0, self.left - self.random.randint(1, max(1, 2 * mean - 1)))
            self._enough.clear()
            if self.left > self._until:  # those who talk faster than they are killed are through before the last kill
                await self._enough.wait()
            await asyncio.sleep(self.random.uniform(0, 0.004))  # anywhere between two commits
            self.is_up.clear()
            await asyncio.to_thread(self.kill)
            self.kills += 1
            await self.start()

    def kill(self) -> None:
        """Without any goodbye."""
        assert self.process is not None
        everybody = with_children(self.process.pid)
        self.process.kill()
        self.process.wait()
        wait_until_gone(everybody)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(CITY)[0]


@pytest.mark.slow
async def test_every_acknowledged_turn_survives_fifty_kills_and_none_is_doubled(tmp_path: Path, pack: Pack) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")  # shown when it fails
    houses: list[House] = []
    for number in range(HOUSES):
        data = tmp_path / f"house-{number}"
        data.mkdir()
        houses.append(House(data, random.Random(seed + number)))
    try:
        async with asyncio.timeout(LIMIT_S):
            outcomes = await asyncio.gather(*(_life(house, pack) for house in houses))
    finally:
        for house in houses:
            if house.process is not None:
                end(house.process)
    assert [fault for outcome in outcomes for fault in outcome] == []
    assert sum(house.kills for house in houses) == 50


async def _life(house: House, pack: Pack) -> list[str]:
    """Everything that was broken in one house."""
    await house.start()
    talkers = [
        Talker(house.port, f"127.0.2.{number + 1}", business, pack, house.acknowledged, house.is_up)
        for number, business in zip(range(TALKERS), cycle(BUSINESSES), strict=False)
    ]
    await asyncio.gather(house.kill_again_and_again(), *(talker.talk(MESSAGES) for talker in talkers))
    found: list[str] = []
    for talker in talkers:
        assert talker.journal is not None
        assert all(sent.acknowledged for sent in talker.journal.sent)
        found.extend(faults(talker.journal, await talker.transcript()))
        talker.hang_up()
    assert any(talker.resent for talker in talkers), "no kill met anybody in the middle of a message"
    return found
