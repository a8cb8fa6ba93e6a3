"""The staff pages served by a real server over a real engine, with accounts and one application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import orjson
import uvicorn
from fastapi import FastAPI
from sqlalchemy import select, update

from backoffice.cabinet import Cabinet
from backoffice.deeds import BackOffice
from backoffice.signed_documents import SignedDocuments
from bot.engine import Engine
from bot.inbound import system_clock
from dialogs.conversation import Channel, Conversation, ConversationId, Locale, Moment
from dialogs.exchange import Inbound, LookedUp, Lookup, Needs, Said, Turn, Unavailable
from dialogs.knowledge_in_force import Knowledge
from dialogs.start import new_conversation
from dialogs.turn import turn
from dialogs.world import World
from storage import people, tables
from storage.outbox import Job
from storage.people import Role
from storage.snapshot import Snapshots
from storage.store import Store, open_store
from tests.backoffice.application import AT, content_store, draft, sent, with_materials
from tests.backoffice.house import open_conversation
from tests.ports import unused_port
from web.assets import Assets
from web.security import SecurityHeaders
from web.staff.router import add_staff
from web.staff.site import StaffSite

PASSWORD = "correct horse battery staple"
SUBMITTED = ConversationId("c1")
ACCOUNTS: Sequence[tuple[str, Role, str | None]] = (
    ("周敏", "department", "market_regulation"),
    ("吴涛", "department", "market_regulation"),
    ("李工", "department", "fire_rescue"),
    ("郑洁", "department", "city_management"),
    ("王丽", "help_desk", None),
    ("陈晨", "help_desk", None),
    ("督办", "supervisor", None),
    ("知识", "knowledge_admin", None),
    ("管理", "system_admin", None),
    ("审计", "auditor", None),
)


class CityDialogue:
    """The real turn over the real pack."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    async def prepare(self, pack: str) -> None:
        """It is ready."""

    def begin(self, conversation_id: ConversationId, *, channel: Channel, locale: Locale, at: Moment) -> Conversation:
        return new_conversation(conversation_id, self._knowledge.name, channel=channel, locale=locale, at=at, salt="s")

    def take(self, conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
        return turn(conversation, inbound, World(self._knowledge, looked_up))


class SilentRegisters:
    """Registers that are all down."""

    async def answers(
        self, lookups: Sequence[Lookup], conversation: Conversation, inbound: Inbound
    ) -> Mapping[Lookup, LookedUp]:
        return {lookup: Unavailable() for lookup in lookups}


@dataclass(frozen=True, slots=True)
class CityPacks:
    """The one pack."""

    known: Knowledge

    async def knowledge(self, pack: str) -> Knowledge:
        return self.known

    async def in_force(self) -> Knowledge:
        return self.known


@dataclass(frozen=True, slots=True)
class StaffHouse:
    """The served pages, and what stands behind them."""

    url: str
    app: FastAPI
    site: StaffSite
    store: Store
    engine: Engine
    office: BackOffice
    clients: AsyncExitStack
    """Closes what `client` opened: sockets left to the collector are warnings in whatever test runs then."""

    async def waiting(self, *words: str) -> ConversationId:
        """An applicant who says these words, and then asks for a person."""
        opened = await self.engine.open(channel="web")
        for number, text in enumerate((*words, "人工")):
            await self.engine.handle(opened.conversation_id, f"m{number}", Said(text))
        return opened.conversation_id

    async def hand_over(self) -> None:
        """Puts the one application into the queues of its three departments."""
        await self.office.hand_over(Job("c1:1:0", SUBMITTED, "hand_over", {"revision": 1}, 1))

    async def deliver(self) -> None:
        """Does what lies in the outbox for the back office, as the worker does it."""
        deeds, box = self.office.deeds(), tables.outbox
        query = select(box).where(box.c.done_at.is_(None), box.c.kind.in_(deeds))
        for row in await self.store.read(lambda connection: connection.execute(query).all()):
            job = Job(row.id, ConversationId(row.conversation_id), row.kind, orjson.loads(row.body), 1)
            await deeds[row.kind](job)
            done = update(box).where(box.c.id == row.id).values(done_at=1)
            await self.store.write(lambda connection, done=done: connection.execute(done))

    def client(self) -> httpx.AsyncClient:
        """A browser without scripts."""
        opened = httpx.AsyncClient(base_url=self.url, headers={"Origin": self.url}, timeout=30)
        self.clients.push_async_callback(opened.aclose)
        return opened

    async def logged_in(self, name: str) -> StaffClient:
        """A member of staff with a session."""
        client = StaffClient(self.client())
        await client.log_in(name)
        return client


@dataclass(slots=True)
class StaffClient:
    """A member of staff who reads pages and sends their forms."""

    http: httpx.AsyncClient
    csrf: str = ""

    async def log_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        shown = await self.http.get("/staff/login")
        form = {"name": name, "password": password, "csrf": field_of(shown.text, "csrf"), "next": ""}
        answer = await self.http.post("/staff/login", data=form)
        if answer.status_code == 303:
            page = await self.http.get(answer.headers["location"], follow_redirects=True)
            self.csrf = field_of(page.text, "csrf")
        return answer

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=headers)

    async def post(
        self, path: str, form: Mapping[str, str | list[str]] | None = None, **headers: str
    ) -> httpx.Response:
        return await self.http.post(path, data={"csrf": self.csrf, **(form or {})}, headers=headers)


