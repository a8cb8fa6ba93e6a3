"""Official notices to the applicant (发文): acceptance (受理通知书) and correction (补齐补正通知书), with the message that tells them.

What a notice says is kept as a record; the document is made from it and from the application.
"""

from __future__ import annotations

from dataclasses import replace

from dialogs.case import case_of
from dialogs.conversation import Conversation, IssuedNotice
from dialogs.draft import Draft
from dialogs.exchange import Attachment, KeepDocument
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.acts import Accepted, Act, Corrected, Issue, Point
from knowledge.documents.model import Document
from knowledge.documents.official import compose_official
from knowledge.documents.values import beijing_day

KINDS = ("acceptance", "correction")


def issued_document(conversation: Conversation, kind: str, number: int, knowledge: Knowledge) -> Document | None:
    """The notice of that kind and number, made again from its record; None where none was issued."""
    found = next((one for one in conversation.issued if (one.kind, one.number) == (kind, number)), None)
    if found is None or kind not in knowledge.pack.notices:
        return None
    case = replace(case_of(conversation, knowledge), reference=found.reference)
    return compose_official(case, _act(found), Issue(f"{found.reference}-{found.number}", found.made_on))


def issue(draft: Draft, kind: str) -> tuple[Attachment, ...]:
    """Puts a notice on record and has it kept; what the reply attaches. Nothing where the pack knows no such notice."""
    now, submission = draft.now, draft.now.submission
    if submission is None or now.notice is None or kind not in draft.pack.notices:
        return ()
    earlier = now.issued
    number = 1 + sum(one.kind == kind for one in earlier)
    record = IssuedNotice(
        kind=kind,
        number=number,
        reference=submission.reference,
        revision=submission.revision,
        received_on=beijing_day(submission.at),
        made_on=draft.inbound.today.isoformat(),
        points=now.points if kind == "correction" else (),
    )
    draft.change(issued=(*earlier, record))
    document = issued_document(draft.now, kind, number, draft.world.knowledge)
    assert document is not None, "it was put on record above"
    draft.change(issued=(*earlier, replace(record, sha256=document.sha256())))
    name = f"{kind}-{number}"
    draft.effects.append(KeepDocument(name))
    return (Attachment(draft.word(f"document_{kind}"), name),)


def accepted_already(conversation: Conversation) -> bool:
    """Whether the application as last submitted has its notice of acceptance."""
    submission = conversation.submission
    return submission is not None and any(
        (one.kind, one.revision) == ("acceptance", submission.revision) for one in conversation.issued
    )


def _act(record: IssuedNotice) -> Act:
    if record.kind == "acceptance":
        return Accepted(record.received_on, record.made_on)
    points = tuple(Point(one.department, one.kind, one.code, one.text) for one in record.points)
    return Corrected(record.received_on, points, "")
