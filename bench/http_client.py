"""A light HTTP client (轻量客户端): HTTP/1.1 over one kept connection each, requests serialised beforehand.

A general client costs more a request than the server does, and would measure itself.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, cast

import orjson


class Refused(Exception):
    """The server answered otherwise than 200."""


class Connection(asyncio.Protocol):
    """One connection with at most one request under way."""

    def __init__(self) -> None:
        self._transport: asyncio.WriteTransport | None = None
        self._received = bytearray()
        self._awaited: asyncio.Future[bytes] | None = None
        self._body_from = 0
        self._body_until = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the event loop."""
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is none by inheritance

    def data_received(self, data: bytes) -> None:
        """Called by the event loop; completes the answer once its whole body is there."""
        self._received += data
        if not self._body_until:
            head = self._received.find(b"\r\n\r\n")
            if head < 0:
                return
            self._body_from = head + 4
            self._body_until = self._body_from + _content_length(bytes(self._received[:head]))
        if len(self._received) >= self._body_until and self._awaited is not None:
            awaited, self._awaited = self._awaited, None
            status, body = bytes(self._received[9:12]), bytes(self._received[self._body_from : self._body_until])
            self._received.clear()
            self._body_until = 0
            if awaited.done():
                return
            if status == b"200":
                awaited.set_result(body)
            else:
                awaited.set_exception(Refused(f"{status.decode()}: {body[:200].decode(errors='replace')}"))

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the event loop."""
        if self._awaited is not None and not self._awaited.done():
            self._awaited.set_exception(exc or ConnectionError("the server closed the connection"))

    def send(self, request: bytes) -> asyncio.Future[bytes]:
        """The body of the answer; raises Refused when it is not 200."""
        assert self._transport is not None
        self._awaited = asyncio.get_running_loop().create_future()
        if self._transport.is_closing():
            self._awaited.set_exception(ConnectionError("the server has closed the connection"))
            return self._awaited
        self._transport.write(request)
        return self._awaited

    def close(self) -> None:
        """Hangs up."""
        if self._transport is not None:
            self._transport.close()


async def connect(port: int, *, local_address: str) -> Connection:
    """A connection to the server on this machine, from one of its own loopback addresses."""
    loop = asyncio.get_running_loop()
    _, made = await loop.create_connection(Connection, "127.0.0.1", port, local_addr=(local_address, 0))
    return made


def post(path: str, body: object, *, token: str = "") -> bytes:
    """A request, ready to be sent."""
    content = orjson.dumps(body)
    lines = [f"POST {path} HTTP/1.1", "host: 127.0.0.1", "content-type: application/json"]
    if token:
        lines.append(f"authorization: Bearer {token}")
    lines.append(f"content-length: {len(content)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def get(path: str, *, token: str) -> bytes:
    """A request, ready to be sent."""
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\r\n".encode()


async def ask(connection: Connection, request: bytes) -> dict[str, Any]:
    """The answer as JSON."""
    answer: dict[str, Any] = orjson.loads(await connection.send(request))
    return answer


async def timed(connection: Connection, requests: list[bytes], into: list[float]) -> None:
    """Sends one request after the other; notes how many seconds each took."""
    for request in requests:
        started = time.perf_counter()
        await connection.send(request)
        into.append(time.perf_counter() - started)


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise Refused("an answer without content-length")
