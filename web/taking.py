"""From a client's message to a stored turn, the same way for the API and for pages: rates, payload, engine."""

from __future__ import annotations

import math

from starlette.requests import Request

from dialogs.conversation import ConversationId
from dialogs.exchange import Chose, Payload, Said, Signed, Uploaded
from storage.turns import TurnRecord
from web.api.message import ChoiceMessage, FileMessage, Message, SignatureMessage, TextMessage
from web.limits import Buckets, place_of
from web.problems import Problem
from web.site import Site


async def take(
    site: Site, request: Request, conversation_id: ConversationId, message_id: str, message: Message
) -> TurnRecord:
    """The turn that answers a message; committed when this returns.

    Raises Problem 429 for a flood, 404 for a file that was not uploaded to this conversation.
    """
    slow_down(site.limits.messages, conversation_id)
    slow_down(site.limits.address, place(request))
    match message:
        case TextMessage(text):
            payload: Payload = Said(text)
        case ChoiceMessage(choice):
            payload = Chose(choice)
        case FileMessage(file, material):
            payload = await _uploaded(site, conversation_id, file, material)
        case SignatureMessage(name, picture, agreed):
            sha256 = await site.files.keep_picture(conversation_id, picture) if picture is not None else None
            payload = Signed(name, agreed, sha256, evidence=evidence(request))
    return await site.engine.handle(conversation_id, message_id, payload)


def evidence(request: Request) -> dict[str, str]:
    """What is noted of how somebody signed: from where and with what (确认证据)."""
    return {
        "channel": "web",
        "address": request.client.host if request.client else "",
        "user_agent": request.headers.get("user-agent", "")[:300],
    }


def slow_down(buckets: Buckets, key: str) -> None:
    """Raises Problem 429, which says how long to wait, when too much comes."""
    wait_s = buckets.wait_s(key)
    if wait_s:
        seconds = max(1, math.ceil(wait_s))
        raise Problem(429, "too_many", seconds=seconds, headers={"retry-after": str(seconds)})


def place(request: Request) -> str:
    """Where a request comes from, as rates count it."""
    return place_of(request.client.host if request.client else None)


async def _uploaded(site: Site, conversation_id: ConversationId, file: str, material: str | None) -> Uploaded:
    upload = await site.files.find(conversation_id, file)
    if upload is None:
        raise Problem(404, "unknown_file")
    return Uploaded(upload, material)
