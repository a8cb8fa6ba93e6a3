"""Notices on taking an application on: 受理, 补齐补正, 不予受理, 容缺受理."""

from __future__ import annotations

from datetime import date

from knowledge.documents.acts import Accepted, Corrected, Deferred, NotAccepted, Point
from knowledge.documents.making import Making, Recipe, listed, only_words
from knowledge.documents.model import Block, Paragraph
from knowledge.documents.statute import taken_words
from knowledge.documents.templates import Listed, Words
from knowledge.documents.values import label
from knowledge.working_days import add_working_days


def _dates(making: Making, act: Accepted | Deferred) -> tuple[Block, ...]:
    return making.rows(
        ("official_received", making.day(act.received_on)), ("official_accepted", making.day(act.accepted_on))
    )


def _days(making: Making, act: Accepted) -> tuple[Block, ...]:
    case = making.case
    rows = tuple(
        (
            making.permit(code),
            taken_words(case.pack.permits[code], making.locale, by_commitment=code in case.committed),
            making.day(act.accepted_on),
            making.day(_due(making, code, act.accepted_on)),
        )
        for code in case.permits
    )
    return making.table(("head_permit", "head_promised", "head_from", "head_until"), rows)


def _due(making: Making, permit: str, accepted_on: str) -> str:
    """The last day on which a permit is decided as promised (承诺办结日), an ISO date."""
    rule = making.pack.permits[permit]
    quick = rule.commitment.promised_days
    days = quick if permit in making.case.committed and quick is not None else rule.promised_days
    return add_working_days(date.fromisoformat(accepted_on), days).isoformat()


def _accepted_words(making: Making, act: Accepted) -> Words:
    last = max((_due(making, code, act.accepted_on) for code in making.case.permits), default=act.accepted_on)
    return {
        "received_on": making.day(act.received_on),
        "accepted_on": making.day(act.accepted_on),
        "due_date": making.day(last),
    }


def _is_missing(making: Making, point: Point) -> bool:
    """A material that was not handed in is missing; anything else that is told about is wrong."""
    return point.kind == "material" and not any(one.code == point.code and one.files for one in making.case.materials)


def _about(making: Making, point: Point) -> str:
    match point.kind:
        case "material":
            return making.material(point.code)
        case "fact":
            return label(making.pack.facts[point.code], making.locale)
        case "other":
            return making.say("point_other")


def _points(making: Making, points: list[Point]) -> tuple[Block, ...]:
    heads = ("head_point", "head_department", "head_wrong", "head_how")
    rows = tuple(
        (
            _about(making, one),
            making.department(one.department),
            one.text,
            one.how or making.say(f"how_{one.kind}"),
        )
        for one in points
    )
    return making.table(heads, rows)


def _missing(making: Making, act: Corrected) -> tuple[Block, ...]:
    return _points(making, [one for one in act.points if _is_missing(making, one)])


def _wrong(making: Making, act: Corrected) -> tuple[Block, ...]:
    return _points(making, [one for one in act.points if not _is_missing(making, one)])


def _corrected_words(making: Making, act: Corrected) -> Words:
    lines: tuple[Listed, ...] = tuple(
        {"name": _about(making, one), "department": making.department(one.department), "text": one.text}
        for one in act.points
    )
    words = {"received_on": making.day(act.received_on), "due_date": making.day(act.due)}
    return {**words, **listed(making, lines)}


def _reason(making: Making, act: NotAccepted) -> tuple[Block, ...]:
    return (Paragraph(act.reason), *making.rows(("head_basis", act.basis)))


def _not_accepted_words(making: Making, act: NotAccepted) -> Words:
    return {
        "received_on": making.day(act.received_on), "reason": act.reason, "basis": act.basis, "redirect": act.redirect,
    }  # fmt: skip


def _deferred(making: Making, _: Deferred) -> tuple[Block, ...]:
    rows = tuple((one["name"], one["department"], one["due"]) for one in _following(making))
    return making.table(("head_material", "head_used_for", "head_due"), rows)


def _following(making: Making) -> tuple[Listed, ...]:
    """The materials that follow later, with the items that need them and the date."""
    case = making.case
    separator = making.say("list_separator")
    return tuple(
        {
            "name": making.material(one.code),
            "department": separator.join(
                making.permit(code)
                for code in case.permits
                if any(listed.code == one.code for listed in case.pack.permits[code].materials)
            ),
            "due": making.day(one.deferred_until),
        }
        for one in case.materials
        if one.deferred_until is not None
    )


def _deferred_words(making: Making, act: Deferred) -> Words:
    days = {"received_on": making.day(act.received_on), "accepted_on": making.day(act.accepted_on)}
    return {**days, **listed(making, _following(making))}


ACCEPTED: Recipe[Accepted] = Recipe(
    {"received_on": _dates, "days": _days, "excluded_time": only_words}, _accepted_words
)
CORRECTED: Recipe[Corrected] = Recipe(
    {"missing": _missing, "wrong": _wrong, "how": only_words, "deadline": only_words, "effect": only_words},
    _corrected_words,
)
NOT_ACCEPTED: Recipe[NotAccepted] = Recipe({"reason": _reason, "redirect": only_words}, _not_accepted_words)
DEFERRED: Recipe[Deferred] = Recipe(
    {"deferred": _deferred, "due": only_words, "promise": only_words, "effect": only_words}, _deferred_words
)
