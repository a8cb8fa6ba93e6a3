"""People (人工接管): one holder at a time, with a fencing number (交接序号) that every write of staff carries."""

from __future__ import annotations

from dialogs.asking import hint_text
from dialogs.conversation import Origin, State
from dialogs.draft import Draft
from dialogs.exchange import HandedBack, Reply, StaffEntered, StaffSaid, TakenOver
from dialogs.learning import learn, told_line
from dialogs.understanding.reading import Reading, Surroundings, read


def take_over(draft: Draft, payload: TakenOver) -> None:
    """A member of staff becomes the one who answers; refused while somebody else is."""
    now = draft.now
    if now.holder and now.holder != payload.staff:
        draft.refused = "already_held"
        return
    if now.holder == payload.staff:
        return
    draft.change(
        holder=payload.staff, fence=now.fence + 1, waiting_since=None, before=now.state, asking_before=now.asking,
        asking=None, state=State.WITH_STAFF,
    )  # fmt: skip
    draft.say("staff_here", staff=payload.staff)


def holds(draft: Draft, staff: str, fence: int) -> bool:
    """Whether this member of staff holds the conversation under this fencing number; else the write is refused."""
    if draft.now.holder == staff and draft.now.fence == fence:
        return True
    draft.refused = "stale_fence"
    return False


def say(draft: Draft, payload: StaffSaid) -> None:
    """Words of staff to the applicant."""
    if holds(draft, payload.staff, payload.fence) and payload.text.strip():
        draft.replies.append(Reply(payload.text, speaker=payload.staff))


def enter(draft: Draft, payload: StaffEntered) -> None:
    """An answer entered by staff for the applicant (代填), understood by the same parsers and recorded as such."""
    if not holds(draft, payload.staff, payload.fence):
        return
    fact = draft.pack.facts.get(payload.fact)
    if fact is None:
        draft.refused = "no_such_fact"
        return
    around = Surroundings(draft.inbound.today, draft.pack.places.city.zh, draft.now.locale)
    reading = read(fact, payload.text, around)
    if not isinstance(reading, Reading):
        draft.refused = hint_text(draft, reading)
        return
    learn(draft, {fact.code: reading.value}, Origin.STAFF, by=payload.staff)
    draft.replies.append(
        Reply(
            draft.word("staff_entered", staff=payload.staff, what=told_line(draft, [fact.code])), speaker=payload.staff
        )
    )


def hand_back(draft: Draft, payload: HandedBack) -> None:
    """The assistant goes on at the newly computed plan; what staff entered is shown to the applicant."""
    if not holds(draft, payload.staff, payload.fence):
        return
    now = draft.now
    entered = [
        code
        for code, answer in now.answers.items()
        if answer.origin is Origin.STAFF and answer.by == payload.staff and answer.at >= (now.started_at or "")
    ]
    draft.change(
        holder="", state=now.before or State.CHOOSING, before=None, asking=None, asking_before=None, fence=now.fence + 1
    )
    key = "handed_back_entered" if entered else "handed_back"
    draft.say(key, staff=payload.staff, what=told_line(draft, entered))
