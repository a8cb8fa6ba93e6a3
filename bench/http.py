"""Turns over HTTP (网络吞吐): the real server, 64 kept connections, plain answers; throughput and the slowest hundredth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import orjson

from bench.crowd import Crowd
from bench.figures import Figure, say
from bench.served import served

LIMIT_S = 180


def http_figures(folder: Path, crowd: Crowd | None = None) -> list[Figure]:
    """http_64_turns_s and http_64_p99_ms."""
    crowd = crowd or Crowd()
    with served(folder / "served") as port:
        say(f"http: {crowd.clients} clients on port {port}")
        numbers = (port, crowd.clients, crowd.conversations, crowd.answers)
        command = [sys.executable, "-m", "bench.crowd", *map(str, numbers)]
        client = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LIMIT_S)
    *latencies, seconds = orjson.loads(client.stdout)
    slowest = sorted(latencies)[int(0.99 * len(latencies))]
    say(f"http: {len(latencies)} turns in {seconds:.2f} s")
    return [
        Figure("http_64_turns_s", len(latencies) / seconds, "turns/s", ">= 1200"),
        Figure("http_64_p99_ms", slowest * 1000, "ms", "< 80"),
    ]
