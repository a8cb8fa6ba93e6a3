"""Putting right (补齐补正): the departments' points come back as one message and reopen only what they touch."""

from __future__ import annotations

from dataclasses import replace

from dialogs.asking import ask_fact, ask_step
from dialogs.conversation import Point, State
from dialogs.draft import Draft
from dialogs.exchange import Card, CardRow, Choice, Received, Returned
from dialogs.issuing import accepted_already, issue
from dialogs.materials import ask_material


def take_return(draft: Draft, payload: Returned) -> None:
    """All departments' points at once (一次性告知补正内容)."""
    if draft.now.submission is None or draft.now.state is not State.SUBMITTED:
        return
    draft.change(points=payload.points, state=State.CORRECTING, signature=None, reviewed=False, asking=None)
    names = {
        point.department: draft.pack.departments[point.department].name.in_(draft.locale) for point in payload.points
    }
    rows = tuple(CardRow(names[point.department], point.text) for point in payload.points)
    lines = [
        draft.word("point_line", number=number, text=point.text, department=names[point.department])
        for number, point in enumerate(payload.points, 1)
    ]
    title = draft.word("points_title", count=len(payload.points), departments=len(names))
    text = "\n".join([title, *lines, draft.word("points_end")])
    draft.reply(text, attachments=issue(draft, "correction"), card=Card("points", title, rows))


def take_receipt(draft: Draft, payload: Received) -> None:
    """A department took its slice, or went on with it."""
    department = draft.pack.departments.get(payload.department)
    if department is None:
        return
    draft.change(receipts={**draft.now.receipts, payload.department: payload.outcome})
    key = f"receipt_{payload.outcome}"
    if draft.world.knowledge.words.has(key):
        draft.say(key, department=department.name.in_(draft.locale))
    if payload.complete and not accepted_already(draft.now):
        attached = issue(draft, "acceptance")
        if attached:
            draft.reply(draft.word("accepted_all"), attachments=attached)


def ask_next_point(draft: Draft) -> bool:
    """Ask for the first point that is still open; whether there is one."""
    _close_answered(draft)
    point = next((one for one in draft.now.points if not one.done), None)
    if point is None:
        return False
    if draft.now.state is not State.CORRECTING:
        draft.change(state=State.CORRECTING)
    draft.say("point_next", text=point.text)
    if point.kind == "fact" and point.code in draft.pack.facts:
        ask_fact(draft, point.code)
    elif point.kind == "material" and point.code in draft.pack.materials:
        ask_material(draft, point.code)
    else:
        ask_step(
            draft,
            "review",
            draft.word("point_other"),
            Choice(f"point:{point.id}:done", draft.word("choice_point_done")),
        )
    return True


def _close_answered(draft: Draft) -> None:
    """A point about a fact or a material is met by a newer answer or file."""
    submitted = draft.now.submission
    if submitted is None or not draft.now.points:
        return
    points: list[Point] = []
    for point in draft.now.points:
        done = point.done
        if point.kind == "fact" and (answer := draft.now.answers.get(point.code)) is not None:
            done = (
                done
                or (answer.at > submitted.at and answer != draft.was.answers.get(point.code))
                or _renewed(draft, point)
            )
        elif point.kind == "material":
            done = done or _renewed_file(draft, point)
        points.append(replace(point, done=done))
    if tuple(points) != draft.now.points:
        draft.change(points=tuple(points))


def _renewed(draft: Draft, point: Point) -> bool:
    """The applicant answered while this very point was asked, be it with the same value."""
    asking = draft.was.asking
    answer, before = draft.now.answers.get(point.code), draft.was.answers.get(point.code)
    return asking is not None and asking.code == point.code and answer is not before


def _renewed_file(draft: Draft, point: Point) -> bool:
    files, before = draft.now.materials.get(point.code), draft.was.materials.get(point.code)
    return bool(files) and files != before


def close_point(draft: Draft, id: str) -> None:
    """The applicant says that a point without fact or material is put right."""
    draft.change(points=tuple(replace(point, done=True) if point.id == id else point for point in draft.now.points))
