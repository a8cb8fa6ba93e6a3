"""A whole application in the terminal, with files, documents and a signature."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.home import House, open_house
from bot.settings import Settings
from bot.terminal import open_terminal
from dialogs.conversation import Conversation, State
from files.samples import sample

WORDS = {
    "unified_social_credit_code": "92420303MA4E3Y6A6D",
    "legal_rep_id_number": "11010519491231002X",
    "contact_name": "林小满",
    "contact_phone": "13800138000",
    "food_safety_manager": "林小满",
}


class Paper:
    """A screen that keeps what is shown; somebody else says what comes next."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.lines: asyncio.Queue[str | None] = asyncio.Queue()
        self.waits = asyncio.Event()

    def show(self, text: str) -> None:
        self.shown.append(text)

    async def ask(self, prompt: str) -> str | None:
        if self.lines.empty():
            self.waits.set()
        self.shown.append(prompt)
        return await self.lines.get()

    async def say(self, *lines: str) -> None:
        self.waits.clear()
        for line in lines:
            self.lines.put_nowait(line)
        async with asyncio.timeout(30):
            await self.waits.wait()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(Settings.model_validate({"data": tmp_path / "var"})) as opened:
        yield opened


@pytest.mark.slow
async def test_an_application_goes_from_the_first_word_to_the_reference_number(house: House, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(sample("sample.pdf"))
    paper = Paper()
    terminal = await open_terminal(house, paper)
    running = asyncio.create_task(terminal.run())
    async with asyncio.timeout(30):
        await paper.waits.wait()
    await paper.say("我想在人民路88号开个奶茶店，大概60平，不卖烟")
    for _ in range(80):
        conversation = await house.engine.conversation(terminal.conversation_id)
        if conversation.state is State.SUBMITTED:
            break
        await paper.say(*_next(house, conversation, paper, plan))
    forms = list((tmp_path / "var" / "documents").rglob("form.pdf"))
    assert forms
    assert forms[0].stat().st_mode & 0o077 == 0
    paper.lines.put_nowait(":quit")
    await running
    submission = (await house.engine.conversation(terminal.conversation_id)).submission
    assert submission is not None, paper.shown[-30:]
    assert any(submission.reference in shown for shown in paper.shown)
    assert not forms[0].exists()


def _next(house: House, conversation: Conversation, paper: Paper, plan: Path) -> list[str]:
    """What a small drinks shop answers."""
    asking = conversation.asking
    assert asking is not None
    if asking.kind == "material":
        return [f":upload {plan}"]
    if asking.kind == "step":
        # what agrees comes first, but for signing
        return ["林小满", "同意"] if asking.code == "sign" else [_number(paper, asking.options, 0)]
    fact = house.packs.current().pack.facts[asking.code]
    if asking.code in WORDS:
        return [WORDS[asking.code]]
    if fact.type == "boolean":
        return [_number(paper, asking.options, 0 if asking.code == "chooses_commitment" else 1)]
    if asking.options:
        return [_number(paper, asking.options, -1 if fact.type == "multi_choice" else 0)]
    return ["2030年3月1日" if fact.type == "date" else "6"]


def _number(paper: Paper, options: tuple[str, ...], place: int) -> str:
    """The number before a choice of the question, which come last of all that is numbered."""
    shown = [line for line in paper.shown if re.match(r"  \d+\. ", line)]
    first = int(shown[-len(options)].strip().partition(".")[0])
    return str(first + place % len(options))
