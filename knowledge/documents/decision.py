"""Notices on deciding and after: 准予许可决定书, 不予许可决定书, 送达回证, 综合许可证同步更新通知."""

from __future__ import annotations

from knowledge.documents.acts import Changed, Delivered, Granted, Refused
from knowledge.documents.making import Making, Recipe, listed, only_words
from knowledge.documents.model import Block, Paragraph
from knowledge.documents.statute import basis_words
from knowledge.documents.templates import Listed, Words
from knowledge.licence_rules import licence_rules


def _decision(making: Making, act: Granted) -> tuple[Block, ...]:
    permit = making.pack.permits[act.permit]
    return making.rows(
        ("head_permit", permit.name.in_(making.locale)),
        ("head_scope", permit.scope.in_(making.locale)),
        ("inspection_place", making.answer("premises_address")),
        ("head_basis", basis_words(permit.basis, making.locale)),
        ("decided_on", making.day(act.decided_on)),
    )


def _document(making: Making, act: Granted) -> tuple[Block, ...]:
    return making.rows(
        ("head_document", act.document.name),
        ("head_document_number", act.document.number),
        ("head_valid_until", making.day(act.document.valid_until) or making.say("no_term")),
    )


def _granted_words(making: Making, act: Granted) -> Words:
    return {
        "permit": making.permit(act.permit),
        "decided_on": making.day(act.decided_on),
        "document": act.document.name,
        "document_number": act.document.number,
        "valid_until": making.day(act.document.valid_until),
        "committed": act.permit in making.case.committed,
        "follow_up_months": making.pack.commitment.follow_up.months,
    }


def _refused_reason(making: Making, act: Refused) -> tuple[Block, ...]:
    return (Paragraph(act.reason), *making.rows(("head_basis", act.basis)))


def _refused_words(making: Making, act: Refused) -> Words:
    others: tuple[Listed, ...] = tuple(
        {"name": making.permit(code), "department": making.department(making.pack.permits[code].department)}
        for code in making.case.permits
        if code != act.permit
    )
    return {
        "permit": making.permit(act.permit),
        "decided_on": making.day(act.decided_on),
        "facts_found": act.facts_found,
        "reason": act.reason,
        "basis": act.basis,
        "heard": act.heard,
        **listed(making, others),
    }


def _served(making: Making, act: Delivered) -> tuple[Block, ...]:
    rows = tuple((one.title, one.number) for one in act.documents)
    return making.table(("head_title", "official_number"), rows)


def _recipient(making: Making, act: Delivered) -> tuple[Block, ...]:
    return making.rows(("served_to", act.recipient))


def _method(making: Making, act: Delivered) -> tuple[Block, ...]:
    ways = ("in_person", "by_post", "electronic")
    boxes = (("■ " if act.method == way else "□ ") + making.say(f"served_{way}") for way in ways)
    return (Paragraph("　　".join(boxes)),)


def _place(making: Making, act: Delivered) -> tuple[Block, ...]:
    return making.rows(("served_at", act.place))


def _received_on(making: Making, act: Delivered) -> tuple[Block, ...]:
    return making.rows(("served_received", making.day(act.received_on)))


def _signature(making: Making, act: Delivered) -> tuple[Block, ...]:
    return making.signing(
        (making.say("served_signature"), act.received_by or "\n"), (making.say("served_on_behalf"), act.on_behalf)
    )


def _server(making: Making, act: Delivered) -> tuple[Block, ...]:
    return making.signing((making.say("served_server"), act.server or "\n"))


def _delivered_words(making: Making, act: Delivered) -> Words:
    lines: tuple[Listed, ...] = tuple({"name": one.title, "number": one.number} for one in act.documents)
    return {
        "recipient": act.recipient, "place": act.place, "received_on": making.day(act.received_on),
        **listed(making, lines),
    }  # fmt: skip


def _event(making: Making, act: Changed) -> tuple[Block, ...]:
    return making.rows(
        ("head_permit", making.permit(act.permit)),
        ("head_event", _event_name(making, act.event)),
        ("head_title", act.decision.title),
        ("official_number", act.decision.number),
    )


def _old_new(making: Making, act: Changed) -> tuple[Block, ...]:
    none = making.say("none_mark")
    rows = tuple((one.name, one.old or none, one.new or none) for one in act.lines)
    return making.table(("head_line", "head_before", "head_after"), rows)


def _changed_words(making: Making, act: Changed) -> Words:
    return {
        "permit": making.permit(act.permit),
        "event": _event_name(making, act.event),
        "reissue_days": licence_rules(making.pack).sync.reissue_days,
        **listed(making, tuple({"name": one.name, "text": one.new} for one in act.lines)),
    }


def _event_name(making: Making, code: str) -> str:
    events = licence_rules(making.pack).events
    return next((one.name.in_(making.locale) for one in events if one.code == code), code)


GRANTED: Recipe[Granted] = Recipe(
    {"decision": _decision, "document": _document, "duties": only_words, "by_commitment": only_words}, _granted_words
)
REFUSED: Recipe[Refused] = Recipe(
    {"facts_found": only_words, "reason": _refused_reason, "heard": only_words, "others": only_words}, _refused_words
)
DELIVERED: Recipe[Delivered] = Recipe(
    {
        "documents": _served, "recipient": _recipient, "method": _method, "place": _place,
        "received_on": _received_on, "signature": _signature, "server": _server,
    },
    _delivered_words,
)  # fmt: skip
CHANGED: Recipe[Changed] = Recipe({"event": _event, "old_new": _old_new, "reissue": only_words}, _changed_words)
