"""The hash chain (哈希链) of the evidence journal: what is hashed of an entry, and where a chain of entries is broken.

h_n = SHA-256(h_{n-1} ‖ canonical JSON of the entry), h_0 = 32 zero bytes; hashes are written as 64 hexadecimal digits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from knowledge.documents.model import canonical_json

Detail = str | int | bool | tuple[str, ...]
Fault = Literal["changed", "missing", "added", "order"]
WINDOW = 1000
"""How far from its place a moved entry is looked for. It only decides the word for a fault, never whether there is one."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to be put on record (存证事件). `details` hold codes, hashes and times; what is personal only salted."""

    at: str
    kind: str
    details: Mapping[str, Detail]
    conversation: str = ""
    """Opaque id; empty for what belongs to no conversation."""
    actor: str = "assistant"
    """The role of who did it: applicant, assistant, staff, department, operator."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain: how many entries lead to it, and the hash there."""

    seq: int
    hash: str


START = Link(0, "0" * 64)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry (存证条目) as it is stored; `details` is canonical JSON, taken into the hash byte for byte."""

    seq: int
    at: str
    kind: str
    conversation: str
    actor: str
    details: str
    previous: str
    hash: str

    @property
    def link(self) -> Link:
        """Where the chain is after this entry."""
        return Link(self.seq, self.hash)


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which a chain does not hold; `seq` is the entry to look at."""

    seq: int
    fault: Fault
    text: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk over a chain found: where it ends, its first break, and the hashes at the places asked for."""

    end: Link
    count: int
    broken: Break | None
    hashes: Mapping[int, str] = field(repr=False)


def chained(after: Link, events: Iterable[Event]) -> list[Entry]:
    """The entries that record the events, following a place in the chain."""
    entries: list[Entry] = []
    for event in events:
        details = canonical_json(dict(event.details)).decode()
        plain = Entry(after.seq + 1, event.at, event.kind, event.conversation, event.actor, details, after.hash, "")
        entry = replace(plain, hash=hash_of(plain))
        entries.append(entry)
        after = entry.link
    return entries


def hash_of(entry: Entry, *, seq: int | None = None) -> str:
    """The hash that an entry must carry; with `seq`, the one it would carry in that place."""
    head = canonical_json(
        {"actor": entry.actor, "at": entry.at, "conversation": entry.conversation, "kind": entry.kind}
    )
    # the details go in as they are stored, so that not even a blank can be added to them; keys stay in order
    rest = f',"payload":{entry.details},"seq":{entry.seq if seq is None else seq}}}'
    try:
        before = bytes.fromhex(entry.previous)
    except ValueError:
        before = entry.previous.encode("utf-8", "surrogatepass")
    return hashlib.sha256(before + head[:-1] + rest.encode("utf-8", "surrogatepass")).hexdigest()


def walk(entries: Iterable[Entry], after: Link = START, *, wanted: Collection[int] = ()) -> Walked:
    """Follows entries in the order of their numbers, from a place that is trusted."""
    end, count, broken = after, 0, None
    hashes: dict[int, str] = {}
    for entry, following in _with_next(entries):
        if broken is None:
            broken = _break(end, entry, following)
        if entry.seq in wanted:
            hashes[entry.seq] = entry.hash
        end, count = entry.link, count + 1
    return Walked(end, count, broken, hashes)


def _break(last: Link, entry: Entry, following: Entry | None) -> Break | None:
    expected = last.seq + 1
    intact = entry.hash == hash_of(entry)
    if entry.seq == expected and entry.previous == last.hash and intact:
        return None
    if entry.seq > expected:
        return Break(expected, "missing", _missing(expected, entry.seq - 1))
    if intact:
        if last.seq == 0:
            return Break(expected, "missing", "the beginning of the journal was replaced")
        return Break(last.seq, "changed", f"entry {last.seq} was replaced: entry {expected} does not follow it")
    return _moved(expected, entry, following)


def _moved(expected: int, entry: Entry, following: Entry | None) -> Break:
    """The word for an entry whose content does not fit its hash here: was it changed, or does it belong elsewhere?"""
    place = _place(entry)
    next_place = None if following is None else _place(following)
    if place is None:
        if next_place == expected:
            return Break(expected, "added", f"entry {expected} was added")
        return Break(expected, "changed", f"entry {expected} was changed")
    together = following is None or next_place is None or next_place - following.seq == place - entry.seq
    if together and place > expected:
        return Break(expected, "missing", _missing(expected, place - 1))
    if together and place < expected:
        return Break(place, "added", f"entry {place} was added")
    if following is not None and next_place == expected and place != following.seq:
        return Break(expected, "added", f"entry {expected} was added")
    return Break(expected, "order", f"entry {expected} stands in the place of another: it was entry {place}")


def _place(entry: Entry) -> int | None:
    """The number with which the entry's hash is right."""
    near = range(max(1, entry.seq - WINDOW), entry.seq + WINDOW + 1)
    return next((seq for seq in near if hash_of(entry, seq=seq) == entry.hash), None)


def _missing(first: int, last: int) -> str:
    return f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"


def _with_next(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    waiting: Entry | None = None
    for entry in entries:
        if waiting is not None:
            yield waiting, entry
        waiting = entry
    if waiting is not None:
        yield waiting, None
