"""A journal with anchors for tests, and ways to tamper with it as somebody at the database could."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, select

from knowledge.documents.chain import START, Entry, Event, Link, chained, hash_of
from storage import journal, tables
from storage.anchors import AnchorFile, next_anchor
from storage.journal_check import Against
from storage.keys import Keyring

KEYRING = Keyring.of(bytes(range(32)))
COLUMNS = ("at", "kind", "conversation", "actor", "details")


def event(number: int) -> Event:
    """An event like no other."""
    kind = ("notice_shown", "consent_given", "signed", "submitted")[number % 4]
    return Event(f"2026-11-24T06:{number % 60:02}:00Z", kind, {"number": number, "名": "一证"}, f"c{number % 5}")


def fill(connection: Connection, count: int, *, first: int = 0) -> None:
    """Puts events on record, in several transactions' worth of appends."""
    for number in range(first, first + count, 3):
        journal.append(connection, KEYRING, *(event(one) for one in range(number, min(number + 3, first + count))))


@dataclass(frozen=True, slots=True)
class State:
    """Journal and head as they stand in the database."""

    rows: tuple[Entry, ...]
    head: tuple[int, str, bytes] | None


def read(connection: Connection) -> State:
    """What is in the database."""
    head = journal.head_of(connection)
    kept = None if head is None else (head.link.seq, head.link.hash, head.mac)
    return State(tuple(journal.entries(connection)), kept)


def write(connection: Connection, state: State) -> None:
    """Puts this in its place, as with raw SQL."""
    connection.exec_driver_sql("BEGIN")
    connection.execute(delete(tables.journal))
    connection.execute(delete(tables.journal_head))
    if state.rows:
        rows = [{name: getattr(row, name) for name in Entry.__slots__} for row in state.rows]
        connection.execute(insert(tables.journal), rows)
    if state.head is not None:
        seq, digest, mac = state.head
        connection.execute(insert(tables.journal_head).values(id=1, seq=seq, hash=digest, mac=mac))
    connection.exec_driver_sql("COMMIT")


def count_rows(connection: Connection) -> int:
    """How many entries there are."""
    return len(connection.execute(select(tables.journal.c.seq)).all())


def anchored(shelf: Sequence[AnchorFile], end: Link, day: int, key: Ed25519PrivateKey) -> tuple[AnchorFile, ...]:
    """The anchor files with one more."""
    date = f"2026-11-{day:02}"
    made = next_anchor(shelf, end, date=date, at=f"{date}T16:00:00Z", key=key)
    return (*shelf, AnchorFile(f"{date}.json", made.signed(key)))


def against(shelf: Sequence[AnchorFile], key: Ed25519PrivateKey, *, root: bool = True) -> Against:
    """What a check has at hand."""
    mac_key = journal.journal_key(KEYRING) if root else None
    return Against(mac_key, key.public_key(), (tuple(shelf),))


# --- tamperings: each is given the rows and a place, and gives the rows as somebody left them ----------------------------

Tampering = Callable[[list[Entry], random.Random], list[Entry]]


def rehashed(rows: list[Entry], since: int = 0) -> list[Entry]:
    """The rows with hashes that fit again from an index on, as anybody can work out."""
    done = rows[:since]
    last = done[-1].link if done else START
    for row in rows[since:]:
        plain = replace(row, seq=last.seq + 1, previous=last.hash)
        done.append(replace(plain, hash=hash_of(plain)))
        last = done[-1].link
    return done


def renumbered(rows: list[Entry]) -> list[Entry]:
    """The rows numbered without gaps, otherwise as they were."""
    return [replace(row, seq=number) for number, row in enumerate(rows, start=1)]


def change(rows: list[Entry], draw: random.Random) -> list[Entry]:
    place, name = draw.randrange(len(rows)), draw.choice(COLUMNS)
    text: str = getattr(rows[place], name)
    at = draw.randrange(len(text) + 1)
    rows[place] = replace(rows[place], **{name: text[:at] + draw.choice("0x ,}号") + text[at:]})
    return rows


def change_and_hash(rows: list[Entry], draw: random.Random) -> list[Entry]:
    place = draw.randrange(len(rows))
    changed = replace(rows[place], details='{"number":-1}')
    rows[place] = replace(changed, hash=hash_of(changed))
    return rows


def change_and_hash_all(rows: list[Entry], draw: random.Random) -> list[Entry]:
    place = draw.randrange(len(rows))
    rows[place] = replace(rows[place], at="2020-01-01T00:00:00Z")
    return rehashed(rows, place)


def drop(rows: list[Entry], draw: random.Random) -> list[Entry]:
    first = draw.randrange(len(rows) - 1)
    del rows[first : first + draw.randrange(1, 4)]
    return rows


def drop_and_renumber(rows: list[Entry], draw: random.Random) -> list[Entry]:
    return renumbered(drop(rows, draw))


def drop_and_hash_all(rows: list[Entry], draw: random.Random) -> list[Entry]:
    return rehashed(drop(rows, draw))


def put_in(rows: list[Entry], draw: random.Random) -> list[Entry]:
    place = draw.randrange(len(rows))
    rows.insert(place, replace(draw.choice(rows), details='{"forged":true}'))
    return renumbered(rows)


def put_in_fitting(rows: list[Entry], draw: random.Random) -> list[Entry]:
    place = draw.randrange(1, len(rows))
    rows.insert(place, chained(rows[place - 1].link, [Event("2026-11-24T00:00:00Z", "forged", {})])[0])
    return renumbered(rows)


def put_in_and_hash_all(rows: list[Entry], draw: random.Random) -> list[Entry]:
    return rehashed(put_in(rows, draw))


def swap(rows: list[Entry], draw: random.Random) -> list[Entry]:
    one, other = draw.sample(range(len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    return renumbered(rows)


def swap_and_hash_all(rows: list[Entry], draw: random.Random) -> list[Entry]:
    return rehashed(swap(rows, draw))


def cut_tail(rows: list[Entry], draw: random.Random) -> list[Entry]:
    return rows[: draw.randrange(len(rows))]


def append_forged(rows: list[Entry], draw: random.Random) -> list[Entry]:
    forged = Event("2026-11-24T23:59:59Z", "slice_accepted", {"forged": draw.randrange(10**6)})
    return [*rows, *chained(rows[-1].link, [forged])]


TAMPERINGS: tuple[Tampering, ...] = (
    change, change_and_hash, change_and_hash_all, drop, drop_and_renumber, drop_and_hash_all, put_in, put_in_fitting,
    put_in_and_hash_all, swap, swap_and_hash_all, cut_tail, append_forged,
)  # fmt: skip
