"""The whole house as a process: `python -m tests.web.serving DATA PORT [ABROAD …]`, for tests that kill it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import uvicorn

from bot.home import open_house
from bot.settings import Settings
from web.app import ahead_of, create_app
from web.limits import UNLIMITED


async def serve(data: Path, port: int, abroad: frozenset[str]) -> None:
    settings = Settings.model_validate({"data": data, "port": port, "abroad_channels": abroad})
    async with open_house(settings) as house:
        # a story types faster than people do
        app = create_app(house, rates=UNLIMITED)
        config = uvicorn.Config(ahead_of(app), port=port, log_level="warning", timeout_graceful_shutdown=3)
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), frozenset(sys.argv[3:])))
