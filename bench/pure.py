"""The pure turn: microseconds for a plain answer, over whole applications in several industries."""

from __future__ import annotations

import time
from statistics import median

from bench.applicants import BUSINESSES, take, walk
from bench.figures import Figure
from dialogs.exchange import Said
from dialogs.knowledge_in_force import Knowledge

ROUNDS = 20


def pure_turn(knowledge: Knowledge, *, rounds: int = ROUNDS) -> Figure:
    """The median over every plain answer of these applications, each taken again and again in the same situation."""
    samples: list[float] = []
    for business in BUSINESSES:
        steps = [(before, said) for before, said in walk(business, knowledge)[1:] if isinstance(said, Said)]
        for before, said in steps:
            take(before, 1, said, knowledge)
        for _ in range(rounds):
            for before, said in steps:
                started = time.perf_counter()
                take(before, 1, said, knowledge)
                samples.append((time.perf_counter() - started) * 1e6)
    return Figure("pure_turn_us", median(samples), "us", "<= 100")
