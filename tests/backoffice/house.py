"""A back office on a real store, where turns are noted instead of taken: the engine has tests of its own."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path

import orjson
from sqlalchemy import select, update

from backoffice import returns, slices
from backoffice.cabinet import Cabinet
from backoffice.deeds import BackOffice
from backoffice.envelope import PointDraft
from backoffice.identity import PackageId, SliceId
from backoffice.returns import Decider
from backoffice.signed_documents import SignedDocuments
from backoffice.slices import SliceRecord
from dialogs.conversation import Conversation, ConversationId
from dialogs.exchange import Inbound, Payload, Started, Turn
from dialogs.knowledge_in_force import Knowledge
from storage import tables
from storage.conversations import Opening, store_opening
from storage.keys import Seal
from storage.outbox import Job
from storage.store import Store, open_store
from storage.turns import fingerprint, record_of
from tests.backoffice.application import AT, content_store, draft, sent, with_materials

CONVERSATION = ConversationId("c1")
PACKAGE = PackageId(CONVERSATION)
MARKET, FIRE, CITY = "market_regulation", "fire_rescue", "city_management"


@dataclass
class House:
    """One application and the back office that handles it."""

    store: Store
    folder: Path
    knowledge: Knowledge
    seal: Seal
    conversation: Conversation
    now: int = 1_000
    told: list[tuple[str, Payload]] = field(default_factory=list[tuple[str, Payload]])
    keys: count[int] = field(default_factory=lambda: count(1))

    @property
    def office(self) -> BackOffice:
        cabinet = Cabinet(self.store, lambda seal: content_store(self.folder, seal))
        return BackOffice(
            self.store,
            cabinet,
            SignedDocuments(cabinet, None, lambda: AT),
            self._conversation,
            self._knowledge,
            self._tell,
            lambda: self.now,
        )

    async def hand_over(self) -> None:
        """The effect of sending the application, as the worker does it."""
        assert self.conversation.submission is not None
        body = {"revision": self.conversation.submission.revision}
        await self.office.hand_over(Job("c1:1:0", CONVERSATION, "hand_over", body, 1))

    async def send_again(self, changes: dict[str, float | str]) -> None:
        """The applicant corrects and sends the next revision."""
        assert self.conversation.submission is not None
        revision = self.conversation.submission.revision + 1
        changed = draft(CONVERSATION, self.knowledge, changes)
        kept = {code: answer for code, answer in self.conversation.answers.items() if code not in changes}
        later = replace(changed, answers={**changed.answers, **kept}, materials=self.conversation.materials)
        self.conversation = sent(later, self.knowledge, revision=revision)
        await self.hand_over()

    async def accept(self, department: str, revision: int = 1, by: str = "周敏") -> None:
        keyring, wanted = self.store.keyring, SliceId(PACKAGE, department, revision)
        await self.store.write(lambda connection: returns.accept(connection, keyring, wanted, self.decider(by)))

    async def give_back(self, department: str, *points: PointDraft, revision: int = 1, by: str = "周敏") -> None:
        keyring, wanted = self.store.keyring, SliceId(PACKAGE, department, revision)
        await self.store.write(
            lambda connection: returns.give_back_with_points(connection, keyring, wanted, points, self.decider(by))
        )

    def decider(self, by: str) -> Decider:
        return Decider(by, AT, self.now, lambda: f"k{next(self.keys)}")

    async def slice(self, department: str, revision: int = 1) -> SliceRecord:
        keyring, wanted = self.store.keyring, SliceId(PACKAGE, department, revision)
        found = await self.store.read(lambda connection: slices.find(connection, keyring, wanted))
        assert found is not None
        return found

    async def states(self) -> dict[str, str]:
        """The state of every slice, by department/revision."""
        query = select(tables.slices.c.id, tables.slices.c.state)
        rows = await self.store.read(lambda connection: connection.execute(query).all())
        return {row.id.partition("/")[2]: row.state for row in rows}

    async def deliver(self) -> None:
        """Does what lies in the outbox, as the worker does it; done rows are marked."""
        query = select(tables.outbox).where(tables.outbox.c.done_at.is_(None))
        rows = await self.store.read(lambda connection: connection.execute(query).all())
        for row in rows:
            await self.office.deeds()[row.kind](Job(row.id, CONVERSATION, row.kind, orjson.loads(row.body), 1))
            done = update(tables.outbox).where(tables.outbox.c.id == row.id).values(done_at=self.now)
            await self.store.write(lambda connection, done=done: connection.execute(done))

    async def _conversation(self, conversation_id: ConversationId) -> Conversation:
        assert conversation_id == CONVERSATION
        return self.conversation

    async def _knowledge(self, pack: str) -> Knowledge:
        assert pack == self.knowledge.name
        return self.knowledge

    async def _tell(self, conversation_id: ConversationId, message_id: str, payload: Payload) -> None:
        assert conversation_id == CONVERSATION
        if message_id not in [known for known, _ in self.told]:
            self.told.append((message_id, payload))


@asynccontextmanager
async def house(url: str, folder: Path, knowledge: Knowledge, *, scan: str = "clean") -> AsyncGenerator[House]:
    """A house with one application for three departments, signed and sent, not handed over yet."""
    async with open_store(url, folder / "keys" / "root.key") as store:
        seal = await open_conversation(store, draft(CONVERSATION, knowledge))
        full = await with_materials(draft(CONVERSATION, knowledge), knowledge, store, seal, folder / "files", scan=scan)
        yield House(store, folder / "files", knowledge, seal, sent(full, knowledge))


async def open_conversation(store: Store, conversation: Conversation, token: str = "token") -> Seal:
    """Stores a conversation as it is, with its key."""
    seal, wrapped = store.keyring.new_data_key(conversation.id)
    inbound = Inbound("start", AT, date(2026, 11, 24), Started())
    record = record_of(conversation.id, 1, inbound, Turn(conversation, ()), "", fingerprint(Started()))
    opening = Opening(conversation, seal, wrapped, f"{token}-{conversation.id}", record)
    await store.write(lambda connection: store_opening(connection, store.keyring, opening))
    return seal


def about_fact(code: str, text: str = "请核对") -> PointDraft:
    return PointDraft("fact", code, text)


def points(payloads: Sequence[tuple[str, Payload]]) -> list[Payload]:
    return [payload for _, payload in payloads]
