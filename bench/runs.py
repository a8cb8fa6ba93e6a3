"""Runs of plain answers (连续作答): whole applications taken through the engine, only the plain answers of them timed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle

from bench.applicants import BUSINESSES, next_payload, walk
from bench.ground import Ground
from dialogs.conversation import ConversationId
from dialogs.exchange import Payload, Said
from dialogs.knowledge_in_force import Knowledge

Script = tuple[Payload, ...]
RUNS = 5
"""Runs of plain answers in an application, between buttons and uploads; the fewest of those above."""


def scripts_of(knowledge: Knowledge) -> Iterator[Script]:
    """What applicants in several industries say and do, without end."""
    return cycle([tuple(payload for _, payload in walk(business, knowledge)) for business in BUSINESSES])


@dataclass(slots=True)
class Visitor:
    """One applicant with the engine, in a conversation that was just opened."""

    ground: Ground
    script: Script
    conversation: ConversationId
    _at: int = 0
    _numbers: Iterator[int] = field(default_factory=count)

    async def prepare(self) -> None:
        """Everything up to the next plain answer, or to the end: buttons, uploads, signing. Not timed."""
        while not self.plain_ahead() and not self.is_done:
            await self._press()

    @property
    def is_done(self) -> bool:
        """Whether the application is complete."""
        return self._at == len(self.script)

    def plain_ahead(self) -> int:
        """How many plain answers come in a row from here on."""
        run = 0
        while self._at + run < len(self.script) and isinstance(self.script[self._at + run], Said):
            run += 1
        return run

    async def answer(self) -> int:
        """The plain answers in a row, each when the one before is stored; returns how many."""
        answers = self.script[self._at : self._at + self.plain_ahead()]
        handle, conversation, numbers = self.ground.engine.handle, self.conversation, self._numbers
        for answer in answers:
            await handle(conversation, f"m{next(numbers)}", answer)
        self._at += len(answers)
        return len(answers)

    async def _press(self) -> None:
        # what buttons and uploads carry differs from conversation to conversation
        engine = self.ground.engine
        conversation = await engine.conversation(self.conversation)
        last = await engine.transcript(self.conversation, after=conversation.version - 1)
        payload = next_payload(conversation, last[-1].asking, self.ground.knowledge)
        if payload is None or type(payload) is not type(self.script[self._at]):
            raise AssertionError("the engine asks otherwise than the walk did")
        await engine.handle(self.conversation, f"m{next(self._numbers)}", payload)
        self._at += 1


async def prepare_all(visitors: list[Visitor], scripts: Iterator[Script]) -> None:
    """Brings everybody to their next plain answers; who is done makes room for somebody with a new application."""
    for place, visitor in enumerate(visitors):
        await visitor.prepare()
        if visitor.is_done:
            visitors[place] = await arrive(visitor.ground, next(scripts))


async def spread(visitors: Sequence[Visitor]) -> None:
    """Takes them different ways into their applications, as people are who came at different times. Not timed.

    In step, all would say their first sentence in one round, and the figure of that round would be of nothing else.
    """
    for place, visitor in enumerate(visitors):
        for _ in range(place // len(BUSINESSES) % RUNS):
            await visitor.prepare()
            await visitor.answer()


async def arrive(ground: Ground, script: Script) -> Visitor:
    """Somebody opens a conversation."""
    return Visitor(ground, script, (await ground.engine.open(channel="web")).conversation_id)


@dataclass(frozen=True, slots=True)
class Timed:
    """So many plain turns in so many seconds."""

    turns: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds


async def answer_all(visitors: Sequence[Visitor], *, at_once: int) -> Timed:
    """The run of plain answers of every prepared visitor, so many of them at a time."""
    # longest first, so that the last ones do not stand alone at the end
    waiting = sorted(visitors, key=Visitor.plain_ahead)

    async def work() -> int:
        done = 0
        while waiting:
            done += await waiting.pop().answer()
        return done

    started = time.perf_counter()
    turns = sum(await asyncio.gather(*(work() for _ in range(at_once))))
    return Timed(turns, time.perf_counter() - started)
