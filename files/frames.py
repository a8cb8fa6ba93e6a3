"""How the sandbox and its child talk: frames of a JSON head and raw bytes, each with its length in front."""

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar, cast

from files.verdict import MEDIA_TYPES, REASONS, WARNINGS, Accepted, Detail, Refused, Verdict

_Word = TypeVar("_Word", bound=str)

LENGTHS = struct.Struct(">II")  # of the head and of the body, in bytes
READY = b"ready\n"  # what a child says before the first frame
LONGEST_HEAD = 1 << 20
LONGEST_BODY = 256 << 20


@dataclass(frozen=True, slots=True)
class Task:
    """One file to examine, with what was said about it."""

    data: bytes = field(repr=False)
    name: str = field(repr=False)
    declared_type: str | None
    formats: tuple[str, ...]
    max_mb: float


class BrokenFrame(ValueError):
    """What came over the pipe is not a frame of ours: the other side is lost, or no longer ours."""


def frame_lengths(prefix: bytes) -> tuple[int, int]:
    """The lengths of head and body. Raises BrokenFrame for lengths that nobody sends."""
    head, body = LENGTHS.unpack(prefix)
    if head > LONGEST_HEAD or body > LONGEST_BODY:
        raise BrokenFrame("lengths out of bounds")
    return head, body


def task_frame(task: Task) -> bytes:
    """A task, as the child reads it."""
    head = {
        "name": task.name,
        "declared_type": task.declared_type,
        "formats": task.formats,
        "max_mb": task.max_mb,
    }
    return _frame(head, task.data)


def read_task(head: bytes, body: bytes) -> Task:
    """The task in a frame of the parent, who is trusted."""
    said = cast("dict[str, Any]", json.loads(head))
    return Task(
        data=body,
        name=said["name"],
        declared_type=said["declared_type"],
        formats=tuple(said["formats"]),
        max_mb=said["max_mb"],
    )


def verdict_frame(verdict: Verdict, original: bytes) -> bytes:
    """A verdict, as the parent reads it. Bytes that did not change are not sent back."""
    match verdict:
        case Refused():
            return _frame({"refused": verdict.reason, "details": dict(verdict.details)}, b"")
        case Accepted():
            head = {key: value for key, value in asdict(verdict).items() if key != "normalised"}
            same = verdict.normalised == original
            return _frame({"accepted": head, "same": same}, b"" if same else verdict.normalised)


def read_verdict(head: bytes, body: bytes, original: bytes) -> Verdict:
    """The verdict in a child's frame. The child read hostile bytes: nothing it says is taken unchecked.

    Raises BrokenFrame.
    """
    try:
        said = cast("dict[str, Any]", json.loads(head))
        if "refused" in said:
            return Refused(_one_of(said["refused"], REASONS), _details(said["details"]))
        found = cast("dict[str, Any]", said["accepted"])
        return Accepted(
            kind=_one_of(found["kind"], tuple(MEDIA_TYPES)),
            media_type=_one_of(found["media_type"], tuple(MEDIA_TYPES.values())),
            pages=int(found["pages"]),
            sha256=_digest(found["sha256"]),
            normalised=original if said["same"] is True else body,
            normalised_sha256=_digest(found["normalised_sha256"]),
            safe_name=str(found["safe_name"]),
            width=None if found["width"] is None else int(found["width"]),
            height=None if found["height"] is None else int(found["height"]),
            warnings=tuple(_one_of(warning, WARNINGS) for warning in found["warnings"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        raise BrokenFrame("not a verdict") from broken


def _frame(head: dict[str, Any], body: bytes) -> bytes:
    encoded = json.dumps(head).encode()
    return LENGTHS.pack(len(encoded), len(body)) + encoded + body


def _one_of(given: object, allowed: tuple[_Word, ...]) -> _Word:
    for choice in allowed:
        if given == choice:
            return choice
    raise BrokenFrame("unknown word")


def _digest(given: object) -> str:
    text = str(given)
    if len(text) != 64 or not set(text) <= set("0123456789abcdef"):
        raise BrokenFrame("not a hash")
    return text


def _details(given: dict[str, Any]) -> dict[str, Detail]:
    details: dict[str, Detail] = {}
    for key, value in given.items():
        if isinstance(value, list):
            details[key] = tuple(str(part) for part in cast("list[object]", value))
        elif isinstance(value, str | int | float):
            details[key] = value
        else:
            raise BrokenFrame("unknown detail")
    return details
