"""The terminal (命令行渠道): the applicant's conversation line by line, for a person, a pipe or a script."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Protocol

from bot.home import House
from bot.lookups import CODE_LENGTH
from dialogs.conversation import Conversation, ConversationId, Locale, State
from dialogs.exchange import Chose, Payload, Reply, Said, Signed
from dialogs.words import Words, load_words
from errors import IntakeError
from storage.turns import TurnRecord

LARGEST_FILE = 60_000_000
"""Bytes read of a file; a material may allow less, and says so."""


class Screen(Protocol):
    """Where lines go, and where they come from."""

    def show(self, text: str) -> None:
        """Shows a text."""
        ...

    async def ask(self, prompt: str) -> str | None:
        """The next line; None at the end of input."""
        ...


class Ending(Enum):
    """How a conversation in the terminal ended."""

    LEFT = "left"
    CLOSED = "closed"


class UnknownCode(IntakeError):
    """A resume code that is wrong, used or expired."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The last turn as it stands on the screen; numbers mean its choices."""

    record: TurnRecord
    choices: tuple[str, ...] = ()


@cache
def _catalogue() -> Words:
    return load_words(files=("terminal.yaml",))


@dataclass(slots=True)
class Terminal:
    """One conversation on one screen."""

    house: House
    screen: Screen
    conversation_id: ConversationId
    locale: Locale
    _shown: _Shown
    _seq: int = field(default=0)

    async def run(self) -> Ending:
        """Talks until the applicant leaves or the input ends."""
        self._say("how")
        await self._show(self._shown.record)
        following = asyncio.create_task(self._follow())
        try:
            while (line := await self._next_line()) is not None:
                if await self._take_line(line) is Ending.LEFT:
                    return Ending.LEFT
            return Ending.CLOSED
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            # readable copies lie open on the disk only as long as somebody may be reading them
            await asyncio.to_thread(shutil.rmtree, self._folder(), ignore_errors=True)

    async def leave(self) -> None:
        """Says how to go on later: with a resume code, drawn as by "pause"."""
        conversation = await self.house.engine.conversation(self.conversation_id)
        if conversation.erased or conversation.state is State.WITHDRAWN:
            return
        record = await self._send(Said(self._word("say_pause")))
        code = next((code for reply in record.replies for code in _codes(reply.text)), None)
        if code is None:
            self.screen.show(self._word("kept") + "yizheng chat")
        else:
            self.screen.show(self._word("kept") + self._word("kept_code", code=code))

    # --- lines ---------------------------------------------------------------------------------------------------

    async def _next_line(self) -> str | None:
        asking = self._shown.record.asking
        if asking is not None and asking.step == "sign":
            self._say("sign_how")
            return await self.screen.ask(self._word("sign_name"))
        return await self.screen.ask(self._word("prompt"))

    async def _take_line(self, line: str) -> Ending | None:
        text = line.strip()
        command, _, rest = text.partition(" ")
        asking = self._shown.record.asking
        match command:
            case "":
                return None
            case ":quit" | ":q":
                return Ending.LEFT
            case ":help":
                self._say("how")
            case ":upload":
                await self._upload(rest.strip().strip("'\""))
            case _ if command.startswith(":"):
                self._say("unknown_command", command=command)
            case _ if asking is not None and asking.step == "sign":
                await self._sign(text)
            case _:
                payload = self._payload(text)
                if payload is not None:
                    await self._tell(payload)
        return None

    def _payload(self, text: str) -> Payload | None:
        """A number, or several where several may be chosen, presses buttons; anything else is said."""
        choices = self._shown.choices
        numbers = [part.strip() for part in text.replace("，", ",").replace("、", ",").split(",")]
        asking = self._shown.record.asking
        if not choices or not all(number.isascii() and number.isdigit() for number in numbers):
            return Said(text)
        picked = [int(number) for number in numbers]
        wrong = [number for number in picked if not 1 <= number <= len(choices)]
        several = asking is not None and asking.type == "multi_choice"
        if wrong and _is_number(asking.type if asking is not None else ""):
            return Said(text)
        if wrong:
            self._say("no_such_number", number=wrong[0])
            return None
        chosen = [choices[number - 1] for number in picked]
        if several and all(one.startswith("fact:") for one in chosen):
            return Chose(f"{chosen[0].rpartition(':')[0]}:{','.join(one.rpartition(':')[2] for one in chosen)}")
        return Chose(chosen[0]) if len(chosen) == 1 else Said(text)

    # --- files and signature -------------------------------------------------------------------------------------

    async def _upload(self, named: str) -> None:
        if not named:
            self._say("upload_what")
            return
        path = Path(named)
        try:
            data = await asyncio.to_thread(_read, path)
        except (OSError, ValueError, RuntimeError) as unreadable:
            why = unreadable.strerror if isinstance(unreadable, OSError) else ""
            self._say("upload_unreadable", path=named, why=why or type(unreadable).__name__)
            return
        file = _Chosen(path.name, None, data)
        record = await self.house.uploads.receive(self.conversation_id, _message_id(), file)
        await self._show(record)

    async def _sign(self, text: str) -> None:
        """The name first, then the confirmation in so many words: never one without the other."""
        if text == "0":
            await self._tell(Chose("step:sign:back"))
            return
        agreed = await self.screen.ask(self._word("sign_confirm"))
        if (agreed or "").strip().strip("“”\"'").lower() != self._word("sign_agreed"):
            self._say("sign_not_agreed")
            return
        await self._tell(Signed(text, agreed=True, evidence={"channel": "terminal"}))

    # --- turns ---------------------------------------------------------------------------------------------------

    async def _tell(self, payload: Payload) -> None:
        await self._show(await self._send(payload))

    async def _send(self, payload: Payload) -> TurnRecord:
        return await self.house.engine.handle(self.conversation_id, _message_id(), payload)

    async def _follow(self) -> None:
        """Shows what others say in the conversation: staff, departments, pages of ours."""
        async for record in self._news():
            if record.seq > self._seq:
                await self._show(record)

    async def _news(self) -> AsyncIterator[TurnRecord]:
        async for record in self.house.engine.subscribe(self.conversation_id, after=self._seq):
            await asyncio.sleep(0.2)  # what was typed here is shown by who typed it
            yield record

    async def _show(self, record: TurnRecord) -> None:
        if record.seq <= self._seq:
            return
        self._seq = record.seq
        conversation = await self.house.engine.conversation(self.conversation_id)
        self.locale = conversation.locale
        choices: list[str] = []
        for reply in record.replies:
            await self._show_reply(reply, conversation, choices)
        if choices and record.asking is not None and record.asking.type == "multi_choice":
            self._say("choose_several")
        self._shown = _Shown(record, tuple(choices))

    async def _show_reply(self, reply: Reply, conversation: Conversation, choices: list[str]) -> None:
        text = self._word("speaker", name=reply.speaker, text=reply.text) if reply.speaker else reply.text
        self.screen.show("\n" + _printable(text))
        for attached in reply.attachments:
            path = await self._document(conversation, attached.document)
            if path is not None:
                self._say("document", name=attached.name, path=str(path))
        for choice in reply.choices:
            choices.append(choice.id)
            self._say("choice", number=len(choices), label=choice.label)

    async def _document(self, conversation: Conversation, name: str) -> Path | None:
        """The document as a PDF beside the data, to be opened and read until the terminal is left."""
        knowledge = await self.house.packs.knowledge(conversation.pack)
        data = await self.house.documents.pdf(conversation, name, knowledge)
        if data is None:
            return None
        path = self._folder() / f"{name}.pdf"
        await asyncio.to_thread(_write_private, path, data)
        return path

    def _folder(self) -> Path:
        return self.house.settings.data / "documents" / self.conversation_id[:8]

    def _say(self, key: str, **values: object) -> None:
        self.screen.show(self._word(key, **values))

    def _word(self, key: str, **values: object) -> str:
        return _catalogue().say(key, self.locale, **values)


