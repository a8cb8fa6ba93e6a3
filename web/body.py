"""Reading request bodies: never more than allowed, and never for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from web.deadline import SharedDeadline
from web.problems import Problem

MESSAGE_BYTES = 1024 * 1024
UPLOAD_MB = 30
"""The most that any material may have; its own limit is checked when it is examined."""
LARGEST_FIELD = 1024 * 1024
"""A drawn signature is the longest."""
_FORM_EXTRA = 2 * LARGEST_FIELD
_in_time = SharedDeadline(30.0)
_UPLOAD_S = 600.0


async def message_body(request: Request) -> bytes:
    """The body of a message.

    Raises Problem 413 for one that is too long, 400 for one that does not come in time.
    """
    if _announced(request) > MESSAGE_BYTES:
        raise _message_too_large()
    parts: list[bytes] = []
    size = 0
    try:
        with _in_time():
            while True:
                message = await request.receive()
                if message["type"] == "http.disconnect":
                    raise Problem(400, "bad_request", field="body")
                part: bytes = message.get("body", b"")
                size += len(part)
                if size > MESSAGE_BYTES:
                    raise _message_too_large()
                parts.append(part)
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        raise Problem(400, "bad_request", field="body") from None
    return parts[0] if len(parts) == 1 else b"".join(parts)


@dataclass(frozen=True, slots=True)
class SentFile:
    """An uploaded file as the client describes it; nothing of that is believed."""

    name: str = field(repr=False)
    declared_type: str | None
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Form:
    """A submitted form: its fields, each with its last value, and at most one file."""

    fields: Mapping[str, str] = field(repr=False)
    file: SentFile | None = None


async def read_form(request: Request) -> Form:
    """A form, with or without a file.

    Raises Problem 413 for one that is too large, 400 for one that is broken or does not come in time.
    """
    limit = UPLOAD_MB * 1024 * 1024 + _FORM_EXTRA
    too_large = Problem(413, "file_too_large", max_mb=UPLOAD_MB, headers={"connection": "close"})
    if _announced(request) > limit:
        raise too_large
    counted = Request(request.scope, _counting(request.receive, limit, too_large))
    try:
        async with asyncio.timeout(_UPLOAD_S):
            parts = await counted.form(max_files=1, max_fields=8, max_part_size=LARGEST_FIELD)
    except (MultiPartException, TimeoutError, ClientDisconnect, KeyError, ValueError):
        raise Problem(400, "upload") from None
    try:
        return await _as_form(parts)
    finally:
        await parts.close()


async def _as_form(parts: FormData) -> Form:
    fields: dict[str, str] = {}
    file: SentFile | None = None
    for name, value in parts.multi_items():
        if isinstance(value, UploadFile):
            file = SentFile(value.filename or "", value.content_type, await value.read())
        else:
            fields[name] = value
    return Form(fields, file)


def _announced(request: Request) -> int:
    announced = request.headers.get("content-length", "")
    return int(announced) if announced.isascii() and announced.isdigit() and len(announced) < 19 else 0


def _message_too_large() -> Problem:
    return Problem(413, "too_large", max_kb=MESSAGE_BYTES // 1024, headers={"connection": "close"})


def _counting(receive: Receive, limit: int, too_large: Problem) -> Receive:
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise too_large
        return message

    return counted
