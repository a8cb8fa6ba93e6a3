"""Scripted runs (情景模拟): scenarios played through the real engine on a temporary database, several side by side."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path

from backoffice.identity import PackageId
from backoffice.parts import envelopes
from bot.engine import Engine, StaleFence
from bot.inbound import CITY_ZONE, Clock
from bot.simulation.applicant import Applicant, Bring, CallStaff, Stop
from bot.simulation.outcome import Outcome, outcome_of
from bot.simulation.outside import ScriptedRegisters, Uploads
from bot.simulation.scenario import Scenario, Takeover
from dialogs.case import case_of
from dialogs.conversation import Channel, Conversation, ConversationId, Locale, Moment, State
from dialogs.exchange import (
    HandedBack,
    Inbound,
    LookedUp,
    Lookup,
    Needs,
    Payload,
    Said,
    StaffEntered,
    TakenOver,
    Turn,
)
from dialogs.knowledge_in_force import Knowledge
from dialogs.start import new_conversation
from dialogs.turn import turn
from dialogs.world import World
from files.sandbox import Examiner
from knowledge.documents.papers import make_papers
from knowledge.documents.slices import Part
from storage.store import Store, open_store
from storage.turns import TurnRecord

SIDE_BY_SIDE = 16
MOST_TURNS = 600
STAFF = "王丽"
MORNING = clock_time(9, 30)
"""The clock of a run with `today` stands at this time."""


class PackInForce:
    """The dialogue over one pack, as the engine takes it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._world = World(knowledge)

    async def prepare(self, pack: str) -> None:
        """The pack is at hand already."""

    def begin(self, conversation_id: ConversationId, *, channel: Channel, locale: Locale, at: Moment) -> Conversation:
        """A conversation without turns."""
        return new_conversation(
            conversation_id, self._knowledge.name, channel=channel, locale=locale, at=at, salt=conversation_id
        )

    def take(self, conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
        """One exchange."""
        return turn(conversation, inbound, replace(self._world, looked_up=looked_up) if looked_up else self._world)


@dataclass(slots=True)
class Theatre:
    """A temporary database with everything that scripted runs need; one engine for each day that they are set on."""

    store: Store
    knowledge: Knowledge
    registers: ScriptedRegisters
    uploads: Uploads
    _engines: dict[date | None, Engine] = field(default_factory=dict[date | None, Engine])

    async def play(self, scenario: Scenario) -> Outcome:
        """One scenario from its first word to the end."""
        run = _Run(self, scenario, self._engine(scenario.today))
        return await run.play()

    def _engine(self, today: date | None) -> Engine:
        engine = self._engines.get(today)
        if engine is None:
            clock = Clock((lambda: datetime.now(UTC)) if today is None else _standing(today))
            engine = Engine(self.store, PackInForce(self.knowledge), self.registers, clock=clock)
            self._engines[today] = engine
        return engine


@asynccontextmanager
async def open_theatre(knowledge: Knowledge) -> AsyncGenerator[Theatre]:
    """A theatre on a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="yizheng-simulate-") as folder:
        base = Path(folder)
        examiner = Examiner()
        try:
            async with open_store(f"sqlite:///{base / 'yizheng.db'}", base / "keys" / "root.key") as store:
                yield Theatre(store, knowledge, ScriptedRegisters(store, knowledge.pack), Uploads(examiner))
        finally:
            await examiner.close()


async def play_all(scenarios: Iterable[Scenario], knowledge: Knowledge) -> AsyncIterator[Outcome]:
    """The outcomes in the order of the scenarios, as they become known."""
    async with open_theatre(knowledge) as theatre:
        free = asyncio.Semaphore(SIDE_BY_SIDE)

        async def play(scenario: Scenario) -> Outcome:
            async with free:
                return await theatre.play(scenario)

        running = [asyncio.create_task(play(scenario)) for scenario in scenarios]
        try:
            for task in running:
                yield await task
        finally:
            for task in running:
                task.cancel()


def _standing(today: date):
    moment = datetime.combine(today, MORNING, CITY_ZONE)
    return lambda: moment


class _Run:
    """One scenario under way."""

    def __init__(self, theatre: Theatre, scenario: Scenario, engine: Engine) -> None:
        self._theatre = theatre
        self._scenario = scenario
        self._engine = engine
        self._records: list[TurnRecord] = []
        self._id = ConversationId("")

    async def play(self) -> Outcome:
        """From the first word to the end."""
        began = time.perf_counter()
        scenario, theatre = self._scenario, self._theatre
        opened = await self._engine.open(channel="simulated", locale=scenario.locale)
        self._id = opened.conversation_id
        self._records.append(opened.record)
        theatre.registers.stand_for(self._id, scenario)
        try:
            applicant = Applicant(scenario, theatre.knowledge.pack, scenario.today or datetime.now(CITY_ZONE).date())
            mismatches = await self._talk(applicant)
            conversation = await self._engine.conversation(self._id)
        finally:
            theatre.registers.release(self._id)
        transcript = [
            {"from": entry["from"], "text": entry["text"]} for record in self._records for entry in record.entries()
        ]
        outcome = outcome_of(
            scenario.title, conversation, theatre.knowledge, asked=applicant.asked,
            slices=handed_over(conversation, theatre.knowledge), transcript=transcript, turns=len(self._records),
            seconds=time.perf_counter() - began,
        )  # fmt: skip
        return outcome.judged(scenario.expect, mismatches)

    async def _talk(self, applicant: Applicant) -> Sequence[str]:
        """Say everything that is scripted; what went otherwise."""
        first = self._scenario.say
        record = self._records[-1]
        for number, text in enumerate(first, 1):
            record = await self._send(Said(text))
            applicant.listen(record.asking, record.replies, counts=number == len(first))
        if not first:
            applicant.listen(record.asking, record.replies, counts=True)
        while len(self._records) < MOST_TURNS:
            conversation = await self._engine.conversation(self._id)
            if conversation.waiting_since is not None and self._scenario.expect.state is State.WITH_STAFF:
                # Asked for a person, and expected to end with one: somebody comes, and keeps the conversation.
                await self._send(TakenOver(STAFF))
                return []
            move = applicant.next_move(record.asking, record.replies, conversation)
            match move:
                case Stop(mismatch):
                    return [mismatch] if mismatch else []
                case CallStaff():
                    refused = await self._staff(self._scenario.takeover)
                    if refused:
                        return [refused]
                case Bring(material):
                    refused = await self._bring(material)
                    if refused:
                        return [refused]
                case _:
                    await self._send(move)
            record = self._records[-1]
            applicant.listen(record.asking, record.replies, counts=True)
        return [f"no end after {MOST_TURNS} turns"]

    async def _send(self, payload: Payload) -> TurnRecord:
        record = await self._engine.handle(self._id, f"m{len(self._records)}", payload)
        self._records.append(record)
        return record

    async def _bring(self, material: str) -> str:
        """Hand a file in; what is wrong with it when it is refused twice."""
        wanted = self._theatre.knowledge.pack.materials[material]
        last = self._records[-1].at
        for _ in range(2):
            brought = await self._theatre.uploads.bring(self._scenario, wanted, last, len(self._records))
            if brought is None:
                return f"{material} is to be uploaded, and `uploads` has no entry for it"
            record = await self._send(brought)
            if record.asking is None or record.asking.material != material:
                return ""
        return f"{material}: the file was not accepted"

    async def _staff(self, takeover: Takeover | None) -> str:
        """A member of staff takes over, enters and hands back; what was refused."""
        await self._send(TakenOver(STAFF))
        for fact, text in (takeover.enters if takeover is not None else {}).items():
            fence = (await self._engine.conversation(self._id)).fence
            try:
                await self._send(StaffEntered(STAFF, fence, fact, text))
            except StaleFence:
                return f"takeover: {text!r} was not accepted for {fact}"
        await self._send(HandedBack(STAFF, (await self._engine.conversation(self._id)).fence))
        return ""


def handed_over(conversation: Conversation, knowledge: Knowledge) -> Mapping[str, Part]:
    """What each department gets of a submitted application, checked against what was signed. Raises NotAsSigned."""
    submission = conversation.submission
    if submission is None or conversation.state.value == "withdrawn":
        return {}
    case = case_of(conversation, knowledge)
    papers = make_papers(case)
    envelopes(case, papers, PackageId(conversation.id), submission.revision, submission.at)
    return papers.parts
