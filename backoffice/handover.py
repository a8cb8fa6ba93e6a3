"""Handing over (交接): the signed application becomes a package and one slice per department, put into the queues once.

Doing it again changes nothing: which slices a revision has, and their hashes, follow from what was signed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from backoffice.cabinet import Cabinet, seal_of
from backoffice.envelope import Correspondence, Envelope
from backoffice.identity import PackageId
from backoffice.parts import envelopes
from backoffice.queue import Entry, close, put
from backoffice.signed_documents import SignedDocuments
from backoffice.slices import SliceRecord, all_of_package, envelope_place
from dialogs.case import case_of
from dialogs.conversation import Conversation
from dialogs.knowledge_in_force import Knowledge
from errors import DeliveryFailed
from knowledge.documents.case import Case
from knowledge.documents.chain import Event
from knowledge.documents.papers import Papers, make_papers
from rendering.package import Issued, Package, assemble, assemble_slice
from rendering.pdf import Marks
from storage import journal
from storage.journal import moment
from storage.keys import Keyring
from storage.store import Store

OPEN = frozenset({"ready", "leased", "acked", "dead"})
"""A slice in one of these states stands while nothing in it changes; a returned one is always handed over anew."""


class NotScanned(DeliveryFailed):
    """A file was not found clean (or not found): nothing of the application is handed over until it is."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a hand-over did: slices now in the queues for the first time, and those that went on standing."""

    new: tuple[str, ...]
    standing: tuple[str, ...]
    withdrawn: tuple[str, ...]


async def hand_over(
    store: Store,
    cabinet: Cabinet,
    conversation: Conversation,
    knowledge: Knowledge,
    revision: int,
    now_ms: int,
    *,
    documents: SignedDocuments | None = None,
) -> HandedOver:
    """Hands a revision over, all departments in one transaction; `documents` signs the office's own.

    Raises NotScanned, NotAsSigned, SliceConflict (the same slice with other content) or StorageUnavailable.
    """
    submission = conversation.submission
    if submission is None or submission.revision != revision:
        return HandedOver((), (), ())  # a newer revision is on its way, or the application was withdrawn
    package = PackageId(conversation.id)
    case = case_of(conversation, knowledge)
    papers = await asyncio.to_thread(make_papers, case)
    wanted = envelopes(case, papers, package, revision, submission.at)
    keyring = store.keyring
    plan = await store.read(lambda connection: _plan(connection, keyring, conversation.id, package, wanted))
    if plan is None:
        return HandedOver((), (), ())
    if plan.to_make:
        files = await _files_of(cabinet, conversation, case)
        signing = documents or SignedDocuments(cabinet, None, lambda: moment(now_ms))
        office = await _office_documents(signing, conversation, knowledge)
        marks = Marks(signing.seal, await cabinet.picture(conversation))
        await _keep_packed(cabinet, conversation, _Packing(case, papers, office, files, marks), plan.to_make)
    return await store.write(lambda connection: _enqueue(connection, keyring, conversation.id, package, wanted, now_ms))


async def withdraw(store: Store, conversation_id: str, now_ms: int) -> tuple[str, ...]:
    """Takes every slice of an application out of the queues (撤回); those that were out already are not named again."""
    package = PackageId(conversation_id)
    keyring = store.keyring

    def work(connection: Connection) -> tuple[str, ...]:
        seal = seal_of(connection, keyring, conversation_id)
        records = [] if seal is None else all_of_package(connection, seal, package)
        still = [one.id for one in records if one.state != "superseded"]
        taken = tuple(str(one) for one in still if close(connection, one, "withdrawn"))
        at = moment(now_ms)
        events = [Event(at, "slice_withdrawn", {"slice": one}, conversation_id) for one in taken]
        if events:
            journal.append(connection, keyring, *events)
        return taken

    return await store.write(work)


@dataclass(frozen=True, slots=True)
class _Plan:
    to_make: tuple[Envelope, ...]
    standing: tuple[SliceRecord, ...]
    superseded: tuple[SliceRecord, ...]
    gone: tuple[SliceRecord, ...]
    """Slices of departments that no permit needs any more."""


def _plan(
    connection: Connection, keyring: Keyring, conversation_id: str, package: PackageId, wanted: Mapping[str, Envelope]
) -> _Plan | None:
    seal = seal_of(connection, keyring, conversation_id)
    if seal is None:
        return None  # erased meanwhile: nothing is to be handed over
    latest = {record.id.department: record for record in all_of_package(connection, seal, package)}
    to_make: list[Envelope] = []
    standing: list[SliceRecord] = []
    superseded: list[SliceRecord] = []
    for department, envelope in wanted.items():
        before = latest.pop(department, None)
        if before is None or _is_needed(before, envelope):
            to_make.append(envelope)
            if before is not None and before.id != envelope.slice_id:
                superseded.append(before)
        else:
            standing.append(before)
    gone = [record for record in latest.values() if record.state not in ("withdrawn", "superseded")]
    return _Plan(tuple(to_make), tuple(standing), tuple(superseded), tuple(gone))


