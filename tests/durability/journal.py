"""What clients remember of their conversations, and what must then stand in the transcripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Entry = Mapping[str, Any]
"""An entry of a transcript, as in the contract."""


@dataclass(slots=True)
class Sent:
    """A message of a client; `acknowledged` is the turn that was answered 200, None while none came."""

    id: str
    message: Mapping[str, str]
    acknowledged: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Journal:
    """The messages of one conversation, in the order of their first sending."""

    conversation: str
    token: str = field(repr=False)
    opened: Mapping[str, Any]
    sent: list[Sent] = field(default_factory=list[Sent])


def faults(journal: Journal, transcript: Sequence[Entry]) -> list[str]:
    """Everything in which a transcript breaks a promise; empty when all were kept."""
    return [f"{journal.conversation}: {fault}" for fault in _faults(journal, transcript)]


def _faults(journal: Journal, transcript: Sequence[Entry]) -> Iterator[str]:
    stored = [entry for entry in transcript if entry["from"] == "applicant"]
    replies: dict[int, list[str]] = {}
    for entry in transcript:
        if entry["from"] == "bot":
            replies.setdefault(entry["seq"], []).append(entry["text"])
    known = {sent.id: sent for sent in journal.sent}
    for id, times in Counter(entry["id"] for entry in stored).items():
        if times > 1:
            yield f"{id} is there {times} times"
        if id not in known:
            yield f"{id} was never sent"
    seqs = sorted(replies.keys() | {entry["seq"] for entry in stored})
    if seqs != list(range(1, len(seqs) + 1)):
        yield f"the turns are not numbered without gaps: {seqs}"
    by_id = {entry["id"]: entry for entry in stored}
    if replies.get(1, []) != _texts(journal.opened):
        yield "the first turn was altered"
    for sent in journal.sent:
        entry, turn = by_id.get(sent.id), sent.acknowledged
        if entry is not None and "text" in sent.message and entry["text"] != sent.message["text"]:
            yield f"{sent.id} was altered"
        if turn is None:
            continue
        if entry is None:
            yield f"{sent.id} was acknowledged and is not there"
        elif entry["seq"] != turn["seq"]:
            yield f"{sent.id} was acknowledged as turn {turn['seq']} and is turn {entry['seq']}"
        elif replies.get(turn["seq"], []) != _texts(turn):
            yield f"the answer to {sent.id} was altered"
    order = [entry["id"] for entry in sorted(stored, key=lambda entry: entry["seq"])]
    if order != [sent.id for sent in journal.sent if sent.id in by_id]:
        yield "the messages are in another order"


def _texts(turn: Mapping[str, Any]) -> list[str]:
    return [reply["text"] for reply in turn["replies"]]
