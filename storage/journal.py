"""The evidence journal (存证日志): append-only, one hash chain over all processes, written in the transaction it records.

The chain shows any entry that was changed, taken out or put in between. The head carries a keyed hash besides: who has
the database but not the root key can neither cut the end off nor write the chain anew. Anchors (storage/anchors.py)
hold against who has both.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from knowledge.documents.chain import START, Detail, Entry, Event, Link, chained
from storage.keys import Keyring, Seal
from storage.tables import journal, journal_head

log = logging.getLogger(__name__)

FOUND_BROKEN = "found_broken"
"""The kind of the entry by which the product itself notes that the end of the journal was not as it had left it."""
SIGNED_DOCUMENT = "document_signed"
"""The kind of the entry about a document that left with the office's signature: its name, hash, and that of its data."""
PAGE = 1000
LOCK = 0x59495A4A  # any number that nobody else locks in this database


@dataclass(frozen=True, slots=True)
class Evidence:
    """Events of one turn on their way into the journal, with the key that the head is signed with."""

    events: tuple[Event, ...]
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Words:
    """The statements in the words of one database, for the driver's own cursor."""

    lock: str
    """Makes the processes take turns until the transaction ends; empty where only one writes."""
    last: str
    head: str
    add: str
    begin_head: str
    move_head: str


SQLITE = Words(
    "",
    "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
    "SELECT seq, hash, mac FROM journal_head",
    'INSERT INTO journal (seq, at, kind, conversation, actor, details, previous, "hash") VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    "INSERT INTO journal_head (seq, hash, mac, id) VALUES (?, ?, ?, 1)",
    "UPDATE journal_head SET seq = ?, hash = ?, mac = ?",
)
POSTGRESQL = Words(
    f"SELECT pg_advisory_xact_lock({LOCK})",
    SQLITE.last,
    SQLITE.head,
    SQLITE.add.replace("?", "%s"),
    SQLITE.begin_head.replace("?", "%s"),
    SQLITE.move_head.replace("?", "%s"),
)


def words_for(dialect: str) -> Words:
    """The words for a dialect's name."""
    return SQLITE if dialect == "sqlite" else POSTGRESQL


def take_turns(connection: Connection) -> None:
    """Lets no other process append until the caller's transaction ends; for who looks first and then puts on record."""
    words = words_for(connection.dialect.name)
    if words.lock:
        connection.exec_driver_sql(words.lock)


def append(connection: Connection, keyring: Keyring, *events: Event) -> None:
    """Puts events on record in the caller's transaction: they are kept exactly if what they are about is."""
    words = words_for(connection.dialect.name)
    take_turns(connection)
    last = connection.exec_driver_sql(words.last).first()
    head = connection.exec_driver_sql(words.head).first()
    added = _added(last, head, Evidence(events, journal_key(keyring)))
    connection.exec_driver_sql(words.add, added.rows)
    connection.exec_driver_sql(words.begin_head if head is None else words.move_head, added.head)


def append_with(cursor: Any, words: Words, evidence: Evidence) -> None:
    """The same with the driver's cursor, for turns, whose rows pass through no other layer."""
    if words.lock:
        cursor.execute(words.lock)
    cursor.execute(words.last)
    last = cursor.fetchone()
    cursor.execute(words.head)
    head = cursor.fetchone()
    added = _added(last, head, evidence)
    cursor.executemany(words.add, added.rows)
    cursor.execute(words.begin_head if head is None else words.move_head, added.head)


@dataclass(frozen=True, slots=True)
class _Added:
    rows: list[tuple[Any, ...]]
    head: tuple[int, str, bytes]


def _added(last: Sequence[Any] | None, head: Sequence[Any] | None, evidence: Evidence) -> _Added:
    end = START if last is None else Link(last[0], last[1])
    events = evidence.events
    kept = None if head is None else (Link(head[0], head[1]), bytes(head[2]))
    if not _is_as_left(end, kept, evidence.key):
        # somebody was at the database. The service goes on, and what it found goes on record before anything else
        log.error("journal: its end is not as it was left (entry %d). Run: yizheng verify", end.seq)
        claimed = START if kept is None else kept[0]
        found: dict[str, Detail] = {"left_at": claimed.seq, "left_hash": claimed.hash, "found_at": end.seq}
        events = (Event(events[0].at, FOUND_BROKEN, found), *events)
    entries = chained(end, events)
    rows = [
        (one.seq, one.at, one.kind, one.conversation, one.actor, one.details, one.previous, one.hash) for one in entries
    ]
    new = entries[-1].link
    return _Added(rows, (new.seq, new.hash, head_mac(new, evidence.key)))


def _is_as_left(end: Link, kept: tuple[Link, bytes] | None, key: bytes) -> bool:
    if kept is None:
        return end == START
    return kept[0] == end and hmac.compare_digest(kept[1], head_mac(end, key))


def moment(now_ms: int) -> str:
    """The instant of milliseconds since 1970, as entries carry it."""
    return datetime.fromtimestamp(now_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- keys ------------------------------------------------------------------------------------------------------------


def journal_key(keyring: Keyring) -> bytes:
    """The key of the head's keyed hash."""
    return keyring.derived("evidence journal")


def head_mac(link: Link, key: bytes) -> bytes:
    """The keyed hash of a head."""
    return hmac.digest(key, f"{link.seq}:{link.hash}".encode(), "sha256")


def salted(seal: Seal, name: str, value: str) -> str:
    """A personal value as the journal may hold it: without the conversation's key it can be neither read nor guessed.

    Erasing the conversation destroys the key, and with it all that the hash could tell.
    """
    text = f"{name}\0{value}".encode("utf-8", "surrogatepass")
    return "hmac:" + hmac.digest(seal.derived("evidence salt"), text, hashlib.sha256).hex()


def pseudonym(keyring: Keyring, staff: str) -> str:
    """A member of staff in the journal: the same for all their deeds, and nobody's name without the root key."""
    return "staff:" + keyring.blind_index("journal staff", staff).hex()[:32]


def append_about(connection: Connection, keyring: Keyring, event: Event, staff: str) -> None:
    """Puts an event about a member of staff on record, under their pseudonym."""
    append(connection, keyring, replace(event, details={**event.details, "staff": pseudonym(keyring, staff)}))


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the journal as it was left, with its keyed hash."""

    link: Link
    mac: bytes = field(repr=False)


def head_of(connection: Connection) -> Head | None:
    """The head; None before the first entry."""
    row = connection.execute(select(journal_head)).first()
    return None if row is None else Head(Link(row.seq, row.hash), bytes(row.mac))


def entries(connection: Connection, *, after: int = 0) -> Iterator[Entry]:
    """The entries behind a number, in order, without holding them all."""
    while True:
        found = select(journal).where(journal.c.seq > after).order_by(journal.c.seq).limit(PAGE)
        page = connection.execute(found).all()
        yield from (Entry(*row) for row in page)
        if len(page) < PAGE:
            return
        after = page[-1].seq


def naming(connection: Connection, sha256: str) -> list[Entry]:
    """The entries that name a hash in their details, such as that of a signed document."""
    hexadecimal = sha256.removeprefix("sha256:")
    if len(hexadecimal) != 64 or not hexadecimal.isalnum():
        return []
    found = select(journal).where(journal.c.details.contains(hexadecimal)).order_by(journal.c.seq)
    return [Entry(*row) for row in connection.execute(found)]
