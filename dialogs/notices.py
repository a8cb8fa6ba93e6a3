"""Explaining once (一次性告知): the merged notice for the permits that apply, acknowledged, with a new version when they change."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from dialogs.asking import ask_step
from dialogs.conversation import Conversation, NoticeRecord, State
from dialogs.draft import Draft
from dialogs.exchange import Attachment, Card, CardRow, Choice, KeepDocument
from dialogs.knowledge_in_force import Knowledge, Told
from knowledge.documents.model import Document
from knowledge.documents.notice import Edition, Situation, compose_notice
from knowledge.documents.wording import condition_words


def notice_of(knowledge: Knowledge, conversation: Conversation, version: int) -> Document | None:
    """A version of the notice as it was shown, made again from what it covers; None where there never was one."""
    records = {record.version: record for record in conversation.notices}
    record = records.get(version)
    if record is None or conversation.industry is None:
        return None
    return _notice(knowledge, record.industry or conversation.industry, record, records.get(record.follows)).document


def _notice(knowledge: Knowledge, industry: str, record: NoticeRecord, before: NoticeRecord | None) -> Told:
    def composed() -> Document:
        previous = _compose(knowledge, industry, before, None) if before else None
        return _compose(knowledge, industry, record, previous)

    return knowledge.notice((industry, _covers(record), before and _covers(before)), composed)


def _compose(knowledge: Knowledge, industry: str, record: NoticeRecord, previous: Document | None) -> Document:
    situation = Situation(industry, record.permits, record.held, record.left_out)
    edition = Edition(record.locale, record.version, record.made_on, previous)
    return compose_notice(knowledge.pack, knowledge.rules, situation, edition)


def notice_is_due(draft: Draft) -> bool:
    """Whether the permits are not those of the last notice."""
    notice, now = draft.now.notice, draft.now
    applying = draft.plan.requirements.applying
    return (
        notice is None
        or notice.permits != applying
        or dict(notice.held) != dict(now.held)
        or notice.left_out != now.left_out
    )


def give_notice(draft: Draft) -> None:
    """Make the notice where the permits have changed, show it, and ask that it be acknowledged."""
    changed = ""
    if notice_is_due(draft):
        changed = _make(draft)
    notice = draft.now.notice
    assert notice is not None
    permits = draft.pack.permits
    names = [permits[code].name.in_(draft.locale) for code in notice.permits]
    not_needed = [
        permits[code].name.in_(draft.locale)
        for code, standing in draft.plan.standing.items()
        if standing == "not_needed"
    ]
    separator = draft.word("list_separator")
    text = draft.word(
        "notice_ready",
        count=len(names),
        permits=separator.join(names),
        not_needed=separator.join(not_needed),
        changed=changed,
    )
    rows = tuple(_permit_row(draft, code) for code in notice.permits)
    ask_step(
        draft,
        "acknowledge_notice",
        text,
        draft.choice("step:acknowledge_notice:read", "choice_notice_read"),
        draft.choice("permits", "choice_permits"),
        attachments=(Attachment(draft.word("document_notice", version=notice.version), f"notice-{notice.version}"),),
        card=Card(
            "permits",
            draft.word("notice_card", count=len(names)),
            rows,
            tuple(draft.word("tag_not_needed", permit=name) for name in not_needed),
        ),
    )


def _permit_row(draft: Draft, code: str) -> CardRow:
    permit = draft.pack.permits[code]
    department = draft.pack.departments[permit.department].name.in_(draft.locale)
    return CardRow(permit.name.in_(draft.locale), department)


def _make(draft: Draft) -> str:
    """A new version of the notice; what changed against the last one, in words."""
    now, before = draft.now, draft.now.notice
    assert now.industry is not None
    version = len(now.notices) + 1
    record = NoticeRecord(
        version,
        "",
        draft.plan.requirements.applying,
        draft.inbound.today.isoformat(),
        now.locale,
        dict(now.held),
        now.left_out,
        industry=now.industry,
        follows=before.version if before else 0,
    )
    record = replace(record, sha256=_notice(draft.world.knowledge, now.industry, record, before).sha256)
    draft.change(notice=record, notices=(*now.notices, record))
    draft.effects.append(KeepDocument(f"notice-{version}"))
    return _difference(draft, before, record) if before else ""


def _covers(record: NoticeRecord) -> Hashable:
    """Everything in a record that the words of the notice hang on."""
    held = tuple(record.held.items())
    return record.version, record.permits, record.made_on, record.locale, held, record.left_out


def _difference(draft: Draft, before: NoticeRecord, after: NoticeRecord) -> str:
    """Which permits came and went, and why."""
    lines = [
        draft.word("permit_added", permit=_name(draft, code), why=_condition(draft, code))
        for code in after.permits
        if code not in before.permits
    ]
    lines += [
        draft.word("permit_removed", permit=_name(draft, code)) for code in before.permits if code not in after.permits
    ]
    return "\n".join(lines)


def _name(draft: Draft, code: str) -> str:
    return draft.pack.permits[code].name.in_(draft.locale)


def _condition(draft: Draft, code: str) -> str:
    """The condition under which the industry needs a permit, in words; empty where it always does."""
    rule = draft.planner.scope.permits[code].rule
    return condition_words(draft.pack, rule.tree, draft.locale) if rule.closure else ""


def acknowledge(draft: Draft) -> None:
    """The applicant has read the notice; from now on nothing outside it is asked for."""
    notice = draft.now.notice
    if notice is None or notice.acknowledged_at is not None:
        return
    done = replace(notice, acknowledged_at=draft.at)
    draft.change(notice=done, notices=(*draft.now.notices[:-1], done), state=State.FILLING)
    draft.say("notice_acknowledged")


def ask_about_permits(draft: Draft) -> None:
    """Offer to leave a permit out, or to say that it is already held (自选事项)."""
    now = draft.now
    choices = [Choice(f"permit:{code}", _name(draft, code)) for code in draft.plan.requirements.applying]
    choices += [
        Choice(f"permit:{code}:back", draft.word("choice_permit_back", permit=_name(draft, code)))
        for code in (*now.left_out, *now.held)
    ]
    choices.append(draft.choice("permits:done", "choice_permits_done"))
    ask_step(draft, "acknowledge_notice", draft.word("permits_which"), *choices)
    draft.silent = True


def ask_about_permit(draft: Draft, code: str) -> None:
    """One permit: leave it out, or hold it already."""
    ask_step(
        draft,
        "acknowledge_notice",
        draft.word("permit_what", permit=_name(draft, code)),
        Choice(f"permit:{code}:held", draft.word("choice_permit_held")),
        Choice(f"permit:{code}:left_out", draft.word("choice_permit_left_out")),
        draft.choice("permits:done", "choice_permits_done"),
    )
    draft.silent = True


def take_permit_out(draft: Draft, code: str, how: str, number: str | None = None) -> None:
    """Record that a permit is held already or left out, and say what that means; "back" takes it in again."""
    if code not in draft.planner.scope.permits:
        return
    now = draft.now
    held = {permit: n for permit, n in now.held.items() if permit != code}
    left_out = tuple(permit for permit in now.left_out if permit != code)
    if how == "held":
        draft.change(held={**held, code: number or ""}, left_out=left_out)
    elif how == "left_out":
        draft.change(held=held, left_out=(*left_out, code))
    else:
        draft.change(held=held, left_out=left_out)
    draft.say(f"permit_{how}", permit=_name(draft, code), number=number or "")
    if now.signature is not None:
        draft.change(signature=None)
        draft.say("signature_voided", what=_name(draft, code))
    draft.change(reviewed=False)
