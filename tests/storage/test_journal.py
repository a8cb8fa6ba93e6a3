"""The evidence journal: whoever changes, drops, adds or reorders an entry, or cuts the end off, is found out."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from knowledge.documents.chain import START, Entry, Event, chained, walk
from storage import connect, conversations, journal
from storage.anchors import AnchorFile
from storage.journal import Evidence, journal_key, salted
from storage.journal_check import Against, Report, check_journal
from storage.store import Store, open_store
from tests.storage import journals
from tests.storage.journals import TAMPERINGS, State, Tampering, against, anchored, event, fill, read, renumbered, write
from tests.storage.talks import AT, opened, said

SEED = 20261124
COUNT = 1000
ANCHOR_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """A database with its tables, to be tampered with."""
    engine = connect.write_engine(database_url)
    with engine.connect() as opened_one:
        connect.migrate(opened_one)
        if opened_one.dialect.name == "sqlite":
            opened_one.exec_driver_sql("PRAGMA synchronous=OFF")  # a thousand commits that nobody will miss
        yield opened_one
    engine.dispose()


def filled(connection: Connection) -> tuple[State, tuple[AnchorFile, ...]]:
    """Thirty entries: an anchor after ten and one after twenty, ten behind them."""
    shelf: tuple[AnchorFile, ...] = ()
    for day in (24, 25):
        fill(connection, 10, first=10 * (day - 24))
        head = journal.head_of(connection)
        assert head is not None
        shelf = anchored(shelf, head.link, day, ANCHOR_KEY)
    fill(connection, 10, first=20)
    return read(connection), shelf


def check(connection: Connection, state: State, what: Against) -> Report:
    write(connection, state)
    return check_journal(connection, what)


def test_an_untouched_journal_holds(connection: Connection) -> None:
    assert check_journal(connection, against((), ANCHOR_KEY)).ok
    state, shelf = filled(connection)
    report = check(connection, state, against(shelf, ANCHOR_KEY))
    assert report.findings == ()
    assert (report.entries, report.anchors, report.unchecked) == (30, 2, ())


def test_a_thousand_tamperings_are_all_found(connection: Connection) -> None:
    state, shelf = filled(connection)
    draw, missed, what = random.Random(SEED), list[str](), against(shelf, ANCHOR_KEY)
    for number in range(COUNT):
        tamper = TAMPERINGS[number % len(TAMPERINGS)]
        rows = tamper(list(state.rows), draw)
        head = state.head
        if draw.random() < 0.5 and head is not None:  # somebody who knows that there is a head, and not its key
            end = rows[-1].link if rows else START
            head = draw.choice([None, (end.seq, end.hash, head[2]), (end.seq, end.hash, draw.randbytes(32))])
        if tuple(rows) != state.rows and check(connection, State(tuple(rows), head), what).ok:
            missed.append(f"{number} {tamper.__name__}")
    assert missed == []
    assert check(connection, state, what).ok


def test_who_has_the_root_key_too_is_found_by_the_anchors(connection: Connection) -> None:
    state, shelf = filled(connection)
    draw, missed, key = random.Random(SEED), list[str](), journal_key(journals.KEYRING)
    for number in range(100):
        tamper = (journals.change_and_hash_all, journals.drop_and_hash_all, journals.put_in_and_hash_all)[number % 3]
        rows = [*journals.rehashed(tamper(list(state.rows[:20]), draw)), *state.rows[20:]]
        rows = journals.rehashed(rows)
        end = rows[-1].link
        if check(
            connection, State(tuple(rows), (end.seq, end.hash, journal.head_mac(end, key))), against(shelf, ANCHOR_KEY)
        ).ok:
            missed.append(f"{number} {tamper.__name__}")
    assert missed == []


def test_what_was_tampered_with_is_found_without_the_root_key_up_to_the_last_anchor(connection: Connection) -> None:
    state, shelf = filled(connection)
    rows = journals.rehashed(list(state.rows[:19]))
    end = rows[-1].link
    report = check(connection, State(tuple(rows), (end.seq, end.hash, b"")), against(shelf, ANCHOR_KEY, root=False))
    assert [(one.code, one.seq) for one in report.findings] == [("tail_cut", 20)]
    assert report.unchecked == ("the keyed hash of the head: the root key is not at hand",)


Case = tuple[Callable[[list[Entry]], list[Entry]], tuple[str, int]]
FIRST_BAD: dict[str, Case] = {
    "changed": (lambda rows: [*rows[:6], replace(rows[6], actor="nobody"), *rows[7:]], ("changed", 7)),
    "deleted": (lambda rows: [*rows[:6], *rows[8:]], ("missing", 7)),
    "deleted, numbers closed up": (lambda rows: renumbered([*rows[:6], *rows[8:]]), ("missing", 7)),
    "inserted": (lambda rows: renumbered([*rows[:6], replace(rows[0], kind="forged"), *rows[6:]]), ("added", 7)),
    "inserted with the right hash": (
        lambda rows: renumbered([*rows[:6], chained(rows[5].link, [event(99)])[0], *rows[6:]]),
        ("added", 7),
    ),
    "swapped": (lambda rows: renumbered([*rows[:6], rows[9], *rows[7:9], rows[6], *rows[10:]]), ("order", 7)),
    "neighbours swapped": (lambda rows: renumbered([*rows[:6], rows[7], rows[6], *rows[8:]]), ("order", 7)),
    "end cut off": (lambda rows: rows[:25], ("tail_cut", 26)),
    "end cut off before the anchor": (lambda rows: rows[:15], ("tail_cut", 16)),
    "appended with the right hash": (lambda rows: [*rows, *chained(rows[-1].link, [event(99)])], ("added", 31)),
}


@pytest.mark.parametrize("case", FIRST_BAD.values(), ids=FIRST_BAD)
def test_the_first_bad_entry_is_named(case: Case, connection: Connection) -> None:
    tamper, first = case
    state, shelf = filled(connection)
    rows = tamper(list(state.rows))
    found = check(connection, State(tuple(rows), state.head), against(shelf, ANCHOR_KEY)).findings[0]
    assert (found.code, found.seq) == first


def test_anchors_can_be_neither_changed_nor_lost(connection: Connection) -> None:
    state, shelf = filled(connection)
    write(connection, state)
    draw = random.Random(SEED)
    for _ in range(200):
        number = draw.randrange(len(shelf))
        data = bytearray(shelf[number].data)
        data[draw.randrange(len(data))] ^= draw.randrange(1, 256)
        changed = [*shelf[:number], replace(shelf[number], data=bytes(data)), *shelf[number + 1 :]]
        assert not check_journal(connection, against(changed, ANCHOR_KEY)).ok
    assert [one.code for one in check_journal(connection, against(shelf[1:], ANCHOR_KEY)).findings] == [
        "anchor_missing"
    ]
    stranger = Ed25519PrivateKey.generate()
    forged = anchored((), state.rows[4].link, 24, stranger)
    assert not check_journal(connection, against(forged, ANCHOR_KEY)).ok
    two_places = replace(against(shelf, ANCHOR_KEY), shelves=(shelf, shelf[:1]))
    assert [one.code for one in check_journal(connection, two_places).findings] == ["anchor_missing"]


def test_the_product_notes_itself_that_somebody_was_at_the_end(
    connection: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    state, shelf = filled(connection)
    write(connection, State(state.rows[:25], state.head))
    with caplog.at_level(logging.ERROR, logger=journal.__name__):
        fill(connection, 2, first=90)
    assert "yizheng verify" in caplog.text
    after = read(connection)
    assert [row.kind for row in after.rows[25:]] == ["found_broken", *(event(number).kind for number in (90, 91))]
    report = check_journal(connection, against(shelf, ANCHOR_KEY))
    assert [(one.code, one.seq) for one in report.findings] == [("found_broken", 26)]


# --- the checker itself is checked: one that is blind to something lets some of the thousand pass ------------------------


def test_a_checker_without_its_chain_head_or_anchors_would_be_noticed(connection: Connection) -> None:
    state, shelf = filled(connection)
    key = journal_key(journals.KEYRING)
    blind: dict[str, tuple[Tampering, Against]] = {
        "no keyed head": (journals.change_and_hash_all, Against(None, None)),
        "no anchors": (journals.cut_tail, Against(None, None)),
    }
    draw = random.Random(SEED)
    for name, (tamper, what) in blind.items():
        rows = tamper(list(state.rows), draw)
        end = rows[-1].link
        forged = State(tuple(rows), (end.seq, end.hash, b"forged"))
        assert check(connection, forged, what).ok, name
        assert not check(connection, forged, against(shelf, ANCHOR_KEY)).ok, name
        assert not check(connection, forged, Against(key, None)).ok, name
    # hashes alone say nothing about the order: the walk must compare each with the one before
    assert walk(journals.change_and_hash(list(state.rows), draw)).broken is not None


# --- in the life of the service ----------------------------------------------------------------------------------------


async def test_an_entry_is_kept_exactly_if_its_turn_is(store: Store) -> None:
    conversation, seal = await opened(store, "c1")
    key = journal_key(store.keyring)
    write_one, later = said(store, conversation, seal, "m1", "agreed")
    noted = Evidence((Event(AT, "consent_given", {"version": "1"}, "c1"),), key)
    stale = replace(said(store, conversation, seal, "m2", "too late")[0], evidence=noted)
    await store.writer.store_turn(replace(write_one, evidence=noted))
    outcomes = await asyncio.gather(
        store.writer.store_turn(stale),
        store.writer.store_turn(said(store, later, seal, "m3", "and on")[0]),
        return_exceptions=True,
    )
    assert isinstance(outcomes[0], Exception)
    report = await store.read(lambda connection: check_journal(connection, Against(key)))
    assert (report.ok, report.entries) == (True, 1)


async def test_processes_side_by_side_write_one_chain(postgres_url: str, tmp_path: Path) -> None:
    key_file = tmp_path / "keys" / "root.key"
    async with open_store(postgres_url, key_file) as one, open_store(postgres_url, key_file) as other:
        talks = [await opened(one, f"c{number}") for number in range(8)]
        key = journal_key(one.keyring)

        async def talk(number: int) -> None:
            conversation, seal = talks[number]
            store = (one, other)[number % 2]
            for turn in range(10):
                made, conversation = said(store, conversation, seal, f"m{turn}", f"words {turn}")
                noted = Evidence((event(turn), event(turn + 1)), key)
                await store.writer.store_turn(replace(made, evidence=noted))
                await store.write(lambda connection: journal.append(connection, store.keyring, event(50)))

        await asyncio.gather(*(talk(number) for number in range(8)))
        report = await one.read(lambda connection: check_journal(connection, Against(key)))
    assert report.findings == ()
    assert report.entries == 8 * 10 * 3


async def test_after_an_erasure_the_chain_holds_and_nothing_personal_is_left(sqlite_url: str, tmp_path: Path) -> None:
    async with open_store(sqlite_url, tmp_path / "root.key") as store:
        conversation, seal = await opened(store, "c1")
        key = journal_key(store.keyring)
        made, _ = said(store, conversation, seal, "m1", "canary-林小满")
        mark = salted(seal, "signer", "canary-林小满")
        noted = Evidence((Event(AT, "signed", {"signer": mark}, "c1", "applicant"),), key)
        await store.writer.store_turn(replace(made, evidence=noted))
        await store.write(lambda connection: conversations.erase(connection, conversation.id, AT))
        await store.writer.truncate_log()
        report = await store.read(lambda connection: check_journal(connection, Against(key)))
        assert (report.ok, report.entries) == (True, 1)
        stored = b"".join(map(Path.read_bytes, tmp_path.glob("yizheng.db*")))  # noqa: ASYNC240 nothing else runs
        assert b"canary" not in stored
        # with the key destroyed nobody can try names against the mark any more: another key gives another mark
        assert salted(store.keyring.new_data_key("c1")[0], "signer", "canary-林小满") != mark
