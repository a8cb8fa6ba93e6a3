"""A process that takes turns until it is killed, telling each acknowledged one to its standard output; some with a bug.

Run as: python -m tests.bot.engine.crashing URL KEY_FILE ROUND [BUG]
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from pathlib import Path

from bot.engine import Engine
from bot.inbound import system_clock
from dialogs.conversation import ConversationId
from dialogs.exchange import Said
from storage.store import open_store
from tests.bot.engine.scripted import EchoDialogue, NoLookups

TALKS = 8
BUGS = ("acknowledged_before_commit", "doubled", "altered")


def tell(conversation_id: str, message_id: str, text: str, seq: int | None, reply: str | None) -> None:
    """One line in one write, so that a kill leaves it whole or absent."""
    line = json.dumps([conversation_id, message_id, text, seq, reply]) + "\n"
    os.write(1, line.encode())


async def talk(engine: Engine, conversation_id: ConversationId, name: str, bug: str) -> None:
    sent: list[tuple[str, str]] = []
    number = 0
    while True:
        if sent and random.random() < 0.05:
            message_id, text = random.choice(sent)  # a deliberate repeat
            if bug == "doubled":
                message_id = f"{message_id} again"
        else:
            number += 1
            message_id, text = f"{name}-{number}", f"words {name} {number}"
            sent.append((message_id, text))
        if bug == "acknowledged_before_commit":
            tell(conversation_id, message_id, text, None, None)
        stored = text.upper() if bug == "altered" and text.endswith("7") else text
        record = await engine.handle(conversation_id, message_id, Said(stored))
        if bug != "acknowledged_before_commit":
            tell(conversation_id, message_id, text, record.seq, record.replies[0].text)


async def main(url: str, key_file: str, turn: str, bug: str = "") -> None:
    """Opens the database and talks in several conversations at once."""
    async with open_store(url, Path(key_file)) as store:
        engine = Engine(store, EchoDialogue(), NoLookups(), clock=system_clock())
        opened = [await engine.open(channel="web") for _ in range(TALKS)]
        await asyncio.gather(
            *(talk(engine, one.conversation_id, f"{turn}.{number}", bug) for number, one in enumerate(opened))
        )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
