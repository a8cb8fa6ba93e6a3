"""The house (装配): everything one process needs, built from the settings, opened and closed in order; no globals."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from backoffice.cabinet import Cabinet
from backoffice.deeds import BackOffice
from backoffice.licensing import Licensing
from backoffice.signed_documents import SignedDocuments
from bot.anchoring import Anchoring
from bot.collector import give_back
from bot.deeds import Housekeeping
from bot.dialogue import Lookups, PackDialogue
from bot.engine import Engine
from bot.inbound import Clock, system_clock
from bot.lookups import OutsideWorld
from bot.packs import Packs
from bot.photos import LicencePhotos
from bot.registers.demonstration import DemonstrationRealName, DemonstrationRegister, put_demonstration_rows
from bot.registers.http import HttpRealName, HttpRegister, http_client
from bot.registers.port import REGISTERS
from bot.retention import Retention
from bot.settings import Settings, UnsafeSettings
from bot.signing import office_seal, office_signer
from bot.uploads import Uploads, contents_under
from bot.worker import Worker
from errors import IntakeError
from files.clamd import ClamdScanner, clamd_address
from files.photo_reader import PhotoReader, can_read_photos
from files.sandbox import Examiner
from files.scanner import Scanner, StructuralScanner
from knowledge.load import CITY
from storage import counters, outbox
from storage.anchors import anchor_key
from storage.connect import keeps_through_power_cuts
from storage.store import Store, open_store

log = logging.getLogger(__name__)

PUSHES_TO = frozenset({"telegram"})
REFRESH_S = 2.0
SCAN_S = 30.0
SPARE_S = 60.0
"""What is learnt when a fact is first asked takes memory for a moment that the library keeps: a tenth of what stays."""
TIDY_S = 3600.0
RETENTION_S = 24 * 3600.0
RETENTION_FIRST_S = 60.0
ANCHOR_S = 3600.0
ANCHOR_FIRST_S = 5.0
DONE_KEPT_MS = 30 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class House:
    """What pages and channels are built on."""

    settings: Settings
    clock: Clock
    store: Store
    packs: Packs
    engine: Engine
    worker: Worker
    uploads: Uploads
    cabinet: Cabinet
    documents: SignedDocuments
    licensing: Licensing
    probe: Probe = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "probe", Probe(self.store))


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether turns can be stored now (就绪探针)."""

    store: Store

    async def can_store(self) -> bool:
        """Writes and commits something of no meaning."""
        try:
            await self.store.write(_probe)
        except IntakeError:
            return False
        return True


def _probe(connection: Connection) -> int:
    return counters.draw(connection, "probe")


@asynccontextmanager
async def open_house(settings: Settings, *, clock: Clock | None = None, city: Path = CITY) -> AsyncGenerator[House]:
    """The house of a process; on the first start with key, tables, the pack of `city` and the demonstration rows.

    Raises UnsafeSettings, UnsafeDatabase, KeyProblem, PackError or StorageUnavailable when it must not open.
    """
    settings.check()
    clock = clock or system_clock()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database(), settings.root_key()))
        if settings.profile == "production" and not await store.read(keeps_through_power_cuts):
            raise UnsafeSettings("Not started. PostgreSQL has fsync = off: turn it on, or a power cut loses answers.")
        packs = Packs(store)
        await packs.publish_first(city)
        lookups = await stack.enter_async_context(_outside(settings, store, clock, city))
        dialogue = PackDialogue(packs, abroad=settings.abroad_channels, reads_photos=can_read_photos())
        engine = Engine(store, dialogue, lookups, clock=clock, pushes_to=PUSHES_TO)
        contents = contents_under(settings.data.resolve() / "files")
        examiner = Examiner()
        stack.push_async_callback(examiner.close)
        scanner = _scanner(settings)
        uploads = Uploads(store, engine, packs, examiner=examiner, scanner=scanner, contents=contents, clock=clock)
        cabinet = Cabinet(store, contents)
        signer, seal = await asyncio.to_thread(
            lambda: (office_signer(settings, datetime.now(UTC)), office_seal(settings))
        )
        licensing = Licensing(
            store,
            contents,
            await asyncio.to_thread(anchor_key, settings.licence_signing_key()),
            signer,
            lambda: clock.read()[0],
            settings.address(),
            seal,
            settings.data.resolve() / "revocations.txt",
        )
        documents = SignedDocuments(cabinet, signer, lambda: clock.read()[0], seal, licensing.receipt_link)
        office = BackOffice(
            store, cabinet, documents, engine.conversation, packs.knowledge, engine.handle, lambda: clock.read()[2]
        )
        housekeeping = Housekeeping(store, engine, packs, uploads, contents, clock)
        reader = PhotoReader(limit_s=settings.photo_limit_s)
        stack.push_async_callback(reader.close)
        photos = LicencePhotos(engine, packs, uploads, reader, limit_s=settings.photo_limit_s)
        deeds = {**housekeeping.deeds(), **office.deeds(), **photos.deeds()}
        worker = Worker(store, deeds, clock=clock, news=engine.effects_stored)
        await stack.enter_async_context(_working(worker))
        anchoring = Anchoring(store, clock, settings.anchor_signing_key(), settings.anchors(), settings.anchor_copies)
        stack.push_async_callback(_anchored_at_the_end, anchoring)
        retention = Retention(store, engine, clock, settings.draft_kept_days, PUSHES_TO)
        for chore in _chores(packs, uploads, retention, anchoring):
            await stack.enter_async_context(_repeated(chore))
        yield House(settings, clock, store, packs, engine, worker, uploads, cabinet, documents, licensing)


