"""Look-ups (查询): what a turn needs from outside, asked for all at once, each with a time limit."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from bot.inbound import Clock
from bot.registers.breaker import Breaker
from bot.registers.port import RealName, Register
from dialogs.conversation import Conversation, ConversationId, Origin
from dialogs.exchange import Drawn, Inbound, LookedUp, Lookup, Row, Silent, Unavailable
from errors import IntakeError
from knowledge.values import Value
from storage import conversations, counters, links
from storage.store import Store

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look alike (I L O 0 1): a resume code is read from one screen and typed on another."""
CODE_LENGTH = 8
CODE_SPAN_S = 3 * 24 * 3600
_NEVER_EARLIER = frozenset({Origin.INDUSTRY, Origin.DERIVED, Origin.CREDIT_REGISTER})


class OutsideWorld:
    """Answers look-ups from registers, the real-name check and storage."""

    def __init__(
        self,
        store: Store,
        registers: Mapping[str, Register],
        real_name: RealName,
        *,
        clock: Clock,
        limit_s: float = 3.0,
    ) -> None:
        self._store = store
        self._registers = dict(registers)
        self._real_name = real_name
        self._clock = clock
        self._breakers = {name: Breaker(limit_s=limit_s) for name in (*registers, "real_name")}

    async def answers(
        self, lookups: Sequence[Lookup], conversation: Conversation, inbound: Inbound
    ) -> Mapping[Lookup, LookedUp]:
        """An answer to each look-up; a source that fails is Unavailable."""
        found = await asyncio.gather(*(self._answer(lookup, conversation) for lookup in lookups))
        return dict(zip(lookups, found, strict=True))

    async def _answer(self, lookup: Lookup, conversation: Conversation) -> LookedUp:
        match lookup.kind:
            case "real_name":
                return await self._breakers["real_name"].ask(lambda: self._real_name.check(conversation))
            case "earlier":
                return await self._earlier(lookup.key)
            case "serial":
                return Drawn(
                    await self._store.write(lambda connection: counters.reference_serial(connection, lookup.key))
                )
            case "resume_code":
                return Drawn(await self._code(conversation.id))
            case name:
                register = self._registers.get(name)
                if register is None:
                    return Unavailable()
                return await self._breakers[name].ask(lambda: register.row(lookup.key))

    async def _earlier(self, subject: str) -> LookedUp:
        """The answers of the person's latest submitted application (历史申请)."""
        keyring = self._store.keyring

        def latest(connection: Connection) -> Conversation | None:
            for conversation_id in conversations.submitted_by(connection, keyring, subject):
                kept = conversations.load(connection, keyring, conversation_id)
                if kept is not None:
                    return kept.conversation
            return None

        try:
            found = await self._store.read(latest)
        except IntakeError:  # storage is down, or it was erased this moment: the applicant is asked instead
            return Unavailable()
        if found is None:
            return Silent()
        facts: dict[str, Value] = {
            code: answer.value
            for code, answer in found.answers.items()
            if answer.confirmed and not answer.flagged and answer.origin not in _NEVER_EARLIER
        }
        return Row(facts)

    async def _code(self, conversation_id: ConversationId) -> str:
        """A resume code (接续码); those drawn before stop working."""
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        keyring, now_s = self._store.keyring, self._clock.read()[2] // 1000

        def issue(connection: Connection) -> None:
            links.withdraw(connection, purpose="resume", conversation_id=conversation_id)
            links.issue(
                connection,
                keyring,
                purpose="resume",
                token=code,
                conversation_id=conversation_id,
                expires_s=now_s + CODE_SPAN_S,
            )

        await self._store.write(issue)
        return code