def field_of(html: str, name: str) -> str:
    """The value of the first hidden field of this name."""
    _, found, after = html.partition(f'name="{name}" value="')
    return after.partition('"')[0] if found else ""


@asynccontextmanager
async def staff_house(url: str, folder: Path, knowledge: Knowledge) -> AsyncGenerator[StaffHouse]:
    """Everything running; one application is sent, and not handed over yet."""
    async with open_store(url, folder / "keys" / "root.key") as store:
        engine = Engine(store, CityDialogue(knowledge), SilentRegisters(), clock=system_clock())
        cabinet = Cabinet(store, lambda seal: content_store(folder / "files", seal))
        site = StaffSite(engine, store, CityPacks(knowledge), cabinet)
        office = BackOffice(
            store,
            cabinet,
            SignedDocuments(cabinet, None, lambda: AT),
            engine.conversation,
            site.packs.knowledge,
            engine.handle,
            site.now_ms,
        )
        app = FastAPI(openapi_url=None)
        app.mount("/static", Assets(), name="static")
        app.add_middleware(SecurityHeaders)
        add_staff(app, site)
        await _add_accounts(store)
        await _submit(store, knowledge, folder)
        async with _served(app) as address, AsyncExitStack() as clients:
            yield StaffHouse(address, app, site, store, engine, office, clients)


async def _add_accounts(store: Store) -> None:
    password = await asyncio.to_thread(people.hash_password, PASSWORD)
    for name, role, department in ACCOUNTS:
        await store.write(
            lambda connection, name=name, role=role, department=department: people.add(
                connection,
                name=name,
                password_hash=password,
                role=role,
                department=department,
                at="2026-11-24T00:00:00Z",
            )
        )


async def _submit(store: Store, knowledge: Knowledge, folder: Path) -> None:
    """The stored conversation must be the signed one, and its files need its key first: so it is stored twice over."""
    drafted = draft(SUBMITTED, knowledge)
    seal = await open_conversation(store, drafted)
    full = sent(await with_materials(drafted, knowledge, store, seal, folder / "files"), knowledge)
    later = replace(full, version=1)
    body = seal.seal(f"conversations/body/{later.id}/1", Snapshots().json(later))
    columns = {"body": body, "reference": "2026-1124-0007"}
    change = update(tables.conversations).where(tables.conversations.c.id == later.id).values(**columns)
    await store.write(lambda connection: connection.execute(change))


@asynccontextmanager
async def _served(app: FastAPI) -> AsyncGenerator[str]:
    port = unused_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="none"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            await serving
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving
