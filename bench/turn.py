"""`bench turn`: the pure turn, durable turns, turns over HTTP, and what growth does to them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.durable import durable_figures
from bench.figures import Figure, say
from bench.growth import conversations_figure, industries_figure
from bench.http import http_figures
from bench.pure import pure_turn
from bot.collector import spare_what_stays
from dialogs.knowledge_in_force import Knowledge, work_out_plans
from knowledge.load import CITY, load_pack


def turn_figures(parent: Path | None = None) -> Iterator[Figure]:
    """The figures in the order of the contract, as they become known; files live in a folder that is gone afterwards.

    `parent` says on which disk: it should be the one on which the data will live.
    """
    import uvloop

    pack, _ = load_pack(CITY)
    knowledge = Knowledge.build(pack, work_out_plans(pack))
    knowledge.warm()
    spare_what_stays()  # as the server does
    say("pure turn")
    yield pure_turn(knowledge)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=parent) as temporary:
        folder = Path(temporary)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            yield from runner.run(durable_figures(folder))
        yield from http_figures(folder)
        yield industries_figure(pack)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            yield runner.run(conversations_figure(folder))