async def open_terminal(house: House, screen: Screen, *, locale: Locale = "zh", code: str = "") -> Terminal:
    """A new conversation, or the one of a resume code. Raises UnknownCode."""
    engine = house.engine
    if not code:
        opened = await engine.open(channel="terminal", locale=locale)
        return Terminal(house, screen, opened.conversation_id, locale, _Shown(opened.record))
    found = await engine.resume(code, by="terminal")
    if found is None:
        raise UnknownCode(_catalogue().say("resume_unknown", locale))
    conversation = await engine.conversation(found)
    word = _catalogue().say("say_continue", conversation.locale)
    record = await engine.handle(found, _message_id(), Said(word))
    return Terminal(house, screen, found, conversation.locale, _Shown(record))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A file as `Uploads` takes it."""

    name: str = field(repr=False)
    declared_type: str | None
    data: bytes = field(repr=False)


def _read(path: Path) -> bytes:
    with path.expanduser().open("rb") as file:
        return file.read(LARGEST_FILE)


def _write_private(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(data)
    path.chmod(0o600)


def _message_id() -> str:
    return f"terminal-{secrets.token_hex(8)}"


def _is_number(kind: str) -> bool:
    return kind in ("integer", "decimal", "money", "area_m2")


def _codes(text: str) -> Sequence[str]:
    """Resume codes in a reply."""
    import re

    return re.findall(rf"\b[A-HJKMNP-Z2-9]{{{CODE_LENGTH}}}\b", text, re.ASCII)


def _printable(text: str) -> str:
    """Without control characters, which could do things to the screen."""
    return "".join(one for one in text if one == "\n" or one.isprintable())
