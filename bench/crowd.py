"""A crowd over HTTP (并发申请人): `python -m bench.crowd PORT` holds conversations with a server, and prints what it measured.

It runs in a process of its own, so that it shares no interpreter with the server. Each client calls from a loopback
address of its own and holds several conversations one after the other, so that the server's rate limits stay on.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass
from itertools import count
from typing import Any

import orjson

from bench.applicants import BUSINESSES, plain_answer
from bench.http_client import Connection, ask, connect, post, timed
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack

MOST_STEPS = 38
"""What the server takes of one conversation at once is 40 messages; all that is measured stays below it."""
PATH = "/api/v1/conversations"


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many clients, with how many conversations each, of which so many plain answers at most are timed."""

    clients: int = 64
    conversations: int = 4
    answers: int = 20


@dataclass(frozen=True, slots=True)
class Pilot:
    """What one applicant found: after so many steps come these plain answers in a row."""

    steps: int
    texts: tuple[str, ...]


class Talk:
    """One conversation over a connection."""

    def __init__(self, connection: Connection, opened: dict[str, Any], business: str, pack: Pack) -> None:
        self._connection = connection
        self._path, self._token = f"{PATH}/{opened['id']}/messages", opened["token"]
        self._turn, self._business, self._pack = opened, business, pack
        self._numbers = count(1)

    async def step(self) -> str | None:
        """What is said or pressed next is sent; the words, or None when it was a button."""
        text = self._next_text()
        if text is not None:
            await self._send({"text": text})
            return text
        choices = [choice["id"] for reply in self._turn["replies"] for choice in reply["choices"]]
        await self._send({"choice": choices[0]})
        return None

    def asks_for_files(self) -> bool:
        """Whether the plain part is over."""
        asking = self._turn["asking"]
        return asking is None or asking.get("material") is not None

    def serialised(self, texts: tuple[str, ...]) -> list[bytes]:
        """The requests that say these words."""
        return [post(self._path, {"id": f"m{next(self._numbers)}", "text": text}, token=self._token) for text in texts]

    def _next_text(self) -> str | None:
        asking = self._turn["asking"]
        if asking.get("fact") == "industry_category":
            return self._business
        return plain_answer(self._pack.facts[asking["fact"]]) if asking.get("fact") else None

    async def _send(self, message: dict[str, str]) -> None:
        request = post(self._path, {"id": f"m{next(self._numbers)}", **message}, token=self._token)
        self._turn = await ask(self._connection, request)


async def open_talk(connection: Connection, business: str, pack: Pack) -> Talk:
    """A new conversation."""
    return Talk(connection, await ask(connection, post(PATH, {"locale": "zh"})), business, pack)


async def find_pilot(connection: Connection, business: str, pack: Pack, most: int) -> Pilot:
    """The longest row of plain answers before files are asked for."""
    talk = await open_talk(connection, business, pack)
    said: list[str | None] = []
    while not talk.asks_for_files() and len(said) < MOST_STEPS:
        said.append(await talk.step())
    best = Pilot(0, ())
    for start in range(1, len(said)):
        texts: list[str] = []
        while start + len(texts) < len(said) and len(texts) < most and (text := said[start + len(texts)]) is not None:
            texts.append(text)
        if len(texts) > len(best.texts):
            best = Pilot(start, tuple(texts))
    return best


async def hold(port: int, crowd: Crowd) -> list[float]:
    """Seconds of each plain answer, and as the last number the seconds that all of them took together."""
    pack, _ = load_pack(CITY)
    connections = [await connect(port, local_address=f"127.0.1.{client + 1}") for client in range(crowd.clients)]
    pilots = {business: await find_pilot(connections[0], business, pack, crowd.answers) for business in BUSINESSES}

    async def prepare(number: int, connection: Connection) -> list[bytes]:
        requests: list[bytes] = []
        for conversation in range(crowd.conversations):
            business = BUSINESSES[(number + conversation) % len(BUSINESSES)]
            talk = await open_talk(connection, business, pack)
            for _ in range(pilots[business].steps):
                await talk.step()
            requests.extend(talk.serialised(pilots[business].texts))
        return requests

    prepared = await asyncio.gather(*(prepare(number, one) for number, one in enumerate(connections)))
    latencies: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(
        *(timed(one, requests, latencies) for one, requests in zip(connections, prepared, strict=True))
    )
    seconds = time.perf_counter() - started
    for connection in connections:
        connection.close()
    return [*latencies, seconds]


def main(arguments: list[str]) -> None:
    """Prints the measured seconds as one JSON list."""
    import uvloop

    port, clients, conversations, answers = (int(argument) for argument in arguments)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        measured = runner.run(hold(port, Crowd(clients, conversations, answers)))
    sys.stdout.buffer.write(orjson.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1:])