@asynccontextmanager
async def _outside(settings: Settings, store: Store, clock: Clock, city: Path) -> AsyncGenerator[Lookups]:
    limit_s = settings.registers_limit_s
    if not settings.registers_url:
        await put_demonstration_rows(store, city)
        registers = {name: DemonstrationRegister(store, name) for name in REGISTERS}
        yield OutsideWorld(store, registers, DemonstrationRealName(store), clock=clock, limit_s=limit_s)
        return
    token = settings.registers_token.get_secret_value() if settings.registers_token is not None else ""
    async with http_client(token=token, limit_s=limit_s) as client:
        registers = {name: HttpRegister(client, settings.registers_url, name) for name in REGISTERS}
        real_name = HttpRealName(client, settings.registers_url)
        yield OutsideWorld(store, registers, real_name, clock=clock, limit_s=limit_s)


def _scanner(settings: Settings) -> Scanner:
    scanner: Scanner = ClamdScanner(clamd_address(settings.clamd)) if settings.clamd else StructuralScanner()
    if settings.profile == "production" and not scanner.knows_viruses:
        raise UnsafeSettings("Not started. YIZHENG_CLAMD: files must be scanned; name a clamd.")
    return scanner


@dataclass(frozen=True, slots=True)
class _Chore:
    """Something done again and again; `first_s` after the start for the first time."""

    name: str
    first_s: float
    every_s: float
    do: Callable[[], Awaitable[object]]


def _chores(packs: Packs, uploads: Uploads, retention: Retention, anchoring: Anchoring) -> list[_Chore]:
    store, clock = retention.store, retention.clock

    async def tidy() -> None:
        before_ms = clock.read()[2] - DONE_KEPT_MS
        await store.write(lambda connection: outbox.clear_done(connection, before_ms=before_ms))

    async def spare() -> None:
        await asyncio.to_thread(give_back)

    return [
        _Chore("spare", SPARE_S, SPARE_S, spare),
        _Chore("refresh", REFRESH_S, REFRESH_S, packs.refresh),
        _Chore("scan", SCAN_S, SCAN_S, uploads.scan_pending),
        _Chore("tidy", TIDY_S, TIDY_S, tidy),
        _Chore("anchor", ANCHOR_FIRST_S, ANCHOR_S, anchoring.anchor_if_due),
        # soon after the start as well: a process that is started anew every day never gets to the end of one
        _Chore("retention", RETENTION_FIRST_S, RETENTION_S, retention.keep),
    ]


async def _anchored_at_the_end(anchoring: Anchoring) -> None:
    """A process that runs for less than a chore's round leaves an anchor all the same."""
    try:
        await anchoring.anchor_if_due()
    except IntakeError as down:
        log.warning("anchor: %s", type(down).__name__)


@asynccontextmanager
async def _working(worker: Worker) -> AsyncGenerator[None]:
    running = asyncio.create_task(worker.run(), name="yizheng-worker")
    try:
        yield
    finally:
        await worker.stop()
        await running


@asynccontextmanager
async def _repeated(chore: _Chore) -> AsyncGenerator[None]:
    async def go_on() -> None:
        await asyncio.sleep(chore.first_s)
        while True:
            try:
                await chore.do()
            except IntakeError as down:  # storage or pack: the next round tries again
                log.warning("%s: %s", chore.name, type(down).__name__)
            await asyncio.sleep(chore.every_s)

    running = asyncio.create_task(go_on(), name=f"yizheng-{chore.name}")
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
