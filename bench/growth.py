"""What a turn costs as everything around it grows (规模增长): industries in the pack, conversations in the database."""

from __future__ import annotations

import random
import secrets
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection, insert

from bench.applicants import TODAY, take, walk
from bench.clones import with_industries
from bench.figures import Figure, say
from bench.ground import Ground, open_ground
from bench.runs import Visitor, answer_all, scripts_of
from dialogs.conversation import Conversation, ConversationId
from dialogs.exchange import Inbound, Payload, Said, Started
from dialogs.knowledge_in_force import Knowledge
from dialogs.start import new_conversation
from knowledge.pack import Pack
from storage.conversations import changed_columns, token_hash
from storage.snapshot import Snapshots
from storage.tables import conversations, data_keys, turns
from storage.turns import fingerprint, record_of, turn_row

MEASURED = ("奶茶店", "drinks_snacks")
CHUNK = 2_000


# --- industries ------------------------------------------------------------------------------------------------------


def industries_figure(pack: Pack, *, many: int = 1000, rounds: int = 15) -> Figure:
    """growth_industries_1000_of_1: every plain answer of one application, understood and taken, with both packs.

    The first message, which names the business, is among them. Each step is taken in turn with the one and the other
    pack; the figure is the ratio of the sums of the steps' medians.
    """
    business, code = MEASURED
    say(f"growth: building a pack of {many} industries")
    packs = [Knowledge.build(with_industries(pack, [code], number)) for number in (1, many)]
    walks = [_plain_steps(business, knowledge) for knowledge in packs]
    assert [said for _, said in walks[0]] == [said for _, said in walks[1]], "clones must not change the conversation"
    costs: list[list[list[float]]] = [[[] for _ in steps] for steps in walks]
    sides = list(enumerate(packs))
    for _ in range(rounds + 1):
        sides.reverse()  # who comes second finds the processor's caches warm
        for place in range(len(walks[0])):
            for side, knowledge in sides:
                before, said = walks[side][place]
                started = time.perf_counter()
                take(before, 1, said, knowledge)
                costs[side][place].append(time.perf_counter() - started)
    few, more = (sum(median(samples[1:]) for samples in side) for side in costs)
    say(
        f"growth: {few / len(walks[0]) * 1e6:.0f} us a turn with 1 industry, {more / len(walks[0]) * 1e6:.0f} with {many}"
    )
    return Figure("growth_industries_1000_of_1", more / few, "ratio", "<= 1.3")


def _plain_steps(business: str, knowledge: Knowledge) -> list[tuple[Conversation, Payload]]:
    return [(before, said) for before, said in walk(business, knowledge) if isinstance(said, Said)]


# --- conversations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Growth:
    """How many conversations are stored on either side, and how many of them talk at a time."""

    few: int = 10
    many: int = 100_000
    rounds: int = 6


async def conversations_figure(folder: Path, growth: Growth | None = None) -> Figure:
    """growth_conversations_100000_of_10: seconds a plain turn, stored as always, with few and with many stored.

    In each round as many conversations as are on the small side are drawn at random from all of the large one, and both
    sides answer the same questions. What is compared is the turn of a conversation that is active: a conversation that
    was quiet for long is read from the database with its next message, which is told beside it and is not in the figure.
    """
    growth = growth or Growth()
    large_folder = folder / "large"
    large_folder.mkdir()
    drawn = random.Random(20261124)
    ratios: list[float] = []
    loads: list[float] = []
    async with open_ground(large_folder) as large:
        say(f"growth: storing {growth.many} conversations")
        ids = await fill(large, growth.many)
        scripts = scripts_of(large.knowledge)
        for number in range(growth.rounds):
            script = next(scripts)
            quiet = drawn.sample(ids, growth.few)
            for one in quiet:
                started = time.perf_counter()
                await large.engine.conversation(one)
                loads.append(time.perf_counter() - started)
            with tempfile.TemporaryDirectory(dir=folder) as small_folder:
                async with open_ground(Path(small_folder)) as small:
                    few = [Visitor(small, script, one) for one in await fill(small, growth.few)]
                    ratios.append(await _compared(few, [Visitor(large, script, one) for one in quiet]))
            say(f"growth {number + 1}/{growth.rounds}: a turn with many stored costs {ratios[-1]:.2f} of one with few")
    say(f"growth: reading a conversation that was quiet takes {median(loads) * 1e3:.2f} ms with {growth.many} stored")
    return Figure("growth_conversations_100000_of_10", median(ratios), "ratio", "<= 1.3")


async def _compared(few: Sequence[Visitor], many: Sequence[Visitor]) -> float:
    """Seconds of the many side by those of the few, over a whole application; who goes first changes with each run."""
    seconds = {"few": 0.0, "many": 0.0}
    sides = [("few", few), ("many", many)]
    while True:
        for _, side in sides:
            for visitor in side:
                await visitor.prepare()
        if not few[0].plain_ahead():
            return seconds["many"] / seconds["few"]
        for name, side in sides:
            seconds[name] += (await answer_all(side, at_once=len(side))).seconds
        sides.reverse()


async def fill(ground: Ground, number: int) -> list[ConversationId]:
    """Stores so many conversations that were just opened, in bulk, each with a key and a first turn of its own."""
    keyring, knowledge = ground.store.keyring, ground.knowledge
    inbound = Inbound("start", "2026-11-24T06:00:00Z", TODAY, Started())
    fresh = new_conversation(ConversationId(""), knowledge.name, channel="web", at=inbound.at)
    greeted = take(fresh, 0, inbound.payload, knowledge)
    request = fingerprint(inbound.payload)
    ids = [ConversationId(secrets.token_hex(16)) for _ in range(number)]

    def store(connection: Connection, some: Sequence[ConversationId]) -> None:
        rows: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = []
        for one in some:
            opened = replace(greeted.conversation, id=one, version=1, salt=secrets.token_hex(16))
            seal, wrapped = keyring.new_data_key(one)
            record = record_of(one, 1, inbound, replace(greeted, conversation=opened), "", request)
            told = {"id": one, "channel": "web", "token_sha256": token_hash(one), "started_at": inbound.at}
            key = {"conversation_id": one, "root_key_id": keyring.root_key_id, "wrapped": wrapped}
            rows.append(
                (told | changed_columns(opened, seal, keyring, inbound.at, Snapshots()), key, turn_row(record, seal))
            )
        for table, values in zip((conversations, data_keys, turns), zip(*rows, strict=True), strict=True):
            connection.execute(insert(table), list(values))

    for start in range(0, number, CHUNK):
        some = ids[start : start + CHUNK]
        await ground.store.write(lambda connection, some=some: store(connection, some))
    return ids
