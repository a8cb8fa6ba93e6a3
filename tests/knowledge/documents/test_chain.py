"""The hash chain: whatever is put on record holds, and nothing of it can be different without being found."""

from __future__ import annotations

import json
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.chain import START, Entry, Event, chained, hash_of, walk
from knowledge.documents.payload import read_payload, signed_payload

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
details = st.dictionaries(texts, st.one_of(texts, st.integers(-(2**53), 2**53), st.booleans()), max_size=4)
events = st.builds(Event, at=texts, kind=texts, details=details, conversation=texts, actor=texts)
chains = st.lists(events, min_size=1, max_size=12).map(lambda those: chained(START, those))
COLUMNS = ("at", "kind", "conversation", "actor", "details", "previous", "hash")


@given(chains)
def test_a_chain_holds_and_goes_on_where_it_ends(entries: list[Entry]) -> None:
    walked = walk(entries)
    assert walked.broken is None
    assert (walked.count, walked.end) == (len(entries), entries[-1].link)
    more = chained(walked.end, [Event("later", "more", {})])
    assert walk([*entries, *more]).broken is None
    assert walk(more, walked.end).broken is None


@given(chains, st.data())
def test_an_entry_that_was_changed_is_named(entries: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    column = data.draw(st.sampled_from(COLUMNS))
    before: str = getattr(entries[place], column)
    other = data.draw(texts.filter(lambda text: text != before))
    entries[place] = replace(entries[place], **{column: other})
    broken = walk(entries).broken
    assert broken is not None
    assert broken.seq == entries[place].seq


@given(events, events)
def test_two_entries_have_one_hash_only_if_they_are_the_same(one: Event, other: Event) -> None:
    first, second = chained(START, [one])[0], chained(START, [other])[0]
    assert (first.hash == second.hash) == (replace(first, hash="") == replace(second, hash=""))
    assert hash_of(first, seq=2) != first.hash


def test_the_hash_can_be_worked_out_by_anybody() -> None:
    import hashlib

    entry = chained(START, [Event("2026-11-24T06:31:00Z", "signed", {"名": "一证", "b": 1}, "c1", "applicant")])[0]
    content = {
        "seq": 1, "at": entry.at, "kind": "signed", "conversation": "c1", "actor": "applicant",
        "payload": json.loads(entry.details),
    }  # fmt: skip
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert entry.hash == hashlib.sha256(bytes(32) + canonical.encode()).hexdigest()


@given(st.dictionaries(texts.filter(lambda text: text != "kind"), texts, max_size=4))
def test_a_payload_gives_back_what_was_signed_to_its_own_kind_and_key_alone(values: dict[str, str]) -> None:
    key, other = (Ed25519PrivateKey.from_private_bytes(bytes([number] * 32)) for number in (1, 2))
    payload = signed_payload("licence", values, key)
    assert payload.isascii()
    assert read_payload(payload, "licence", key.public_key()) == {**values, "kind": "licence"}
    assert read_payload(payload, "revocations", key.public_key()) is None
    assert read_payload(payload, "licence", other.public_key()) is None