def _is_needed(before: SliceRecord, envelope: Envelope) -> bool:
    """Whether the department gets this revision: its slice changed, or it had returned the one before."""
    if before.id == envelope.slice_id:
        return True  # repeated: `put` sees that it is the same
    return before.correspondence.envelope.content != envelope.content or before.state not in OPEN


def _enqueue(
    connection: Connection,
    keyring: Keyring,
    conversation_id: str,
    package: PackageId,
    wanted: Mapping[str, Envelope],
    now_ms: int,
) -> HandedOver:
    # planned again inside the transaction: a department may have answered while the documents were made
    plan = _plan(connection, keyring, conversation_id, package, wanted)
    seal = seal_of(connection, keyring, conversation_id)
    if plan is None or seal is None:
        return HandedOver((), (), ())
    new: list[str] = []
    at = moment(now_ms)
    handovers: list[Event] = []
    for envelope in plan.to_make:
        batch = seal.seal(envelope_place(envelope.slice_id), Correspondence(envelope).as_batch())
        if put(connection, Entry(envelope.slice_id, conversation_id, envelope.sha256, batch, envelope.at), now_ms):
            new.append(str(envelope.slice_id))
            handed = {"slice": str(envelope.slice_id), "sha256": envelope.sha256}
            handovers.append(Event(at, "handed_over", handed, conversation_id))
    for record in plan.superseded:
        close(connection, record.id, "superseded")
    for record in plan.gone:
        close(connection, record.id, "withdrawn")
        handovers.append(Event(at, "slice_withdrawn", {"slice": str(record.id)}, conversation_id))
    if handovers:
        journal.append(connection, keyring, *handovers)
    return HandedOver(tuple(new), tuple(str(one.id) for one in plan.standing), tuple(str(one.id) for one in plan.gone))


@dataclass(frozen=True, slots=True)
class _Packing:
    """What package and slices are made from."""

    case: Case
    papers: Papers
    documents: Mapping[str, Issued]
    files: Mapping[str, bytes]
    marks: Marks


async def _files_of(cabinet: Cabinet, conversation: Conversation, case: Case) -> dict[str, bytes]:
    """The bytes of every material by file id, all of them found clean."""
    uploads = await cabinet.uploads(case, conversation.id)
    for handed in case.materials:
        for line in handed.files:
            examined = uploads.get(line.id)
            if examined is None or not examined.clean:
                state = "is not in the store" if examined is None else "was not found clean by a scanner"
                raise NotScanned(f"file {line.id} of {handed.code} {state}: nothing is handed over until it is.")
    return {file_id: examined.data for file_id, examined in uploads.items()}


async def _office_documents(
    signing: SignedDocuments, conversation: Conversation, knowledge: Knowledge
) -> dict[str, Issued]:
    """The notice that was acknowledged and the receipt, for the whole package."""
    version = conversation.notice.version if conversation.notice is not None else 0
    made: dict[str, Issued] = {}
    for entry, name in (("notice", f"notice-{version}"), ("receipt", "receipt")):
        document = await signing.document(conversation, name, knowledge)
        if document is not None:
            made[entry] = Issued(document, await signing.issued(conversation, name, document))
    return made


async def _keep_packed(
    cabinet: Cabinet, conversation: Conversation, packing: _Packing, to_make: Sequence[Envelope]
) -> None:
    case, papers, files, marks = packing.case, packing.papers, packing.files, packing.marks
    revision, at = to_make[0].slice_id.revision, to_make[0].at
    package = await asyncio.to_thread(assemble, case, papers, packing.documents, files, marks)
    await _keep(cabinet, conversation, "package", f"package-{revision}", package, at)
    for envelope in to_make:
        made = await asyncio.to_thread(assemble_slice, case, papers, envelope.slice_id.department, files, marks)
        await _keep(cabinet, conversation, "slice", str(envelope.slice_id), made, at)


async def _keep(
    cabinet: Cabinet, conversation: Conversation, role: Literal["package", "slice"], name: str, made: Package, at: str
) -> None:
    await cabinet.keep(conversation.id, role, name, made.data, at)
    await cabinet.keep(conversation.id, "volume", name, made.volume, at)
