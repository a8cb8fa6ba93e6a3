"""The ground that engine benchmarks stand on (压测环境): the real engine and turn over a database file of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy

from bench.applicants import Registers
from bot.dialogue import PackDialogue
from bot.engine import Engine
from bot.inbound import system_clock
from bot.packs import Packs
from dialogs.conversation import Conversation
from dialogs.exchange import Inbound, LookedUp, Lookup, Needs, Turn
from dialogs.knowledge_in_force import Knowledge
from knowledge.load import CITY
from storage.connect import write_engine
from storage.store import Store, open_store
from storage.turn_rows import TurnWrite
from storage.writer import Writer


class NotingWriter(Writer):
    """The writer, which also notes the rows of every turn, so that others can be measured by the same rows."""

    def __init__(self, engine: sqlalchemy.Engine) -> None:
        super().__init__(engine)
        self.noted: list[TurnWrite] = []

    def store_turn(self, turn: TurnWrite) -> asyncio.Future[None]:
        """As ever, and noted."""
        self.noted.append(turn)
        return super().store_turn(turn)


@dataclass(frozen=True, slots=True)
class TurnAhead:
    """A conversation and what came in: all that a turn is taken from."""

    before: Conversation
    inbound: Inbound


class NotingDialogue(PackDialogue):
    """The dialogue, which also notes what every turn was taken from, so that others can take the same turns."""

    def __init__(self, packs: Packs) -> None:
        super().__init__(packs)
        self.noted: list[TurnAhead] = []

    def take(self, conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
        """As ever, and noted."""
        outcome = super().take(conversation, inbound, looked_up)
        if isinstance(outcome, Turn):
            self.noted.append(TurnAhead(conversation, inbound))
        return outcome


@dataclass(frozen=True, slots=True)
class Ground:
    """An engine with its storage and knowledge."""

    engine: Engine
    store: Store
    knowledge: Knowledge
    packs: Packs = field(repr=False)
    writer: NotingWriter = field(repr=False)
    dialogue: NotingDialogue = field(repr=False)

    def take_noted(self) -> tuple[list[TurnAhead], list[TurnWrite]]:
        """What the turns since the last call were taken from, and their rows."""
        turns, self.dialogue.noted = self.dialogue.noted, []
        rows, self.writer.noted = self.writer.noted, []
        return turns, rows


@asynccontextmanager
async def open_ground(folder: Path, *, pack: Path = CITY) -> AsyncGenerator[Ground]:
    """The engine on a fresh SQLite file in the folder, with a pack published and ready."""
    url = database_url(folder)
    async with open_store(url, folder / "root.key") as store:
        connecting = write_engine(url)
        writer = NotingWriter(connecting)
        noting = replace(store, writer=writer)
        try:
            packs = Packs(noting)
            await packs.publish_first(pack)
            dialogue = NotingDialogue(packs)
            engine = Engine(noting, dialogue, Registers(), clock=system_clock())
            yield Ground(engine, noting, packs.current(), packs, writer, dialogue)
        finally:
            await writer.close()
            connecting.dispose()


def database_url(folder: Path) -> str:
    """The database of a ground."""
    return f"sqlite:///{folder / 'yizheng.db'}"
