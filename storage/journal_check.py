"""Checking the evidence journal (核验存证日志): chain, head and anchors against each other; what does not hold is named."""

from __future__ import annotations

import hmac
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from knowledge.documents.chain import START, Entry, Link, Walked, walk
from storage import journal
from storage.anchors import FIRST, Anchor, AnchorFile, read_anchor
from storage.journal import Head, head_mac

ANCHORED = "anchored"
"""The kind of the entry that notes an anchor, so that an anchor file can't vanish either."""

Code = Literal[
    "changed", "missing", "added", "order", "tail_cut", "head", "found_broken",
    "anchor_changed", "anchor_missing", "anchor_mismatch",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold; `seq` is the first entry concerned, where one is."""

    code: Code
    seq: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what does not hold: the first break of the chain stands first."""

    entries: int
    end: Link
    anchors: int
    findings: tuple[Finding, ...]
    unchecked: tuple[str, ...] = ()
    """What could not be checked here, and why."""

    @property
    def ok(self) -> bool:
        """Whether everything that was checked holds."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Against:
    """What the journal is checked against. Without `key` the head's keyed hash is left out, without `public` anchors."""

    key: bytes | None = field(default=None, repr=False)
    public: Ed25519PublicKey | None = None
    shelves: tuple[tuple[AnchorFile, ...], ...] = ()
    """The anchor files of each place that keeps them; all places must hold the same."""


@dataclass(slots=True)
class _Noted:
    """What is gathered from entries on the way."""

    anchored: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])
    """Entry, date and hash of each anchor that the journal notes."""
    broken_before: list[int] = field(default_factory=list[int])


def check_journal(connection: Connection, against: Against) -> Report:
    """Follows the whole journal as it is at one moment; the service may go on writing meanwhile."""
    anchors, findings = _anchors(against)
    noted = _Noted()
    with _at_one_moment(connection):
        head = journal.head_of(connection)
        passing = _noting(journal.entries(connection), noted)
        walked = walk(passing, wanted=frozenset(anchor.end.seq for anchor in anchors))
    broken = walked.broken
    first: list[Finding] = [] if broken is None else [Finding(broken.fault, broken.seq, broken.text)]
    first.extend(_of_head(head, walked, against.key))
    first.extend(_of_anchors(anchors, walked))
    first.extend(
        Finding("found_broken", seq, f"entry {seq} notes that the end had been tampered with before it")
        for seq in noted.broken_before
    )
    if against.public is not None:
        findings.extend(_not_there(noted, against))
    return Report(walked.count, walked.end, len(anchors), (*first, *findings), _unchecked(against))


def check_new(connection: Connection, after: Link, key: bytes) -> tuple[Head | None, Finding | None]:
    """The head, and the first thing wrong with what came behind a place that is trusted: before it is anchored."""
    with _at_one_moment(connection):
        head = journal.head_of(connection)
        walked = walk(journal.entries(connection, after=after.seq), after)
    if walked.broken is not None:
        return head, Finding(walked.broken.fault, walked.broken.seq, walked.broken.text)
    return head, next(iter(_of_head(head, walked, key)), None)


@contextmanager
def _at_one_moment(connection: Connection) -> Generator[None]:
    """Head and entries of the same moment: an entry that comes in between would look like one that was added."""
    postgres = connection.dialect.name == "postgresql"
    connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgres else "BEGIN")
    try:
        yield
    finally:
        connection.exec_driver_sql("ROLLBACK")


def _noting(entries: Iterator[Entry], noted: _Noted) -> Iterator[Entry]:
    for entry in entries:
        if entry.kind == journal.FOUND_BROKEN:
            noted.broken_before.append(entry.seq)
        elif entry.kind == ANCHORED:
            try:
                details: dict[str, Any] = orjson.loads(entry.details)
                noted.anchored.append((entry.seq, str(details["date"]), str(details["sha256"])))
            except (ValueError, KeyError, TypeError):
                pass  # its hash will not fit either: the chain tells
        yield entry


def _of_head(head: Head | None, walked: Walked, key: bytes | None) -> Iterator[Finding]:
    end = walked.end
    if head is None:
        if end != START:
            yield Finding("head", end.seq, "the head of the journal is missing")
        return
    if end.seq < head.link.seq:
        first, last = end.seq + 1, head.link.seq
        yield Finding("tail_cut", first, f"the end was cut off: entries {first} to {last} are missing")
    elif end.seq > head.link.seq:
        yield Finding("added", head.link.seq + 1, f"entries were added behind the last one, {head.link.seq}")
    elif end.hash != head.link.hash:
        yield Finding("changed", end.seq, f"the last entry, {end.seq}, was replaced")
    if key is not None and not hmac.compare_digest(head.mac, head_mac(head.link, key)):
        seq = head.link.seq
        yield Finding("head", seq, f"the head at entry {seq} was not written by this installation, or its key differs")


def _of_anchors(anchors: Sequence[Anchor], walked: Walked) -> Iterator[Finding]:
    for anchor in anchors:
        seq = anchor.end.seq
        if seq > walked.end.seq:
            cut = walked.end.seq + 1
            yield Finding("tail_cut", cut, f"the end was cut off: entry {cut} is missing, {anchor.date} had {seq}")
            return
        if seq != 0 and walked.hashes.get(seq) != anchor.end.hash:
            yield Finding("anchor_mismatch", seq, f"entry {seq} is not the one that was anchored on {anchor.date}")
            return  # those behind it can't hold either


def _anchors(against: Against) -> tuple[list[Anchor], list[Finding]]:
    """The anchors of all places, each read once, and what is wrong with them or between them."""
    if against.public is None:
        return [], []
    findings: list[Finding] = []
    good: dict[str, tuple[Anchor, str]] = {}
    for place, shelf in enumerate(against.shelves, start=1):
        for file in shelf:
            read = read_anchor(file, against.public)
            if isinstance(read, str):
                findings.append(Finding("anchor_changed", None, f"anchor {file.name} of place {place} {read}"))
            elif good.setdefault(file.name, (read, file.sha256))[1] != file.sha256:
                findings.append(Finding("anchor_changed", None, f"anchor {file.name} of place {place} is another one"))
    for place, shelf in enumerate(against.shelves, start=1):
        lost = sorted(set(good) - {file.name for file in shelf})
        findings.extend(
            Finding("anchor_missing", None, f"anchor {name} is missing in place {place}, and was found elsewhere")
            for name in lost
        )
    in_order = [good[name] for name in sorted(good)]
    number, previous = 0, FIRST
    for anchor, sha256 in in_order:
        if anchor.number != number + 1 or anchor.previous != previous:
            findings.append(Finding("anchor_missing", anchor.end.seq, f"the anchor before {anchor.date} is missing"))
        number, previous = anchor.number, sha256
    return [anchor for anchor, _ in in_order], findings


def _not_there(noted: _Noted, against: Against) -> Iterator[Finding]:
    known = {(file.name, file.sha256) for shelf in against.shelves for file in shelf}
    for seq, date, sha256 in noted.anchored:
        if (f"{date}.json", sha256) not in known:
            yield Finding("anchor_missing", seq, f"the anchor of {date}, which entry {seq} notes, is missing")


def _unchecked(against: Against) -> tuple[str, ...]:
    left: list[str] = []
    if against.key is None:
        left.append("the keyed hash of the head: the root key is not at hand")
    if against.public is None:
        left.append("the anchors: their public key is not at hand")
    elif not any(against.shelves):
        left.append("the anchors: there are none yet")
    return tuple(left)
