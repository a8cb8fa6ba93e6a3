"""Turns and the plan as the chat page shows them: drawn here once, for the first page and for what comes live."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from dialogs.conversation import Conversation, Locale
from dialogs.exchange import Card, Choice, Chose, Reply, StaffEntered
from dialogs.knowledge_in_force import Knowledge
from dialogs.licence import wants_photo
from knowledge.documents.values import label
from storage.turns import TurnRecord, document_path
from web.applicant.consent import Notice, notice_in
from web.applicant.left import Left, left, nothing_yet
from web.outlook import Outlook, outlook
from web.pages import macro
from web.words import words_in

_KEYBOARDS: dict[str, str] = {
    "phone": "tel",
    "integer": "numeric",
    "area_m2": "decimal",
    "decimal": "decimal",
    "money": "decimal",
}
_BRACKETS = re.compile(r"\s*[（(][^（()）]*[)）]$")
_IN_CHAT = frozenset({"phone"})
"""Where a keyboard without letters does no harm even in a conversation, in which one may ask back in words."""
_NUMBERS = frozenset({"integer", "area_m2", "decimal", "money"})


@dataclass(frozen=True, slots=True)
class File:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A quick reply; `short` is what its button says where the whole label is long."""

    id: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A reply; `body` is empty where the card or the notice says the same."""

    body: str
    notice: Notice | None
    choices: tuple[ChoiceView, ...]
    attachments: tuple[File, ...]
    card: Card | None
    speaker: str
    link: Literal["", "sign", "upload", "sensitive"]
    photo: bool = False
    """Whether a photo of the licence may be sent instead of an answer."""


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn; `material` is what an upload button under it is for."""

    seq: int
    message_id: str
    said: str = field(repr=False)
    replies: tuple[ReplyView, ...] = field(repr=False)
    material: str | None = None
    moves: bool = True
    """Whether what was asked before is over: the applicant did something, or something is asked now."""
    multiple: bool = False
    """Whether several of the choices may be taken together."""


def turn_view(record: TurnRecord, knowledge: Knowledge, locale: Locale) -> TurnView:
    """A stored turn for the template."""
    said = "" if isinstance(record.payload, StaffEntered) else _said(record, knowledge, locale)
    return TurnView(
        seq=record.seq,
        message_id=record.message_id,
        said=said,
        replies=tuple(
            ReplyView(
                body=_body(reply),
                notice=notice_in(reply, locale),
                choices=_choices(reply.choices),
                attachments=tuple(
                    File(one.name.removesuffix(".pdf"), document_path(record.conversation_id, one.document))
                    for one in reply.attachments
                ),
                card=reply.card,
                speaker=reply.speaker,
                link=reply.link,
                photo=reply.photo,
            )
            for reply in record.replies
        ),
        material=record.asking.material if record.asking is not None else None,
        moves=bool(said) or record.asking is not None,
        multiple=record.asking is not None and record.asking.type == "multi_choice",
    )


def update_of(record: TurnRecord, conversation: Conversation, knowledge: Knowledge) -> dict[str, Any]:
    """What scripts get for a turn: its drawing, and what stands around the log now."""
    locale = conversation.locale
    seen = outlook(conversation, knowledge)
    view = turn_view(record, knowledge, locale)
    return {
        "seq": record.seq,
        "locale": locale,
        "turn": macro("talk.html", "turn", locale, view).strip(),
        "plan": macro("plan.html", "panel", locale, seen, contact(knowledge, locale)).strip(),
        "where": _where(seen),
        **_left_view(left(record.progress, conversation, locale)),
        "asking": asking_view(record, conversation, knowledge),
    }


