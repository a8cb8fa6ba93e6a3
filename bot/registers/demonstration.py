"""The demonstration registers (演示登记库): rows in the database, put there from knowledge/city/demonstration.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import yaml
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.registers.port import REGISTERS, RegisterName
from dialogs.conversation import Answer, Conversation
from dialogs.exchange import Checked, Row, Silent
from errors import PackError
from knowledge.values import Value
from storage import conversations, registers
from storage.store import Store

ROWS = "demonstration.yaml"
NOT_LISTED: Mapping[str, Value] = {"on_dishonesty_list": False}
"""What the credit register says of everybody it has no row of: it lists the dishonest only."""
LEVEL = "demonstration"


class DemonstrationRegister:
    """A register whose rows are in our own database."""

    def __init__(self, store: Store, name: RegisterName) -> None:
        self._store = store
        self._name = name

    async def row(self, key: str) -> Row | Silent:
        """The row under a credit code."""
        facts = await self._store.read(lambda connection: registers.row(connection, self._name, key))
        if facts is not None:
            return Row(facts)
        return Row(NOT_LISTED) if self._name == "credit_register" else Silent()


class DemonstrationRealName:
    """Takes everybody for whom they have to be: the agent where one applies, else the person in the registers.

    It checks nothing, which its level says, and never stands in a production profile.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def check(self, conversation: Conversation) -> Checked:
        """The person, joined to earlier applications of the same chat only.

        Nothing was checked, so a credit code must not open what somebody else once told: a chat of a messaging app has one
        owner, a page may be opened by anybody.
        """
        answers = conversation.answers
        code = _text(answers.get("unified_social_credit_code"))
        licence = await self._facts("business_licence", code) or {}
        name = (
            _text(answers.get("agent_name"))
            or licence.get("legal_representative")
            or _text(answers.get("legal_representative"))
        )
        chat = await self._store.read(lambda connection: conversations.chat_of(connection, conversation.id))
        subject = f"{LEVEL} {chat.hex() if chat is not None else conversation.id}"
        return Checked(str(name), LEVEL, self._store.keyring.blind_index("person", subject).hex())

    async def _facts(self, register: RegisterName, code: str) -> dict[str, Value] | None:
        return await self._store.read(lambda connection: registers.row(connection, register, code))


def _text(answer: Answer | None) -> str:
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


async def put_demonstration_rows(store: Store, folder: Path) -> None:
    """Puts the rows of a pack's folder into the registers where they are still empty.

    Raises PackError when the file is not as documented at its top.
    """
    if not (folder / ROWS).is_file() or not await store.read(registers.is_empty):
        return
    rows = _read(folder / ROWS)

    def put(connection: Connection) -> None:
        for register, key, facts in rows:
            registers.put(connection, register, key, facts)

    with suppress(IntegrityError):  # another process that starts now was first
        await store.write(put)


def _read(path: Path) -> list[tuple[RegisterName, str, dict[str, Value]]]:
    plain: Any = yaml.safe_load(path.read_text("utf-8"))
    found: list[tuple[RegisterName, str, dict[str, Value]]] = []
    for register, rows in cast("dict[Any, Any]", plain).items():
        if register not in REGISTERS:
            raise PackError(f"{path.name}: there is no register {register!r}. Name one of {', '.join(REGISTERS)}.")
        for key, facts in cast("dict[Any, Any]", rows).items():
            try:
                values = {str(code): registers.as_value(value) for code, value in facts.items()}
            except ValueError as wrong:
                raise PackError(f"{path.name}, {register}, {key}: {wrong}. Mend the row.") from None
            found.append((register, str(key), values))
    return found
