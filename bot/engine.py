"""The engine (办理引擎): takes turns and stores them; what it returned is committed, and a repeat changes nothing."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from bot.dialogue import Dialogue, Lookups
from bot.evidence import evidence_of
from bot.hot import Hot, HotConversations
from bot.inbound import Clock, mended, stored_message_id
from dialogs.conversation import Channel, Conversation, ConversationId, Locale
from dialogs.exchange import (
    Amended,
    Chose,
    Inbound,
    LookedUp,
    Lookup,
    Payload,
    Said,
    Signed,
    StaffEntered,
    Started,
    Turn,
    Uploaded,
    UploadRefused,
)
from errors import IntakeError, NotPermitted, StaleConversation
from storage import conversations, links
from storage.conversations import Opening
from storage.keys import Seal
from storage.outbox import effect_rows
from storage.store import Store
from storage.turn_rows import TurnWrite
from storage.turns import MessageConflict, TurnRecord, fingerprint, record_of, turn_row, turn_with_message, turns_after
from storage.writer import AlreadyStored

ROUNDS = 8
"""A turn that still needs look-ups after so many rounds would never end."""
RETAKES = 20
"""How often a turn is taken again because another process stored one in between."""
RESUME_TRIES = 5
RESUME_SPAN_S = 900
POLL_S = 1.0
TOKENS_KEPT = 20_000


class NoSuchConversation(NotPermitted):
    """There is no such conversation, or it is not yours: both look alike."""


class StaleFence(NotPermitted):
    """The conversation has another holder by now (交接序号已更新): load it again; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation just opened; the token opens it again and is shown to nobody else."""

    conversation_id: ConversationId
    token: str = field(repr=False)
    record: TurnRecord


class Engine:
    """One per process. Turns of one conversation are taken in the order of their calls, those of others side by side."""

    def __init__(
        self,
        store: Store,
        dialogue: Dialogue,
        lookups: Lookups,
        *,
        clock: Clock,
        pushes_to: frozenset[str] = frozenset(),
        hot_limit: int = 2000,
    ) -> None:
        """`pushes_to` are the channels whose replies are sent through the outbox, such as telegram."""
        self._store = store
        self._dialogue = dialogue
        self._lookups = lookups
        self._clock = clock
        self._pushes_to = pushes_to
        self._hot = HotConversations(hot_limit)
        self._tokens: dict[str, ConversationId] = {}
        self.effects_stored = asyncio.Event()
        """Set after each commit that left something in the outbox; the worker clears it."""

    # --- opening and finding -------------------------------------------------------------------------------------

    async def open(self, *, channel: Channel, locale: Locale = "zh", address: str | None = None) -> Opened:
        """A new conversation, stored with its first turn; `address` is the chat it is held in, where a channel pushes."""
        conversation_id = ConversationId(secrets.token_hex(16))
        token = secrets.token_urlsafe(32)
        at, today, now_ms = self._clock.read()
        fresh = self._dialogue.begin(conversation_id, channel=channel, locale=locale, at=at)
        await self._dialogue.prepare(fresh.pack)
        inbound = Inbound("start", at, today, Started())
        turn = await self._taken(fresh, inbound, {})
        later = replace(turn.conversation, version=1)
        seal, wrapped = self._store.keyring.new_data_key(conversation_id)
        record = record_of(conversation_id, 1, inbound, turn, "", fingerprint(inbound.payload))
        reached_on = frozenset((channel,)) if address is not None else frozenset[str]()
        effects = effect_rows(
            conversation_id, 1, turn.effects, delivers=bool(reached_on & self._pushes_to), now_ms=now_ms
        )
        opening = Opening(later, seal, wrapped, token, record, effects, None if address is None else (channel, address))
        keyring = self._store.keyring
        await self._store.write(lambda connection: conversations.store_opening(connection, keyring, opening))
        hot = self._hot.of(conversation_id)
        hot.conversation, hot.seal, hot.reached_on = later, seal, reached_on
        hot.recent = {record.message_id: record}
        if effects:
            self.effects_stored.set()
        return Opened(conversation_id, token, record)

    async def conversation(self, conversation_id: ConversationId) -> Conversation:
        """The conversation as it is stored now. Raises NoSuchConversation or Erased."""
        async with self._held(conversation_id) as (hot, _):
            if self._store.shared:
                hot.forget()
                await self._load(hot)
            assert hot.conversation is not None
            return hot.conversation

    async def record(self, conversation_id: ConversationId, message_id: str) -> TurnRecord | None:
        """The stored turn that answered a message."""
        async with self._held(conversation_id) as (hot, seal):
            message_id = stored_message_id(message_id)
            return hot.recent.get(message_id) or await self._stored(conversation_id, seal, message_id)

    async def seal(self, conversation_id: ConversationId) -> Seal:
        """The key in use for what belongs to a conversation, such as its files."""
        async with self._held(conversation_id) as (_, seal):
            return seal

    async def by_token(self, token: str) -> ConversationId | None:
        """The conversation that a bearer token opens."""
        known = self._tokens.get(token)
        if known is None:
            known = await self._store.read(lambda connection: conversations.by_token(connection, token))
            if known is not None:
                if len(self._tokens) >= TOKENS_KEPT:
                    del self._tokens[next(iter(self._tokens))]
                self._tokens[token] = known
        return known

    async def by_address(self, channel: str, address: str) -> ConversationId | None:
        """The conversation held in a chat of a messaging app."""
        keyring = self._store.keyring
        return await self._store.read(
            lambda connection: conversations.by_address(connection, keyring, channel, address)
        )

    async def addresses(self, conversation_id: ConversationId, channel: str) -> list[str]:
        """The chats of a channel in which a conversation is held."""
        seal = await self.seal(conversation_id)
        return await self._store.read(lambda connection: conversations.addresses_of(connection, seal, channel))

    async def attach(self, channel: str, address: str, conversation_id: ConversationId) -> None:
        """Holds a conversation in this chat from now on, as after a resume code."""
        async with self._held(conversation_id) as (hot, seal):
            keyring = self._store.keyring
            await self._store.write(
                lambda connection: conversations.attach(connection, keyring, seal, channel=channel, address=address)
            )
            hot.reached_on = hot.reached_on | {channel}

    async def resume(self, code: str, *, by: str) -> ConversationId | None:
        """The conversation of a resume code (接续码), which is used up; `by` says who tries, and few tries are free.

        Raises NotPermitted after too many.
        """
        now_s = self._clock.read()[2] // 1000
        keyring = self._store.keyring
        tries = await self._store.write(
            lambda connection: links.count_try(
                connection, keyring, who=f"resume {by}", now_s=now_s, span_s=RESUME_SPAN_S
            )
        )
        if tries > RESUME_TRIES:
            raise NotPermitted(f"Too many tries. Try again in {RESUME_SPAN_S // 60} minutes.")
        wanted = "".join(code.split()).upper()
        return await self._store.write(
            lambda connection: links.redeem(connection, keyring, purpose="resume", token=wanted, now_s=now_s)
        )

    # --- turns ---------------------------------------------------------------------------------------------------

    async def handle(
        self, conversation_id: ConversationId, message_id: str, payload: Payload, *, fence: int | None = None
    ) -> TurnRecord:
        """The turn that answers a message, committed when this returns; for a repeated message, its stored turn.

        `fence` is the takeover number that the caller last saw, where that matters. Raises MessageConflict when the
        message id was used for something else, StaleFence, NoSuchConversation, Erased or StorageUnavailable.
        """
        message_id = stored_message_id(message_id)
        payload, request = _fingerprinted(payload)
        hot = self._hot.of(conversation_id)
        hot.users += 1
        try:
            async with hot.lock:
                if hot.conversation is None:
                    await self._load(hot)
                known = hot.recent.get(message_id)
                if known is None:
                    return await self._take_and_store(hot, message_id, payload, request, fence)
        finally:
            hot.users -= 1
        return _same(known, request)

    async def _take_and_store(
        self, hot: Hot, message_id: str, payload: Payload, request: bytes, fence: int | None
    ) -> TurnRecord:
        looked_up: dict[Lookup, LookedUp] = {}
        for _ in range(RETAKES):
            before, seal = hot.conversation, hot.seal
            assert before is not None
            assert seal is not None
            if fence is not None and fence != before.fence:
                return await self._repeat_or_refuse(hot, seal, message_id, request)
            at, today, now_ms = self._clock.read()
            inbound = Inbound(message_id, at, today, payload)
            turn = await self._taken(before, inbound, looked_up)
            if turn.refused:
                return await self._repeat_or_refuse(hot, seal, message_id, request)
            # The turns of others that are ready are taken first, and then the rows of all are made one after the other: the
            # processor does that a tenth faster than turns and rows by turns.
            await asyncio.sleep(0)
            seq = before.version + 1
            later = turn.conversation if turn.conversation.version == seq else replace(turn.conversation, version=seq)
            kept = inbound if turn.kept is None else replace(inbound, payload=turn.kept)
            record = record_of(hot.id, seq, kept, turn, turn.said or _said(kept.payload, hot), request)
            effects: tuple[dict[str, object], ...] = ()
            if turn.effects or (hot.reached_on and hot.reached_on & self._pushes_to):
                delivers = bool(hot.reached_on & self._pushes_to)
                effects = effect_rows(hot.id, seq, turn.effects, delivers=delivers, now_ms=now_ms)
            changes = conversations.changed_columns(later, seal, self._store.keyring, at, hot.snapshots)
            changes["read_id"], changes["read_version"] = hot.id, before.version
            evidence = evidence_of(before, later, inbound, seal, self._store.keyring)
            refiled = conversations.is_refiled(before, later)
            write = TurnWrite(hot.id, before.version, changes, turn_row(record, seal), effects, evidence, refiled)
            try:
                await self._store.writer.store_turn(write)
            except (StaleConversation, AlreadyStored):
                # another process took a turn, or this message was answered too long ago to be in memory
                stored = await self._stored(hot.id, seal, message_id)
                hot.forget()
                if stored is not None:
                    return _same(stored, request)
                await self._load(hot)
                continue
            except BaseException:
                hot.forget()  # it may be stored or not: storage knows
                raise
            hot.advance(later, record)
            if effects:
                self.effects_stored.set()
            return record
        raise StaleConversation(f"{hot.id} changes too fast. Send the message again.")

    async def _taken(self, conversation: Conversation, inbound: Inbound, looked_up: dict[Lookup, LookedUp]) -> Turn:
        for _ in range(ROUNDS):
            outcome = self._dialogue.take(conversation, inbound, looked_up)
            if isinstance(outcome, Turn):
                return outcome
            wanted = [lookup for lookup in outcome.lookups if lookup not in looked_up]
            if not wanted:
                raise IntakeError(f"The turn asks again for look-ups that were answered: {outcome.lookups}. Mend it.")
            looked_up.update(await self._lookups.answers(wanted, conversation, inbound))
        raise IntakeError(f"The turn needs look-ups without end in {conversation.id}. Mend it.")

    async def _repeat_or_refuse(self, hot: Hot, seal: Seal, message_id: str, request: bytes) -> TurnRecord:
        stored = await self._stored(hot.id, seal, message_id)
        if stored is not None:
            return _same(stored, request)
        if self._store.shared:
            hot.forget()  # another process may have handed it over meanwhile
        raise StaleFence("Somebody else has the conversation by now. Load it again; nothing was changed.")

    # --- reading along -------------------------------------------------------------------------------------------

    async def transcript(
        self, conversation_id: ConversationId, *, after: int = 0, limit: int = 100
    ) -> Sequence[TurnRecord]:
        """The turns behind a seq, oldest first."""
        async with self._held(conversation_id) as (hot, seal):
            if not self._store.shared and hot.conversation is not None and after >= hot.conversation.version:
                return ()
        return await self._store.read(
            lambda connection: turns_after(connection, seal, conversation_id, after=after, limit=limit)
        )

    async def subscribe(self, conversation_id: ConversationId, *, after: int) -> AsyncIterator[TurnRecord]:
        """Every turn behind a seq as it is committed, whoever took it, in order and without gaps; never ends."""
        news = asyncio.Event()
        hot = self._hot.of(conversation_id)
        hot.watchers.add(news)
        try:
            while True:
                news.clear()
                for record in await self._behind(hot, after):
                    after = record.seq
                    yield record
                if news.is_set():
                    continue
                try:
                    await asyncio.wait_for(news.wait(), POLL_S if self._store.shared else None)
                except TimeoutError:
                    continue  # other processes don't wake us: look
        finally:
            hot.watchers.discard(news)

    async def _behind(self, hot: Hot, after: int) -> Sequence[TurnRecord]:
        newer = [record for record in hot.recent.values() if record.seq > after]
        if newer and newer[0].seq == after + 1 and not self._store.shared:
            return newer
        return await self.transcript(hot.id, after=after)

    # --- memory and storage --------------------------------------------------------------------------------------

    def forget(self, conversation_id: ConversationId) -> None:
        """Drops a conversation from memory, as after its erasure."""
        self._hot.drop(conversation_id)

    @asynccontextmanager
    async def _held(self, conversation_id: ConversationId) -> AsyncGenerator[tuple[Hot, Seal]]:
        """The conversation in memory, with nobody taking a turn of it meanwhile."""
        hot = self._hot.of(conversation_id)
        hot.users += 1
        try:
            async with hot.lock:
                if hot.seal is None:
                    await self._load(hot)
                assert hot.seal is not None
                yield hot, hot.seal
        finally:
            hot.users -= 1

    async def _load(self, hot: Hot) -> None:
        keyring = self._store.keyring
        kept = await self._store.read(lambda connection: conversations.load(connection, keyring, hot.id))
        if kept is None:
            self._hot.remove(hot.id)
            raise NoSuchConversation("There is no such conversation. Open a new one.")
        seal, version = kept.seal, kept.conversation.version
        await self._dialogue.prepare(kept.conversation.pack)
        # the last turns carry the buttons that can still be pressed
        recent = await self._store.read(
            lambda connection: turns_after(connection, seal, hot.id, after=max(0, version - 2))
        )
        hot.fill(kept, [record for record in recent if record.seq <= version])

    async def _stored(self, conversation_id: ConversationId, seal: Seal, message_id: str) -> TurnRecord | None:
        return await self._store.read(
            lambda connection: turn_with_message(connection, seal, conversation_id, message_id)
        )


def _same(record: TurnRecord, request: bytes) -> TurnRecord:
    if record.request_sha256 != request:
        raise MessageConflict("This message id was used for another message. Send it with an id of its own.")
    return record


def _fingerprinted(payload: Payload) -> tuple[Payload, bytes]:
    try:
        return payload, fingerprint(payload)
    except TypeError:  # lone surrogates: not text that can be kept
        payload = mended(payload)
        return payload, fingerprint(payload)


def _said(payload: Payload, hot: Hot) -> str:
    match payload:
        case Said(text) | Amended(text):
            return text
        case Chose(choice):
            return hot.label(choice) or choice[:60]
        case Uploaded(upload):
            return upload.name
        case UploadRefused(name) | Signed(name):
            return name
        case StaffEntered():
            return payload.text
        case _:
            return ""
