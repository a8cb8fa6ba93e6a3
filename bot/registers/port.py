"""Registers (登记库) behind ports: what the city knows of a business, a person or premises, by credit code."""

from __future__ import annotations

from typing import Literal, Protocol

from dialogs.conversation import Conversation
from dialogs.exchange import Checked, Row, Silent, Unavailable

RegisterName = Literal["business_licence", "credit_register", "identity_register", "premises_register"]
REGISTERS: tuple[RegisterName, ...] = (
    "business_licence",
    "credit_register",
    "identity_register",
    "premises_register",
)


class Register(Protocol):
    """One register."""

    async def row(self, key: str) -> Row | Silent | Unavailable:
        """What it holds under a credit code. Raises DeliveryFailed when it does not answer as documented."""
        ...


class RealName(Protocol):
    """The real-name check (实名核验) of the person who chats."""

    async def check(self, conversation: Conversation) -> Checked | Silent | Unavailable:
        """Who it is; Silent when it could not be settled. Raises DeliveryFailed when the service does not answer."""
        ...
