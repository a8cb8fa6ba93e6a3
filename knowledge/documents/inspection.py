"""Notices on looking at the premises: 联合核查通知, 联合核查表, 整改意见告知书."""

from __future__ import annotations

from knowledge.documents.acts import InspectionFailed, InspectionMade, InspectionSet, Shortfall
from knowledge.documents.making import Making, Recipe, listed, only_words
from knowledge.documents.model import Block, Item, Items
from knowledge.documents.templates import Listed, Words
from knowledge.documents.values import minute
from knowledge.pack import Permit

Visit = InspectionSet | InspectionMade


def inspected(making: Making) -> tuple[Permit, ...]:
    """The permits applied for that are inspected on site before they are decided (不走告知承诺的现场核查事项)."""
    case = making.case
    permits = (case.pack.permits[code] for code in case.permits if code not in case.committed)
    return tuple(one for one in permits if one.inspection.needed)


def _time_place(making: Making, act: Visit) -> tuple[Block, ...]:
    return making.rows(
        ("inspection_time", minute(act.at, making.locale)), ("inspection_place", making.answer("premises_address"))
    )


def _team(making: Making, act: Visit) -> tuple[Block, ...]:
    rows = tuple(
        (
            making.department(one.department),
            making.say("inspection_lead" if at == 0 else "inspection_partner"),
            making.say("list_separator").join(one.names),
        )
        for at, one in enumerate(act.team)
    )
    return making.table(("head_department", "head_role", "head_inspectors"), rows)


def _items(making: Making, _: InspectionSet) -> tuple[Block, ...]:
    return making.table(("head_permit", "head_department", "head_check"), tuple(
        (
            one.name.in_(making.locale),
            making.department(one.department),
            "\n".join(making.say("run_in", number=at, text=line.in_(making.locale))
                      for at, line in enumerate(one.conditions, start=1)),
        )
        for one in inspected(making)
    ))  # fmt: skip


def _record(making: Making, _: InspectionMade) -> tuple[Block, ...]:
    rows = tuple(
        (one.name.in_(making.locale), line.in_(making.locale), making.say("result_boxes"), "")
        for one in inspected(making)
        for line in one.conditions
    )
    return making.table(("head_permit", "head_check", "head_result", "head_remark"), rows)


def _prepare(making: Making, _: InspectionSet) -> tuple[Block, ...]:
    case = making.case
    needed = {listed.code for permit in inspected(making) for listed in permit.materials}
    handed = [one.code for one in case.materials if one.code in needed]
    return (Items(tuple(Item(making.material(code)) for code in handed)),) if handed else ()


def _signatures(making: Making, act: InspectionMade) -> tuple[Block, ...]:
    blank = "\n"
    teams = tuple((making.say("signed_inspector", name=making.department(one.department)), blank) for one in act.team)
    return making.signing(*teams, (making.say("signed_applicant"), blank), (making.say("signed_date"), ""))


def _visit_words(making: Making, act: Visit) -> Words:
    lines: tuple[Listed, ...] = tuple(
        {"name": one.name.in_(making.locale), "department": making.department(one.department)}
        for one in inspected(making)
    )
    return {"visit_at": minute(act.at, making.locale), **listed(making, lines)}


def _findings(making: Making, act: InspectionFailed) -> tuple[Block, ...]:
    rows = tuple((making.department(one.department), one.text, one.basis) for one in act.found)
    return making.table(("head_department", "head_finding", "head_basis"), rows)


def _requirements(making: Making, act: InspectionFailed) -> tuple[Block, ...]:
    return (Items(tuple(Item(one.requirement) for one in act.found), numbered=True),)


def _statement(making: Making, _: InspectionFailed) -> tuple[Block, ...]:
    return making.signing((making.say("statement_space"), "\n\n"), (making.say("signed_applicant"), "\n"))


def _failed_words(making: Making, act: InspectionFailed) -> Words:
    days = {"visited_on": making.day(act.visited_on), "due_date": making.day(act.due)}
    return {**days, **listed(making, tuple(_listed(making, one) for one in act.found))}


def _listed(making: Making, one: Shortfall) -> Listed:
    return {
        "department": making.department(one.department), "text": one.text, "basis": one.basis, "how": one.requirement,
    }  # fmt: skip


INSPECTION_SET: Recipe[InspectionSet] = Recipe(
    {
        "time_place": _time_place, "team": _team, "items": _items, "prepare": _prepare, "reschedule": only_words,
    },
    _visit_words,
)  # fmt: skip
INSPECTION_MADE: Recipe[InspectionMade] = Recipe(
    {"time_place": _time_place, "team": _team, "items": _record, "conclusion": only_words, "signatures": _signatures},
    _visit_words,
)
INSPECTION_FAILED: Recipe[InspectionFailed] = Recipe(
    {
        "findings": _findings, "requirements": _requirements, "deadline": only_words, "recheck": only_words,
        "statement": _statement,
    },
    _failed_words,
)  # fmt: skip