def first_page(
    records: tuple[TurnRecord, ...], has_earlier: bool, conversation: Conversation, knowledge: Knowledge
) -> dict[str, Any]:
    """The same for the page itself."""
    locale, last = conversation.locale, records[-1]
    seen = outlook(conversation, knowledge)
    return {
        "turns": [turn_view(record, knowledge, locale) for record in records],
        "has_earlier": has_earlier,
        "plan": seen,
        "contact": contact(knowledge, locale),
        "where": _where(seen),
        "asking": asking_view(last, conversation, knowledge),
        "seq": last.seq,
        **_left_view(left(last.progress, conversation, locale)),
    }


def empty_page(knowledge: Knowledge, locale: Locale) -> dict[str, Any]:
    """The page before a conversation is opened."""
    seen = Outlook(steps=(), permits=(), not_needed=(), known=(), where="")
    return {
        "turns": [],
        "has_earlier": False,
        "plan": seen,
        "contact": contact(knowledge, locale),
        "where": "",
        "asking": {"mode": "", "hint": "", "material": None, "photo": False},
        "seq": 0,
        **_left_view(nothing_yet()),
    }


def asking_view(record: TurnRecord, conversation: Conversation, knowledge: Knowledge) -> dict[str, Any]:
    """How the input field helps with what is asked: keyboard, hint, and what an upload would be for."""
    asking, say = record.asking, words_in(conversation.locale)
    plain: dict[str, Any] = {
        "mode": "",
        "hint": "",
        "material": asking.material if asking is not None else None,
        "photo": wants_photo(conversation, knowledge.pack),
    }
    if asking is None or asking.fact is None:
        return plain
    fact = knowledge.pack.facts[asking.fact]
    hint = say("say_private") if fact.sensitive else say("say_number") if fact.type in _NUMBERS else ""
    mode = _KEYBOARDS[fact.type] if fact.type in _IN_CHAT else ""
    return {**plain, "mode": mode, "hint": hint}


def keyboard(fact_type: str) -> str:
    """The `inputmode` of a field that takes only this kind of value."""
    return _KEYBOARDS.get(fact_type, "")


def contact(knowledge: Knowledge, locale: Locale, key: str = "plan_contact_at") -> str:
    """Where a person can be reached, in the words of `key`."""
    places, say = knowledge.pack.places, words_in(locale)
    address, hours, phone = (
        places.window_address.in_(locale),
        places.window_hours.in_(locale),
        places.window_phone.in_(locale),
    )
    if not address:
        return say("plan_contact_chat")
    return say(key, address=address, hours=hours, phone=phone)


def _where(seen: Outlook) -> str:
    """The business in the head of the page, which is narrow."""
    business, dot, place = seen.where.partition(" · ")
    return _BRACKETS.sub("", business) + dot + place


def _left_view(found: Left) -> dict[str, Any]:
    return {"done": found.done, "total": found.total, "left": found.words}


def _choices(choices: tuple[Choice, ...]) -> tuple[ChoiceView, ...]:
    """Industries without what stands in brackets, as long as that still tells them apart."""
    shorts = [_BRACKETS.sub("", choice.label) if choice.id.startswith("industry:") else "" for choice in choices]
    return tuple(
        ChoiceView(choice.id, choice.label, short if short and shorts.count(short) == 1 else choice.label)
        for choice, short in zip(choices, shorts, strict=True)
    )


def _body(reply: Reply) -> str:
    """What stands in a card besides its title and rows; a card of permits also tells what changed and what comes."""
    card = reply.card
    if card is None or not card.rows:
        return reply.text
    if card.kind != "permits":
        return ""
    return "\n".join(line for line in reply.text.splitlines() if not line.startswith(card.title))


def _said(record: TurnRecord, knowledge: Knowledge, locale: Locale) -> str:
    """What the applicant said; a change pressed in the plan panel is worded, as no reply offered it."""
    if isinstance(record.payload, Chose) and record.said == record.payload.id:
        verb, _, code = record.payload.id.partition(":")
        fact = knowledge.pack.facts.get(code)
        if verb == "change" and fact is not None:
            return words_in(locale)("change_what", label=label(fact, locale))
        if verb == "human":
            return words_in(locale)("person")
    return record.said
