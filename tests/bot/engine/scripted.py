"""A dialogue of a few lines for tests of the shell: it makes real turns, and knows nothing of any industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.inbound import Clock
from dialogs.conversation import Answer, Channel, Conversation, ConversationId, Locale, Moment, Origin, State
from dialogs.exchange import (
    AskingView,
    Choice,
    Chose,
    Drawn,
    Erase,
    HandedBack,
    HandOver,
    Inbound,
    KeepDocument,
    LookedUp,
    Lookup,
    Needs,
    Progress,
    Reply,
    Said,
    StaffSaid,
    TakenOver,
    Turn,
    Unavailable,
    Uploaded,
    UploadRefused,
)

NOW = datetime(2026, 11, 24, 6, 31, tzinfo=UTC)


def still_clock() -> Clock:
    """A clock that stands."""
    return Clock(lambda: NOW)


class EchoDialogue:
    """Repeats what is said, counts it, and does what a few words ask for."""

    async def prepare(self, pack: str) -> None:
        """Nothing to prepare."""

    def begin(self, conversation_id: ConversationId, *, channel: Channel, locale: Locale, at: Moment) -> Conversation:
        return Conversation(conversation_id, "sha256:none", channel, locale, started_at=at)

    def take(self, conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
        match inbound.payload:
            case Said("number"):
                return _numbered(conversation, inbound, looked_up)
            case Said("register"):
                wanted = Lookup("business_licence", "92420303MA4E3Y6A6D")
                return _said(conversation, repr(looked_up[wanted])) if wanted in looked_up else Needs((wanted,))
            case Said("document"):
                return replace(_said(conversation, "kept"), effects=(KeepDocument("notice-1"), HandOver(1)))
            case Said("delete my data"):
                return replace(_said(conversation, "erased"), effects=(Erase(),))
            case Said(text):
                known = {**conversation.answers, "said": Answer(text, Origin.APPLICANT, inbound.at)}
                return _said(replace(conversation, answers=known), f"heard {text}")
            case Chose(choice):
                return _said(conversation, f"chose {choice}")
            case Uploaded(upload):
                kept = {**conversation.materials, "floor_plan": (upload,)}
                return _said(replace(conversation, materials=kept), f"got {upload.name}")
            case UploadRefused(_, reason):
                return _said(conversation, f"refused {reason}")
            case TakenOver(staff):
                taken = replace(
                    conversation, holder=staff, fence=conversation.fence + 1, state=State.WITH_STAFF, waiting_since=None
                )
                return _said(taken, "a person is here")
            case StaffSaid(staff, fence, text):
                if fence != conversation.fence:
                    return Turn(conversation, (), refused="stale_fence")
                return Turn(conversation, (Reply(text, speaker=staff),))
            case HandedBack():
                return _said(replace(conversation, holder="", state=State.CHOOSING), "the assistant is back")
            case _:
                return _said(conversation, "hello")


class NoLookups:
    """Registers that are all down."""

    async def answers(
        self, lookups: Sequence[Lookup], conversation: Conversation, inbound: Inbound
    ) -> Mapping[Lookup, LookedUp]:
        return {lookup: Unavailable() for lookup in lookups}


def _numbered(conversation: Conversation, inbound: Inbound, looked_up: Mapping[Lookup, LookedUp]) -> Turn | Needs:
    wanted = Lookup("serial", inbound.today.isoformat())
    match looked_up.get(wanted):
        case None:
            return Needs((wanted,))
        case Drawn(value):
            return _said(conversation, value)
        case other:
            return _said(conversation, repr(other))


def _said(conversation: Conversation, text: str) -> Turn:
    return Turn(
        conversation,
        (Reply(text, (Choice("yes", "Yes please"),)),),
        asking=AskingView(fact="premises_area", type="area_m2", why=({"permit": "small_catering", "role": "decides"},)),
        progress=Progress(conversation.version, 3),
    )
