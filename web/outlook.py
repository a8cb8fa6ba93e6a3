"""What an applicant may see of a conversation: steps, permits, answers with provenance (sensitive ones masked)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dialogs.conversation import Answer, Conversation, Locale, Origin, State
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.values import label, masked_name, masked_number, show
from knowledge.pack import Fact, Pack
from knowledge.planner.plan import Plan
from knowledge.planner.requirements import Exclusions
from knowledge.planner.scope import Standing
from knowledge.values import Value

STEPS = ("industry", "permits", "notice", "fill", "materials", "review", "sign", "submit")
_STEP_OF: dict[State, str] = {
    State.CHOOSING: "industry",
    State.SCOPING: "permits",
    State.NOTICED: "notice",
    State.FILLING: "fill",
    State.MATERIALS: "materials",
    State.REVIEWING: "review",
    State.COMMITTING: "sign",
    State.CORRECTING: "fill",
}
_CHANGEABLE = frozenset(
    {Origin.APPLICANT, Origin.STAFF, Origin.PREMISES_REGISTER, Origin.EARLIER, Origin.DERIVED, Origin.PHOTO}
)
"""Where the applicant's own word counts; licence data can only be flagged, in the review."""
_CLOSED = frozenset({State.SUBMITTED, State.WITHDRAWN, State.NOTHING_NEEDED})
"""Where an answer can't be changed from the plan any more."""


@dataclass(frozen=True, slots=True)
class Step:
    code: str
    status: Literal["", "done", "now"]


@dataclass(frozen=True, slots=True)
class PermitLine:
    """A permit that matters here (事项), and how it stands."""

    code: str
    name: str
    status: Standing


@dataclass(frozen=True, slots=True)
class Known:
    """An answer as it may be shown; `change` is the choice that changes it, empty where it can't be."""

    fact: str
    label: str
    shown: str
    masked: bool
    origin: Origin
    at: str
    by: str
    confirmed: bool
    change: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan panel."""

    steps: tuple[Step, ...]
    permits: tuple[PermitLine, ...]
    not_needed: tuple[str, ...]
    known: tuple[Known, ...]
    where: str
    """The business in a few words: 饮品店 · 人民路88号."""


def outlook(conversation: Conversation, knowledge: Knowledge) -> Outlook:
    """What is done, decided and known, in the applicant's language."""
    pack, locale = knowledge.pack, conversation.locale
    lines = permit_lines(conversation, knowledge)
    closed = conversation.state in _CLOSED
    known = tuple(
        _known(pack, pack.facts[code], answer, locale, closed=closed)
        for code, answer in conversation.answers.items()
        if code in pack.facts and answer.origin is not Origin.INDUSTRY and _may_see(conversation, answer)
    )
    return Outlook(
        steps=_steps(conversation),
        permits=tuple(line for line in lines if line.status != "not_needed"),
        not_needed=tuple(line.name for line in lines if line.status == "not_needed"),
        known=known,
        where=_where(conversation, pack),
    )


def _may_see(conversation: Conversation, answer: Answer) -> bool:
    """The credit code is on the wall for everybody to read: what the credit register says of it is for a checked person."""
    return answer.origin is not Origin.CREDIT_REGISTER or conversation.person is not None


def permit_lines(conversation: Conversation, knowledge: Knowledge) -> tuple[PermitLine, ...]:
    """The permits of the industry, as they stand; none before the industry is known."""
    found = plan_of(conversation, knowledge)
    if found is None:
        return ()
    permits = knowledge.pack.permits
    return tuple(
        PermitLine(code, permits[code].name.in_(conversation.locale), status) for code, status in found.standing.items()
    )


def plan_of(conversation: Conversation, knowledge: Knowledge) -> Plan | None:
    """The plan for what is known; None before the industry is."""
    if conversation.industry is None:
        return None
    exclusions = Exclusions(
        frozenset(conversation.left_out), frozenset(conversation.held), frozenset(conversation.commitment_excludes)
    )
    planner = knowledge.industry(conversation.industry)
    return planner.plan(conversation.facts(), exclusions, frozenset(conversation.postponed))


def shown(pack: Pack, fact: Fact, value: Value, locale: Locale) -> str:
    """An answer in words; of a sensitive one only its ends."""
    text = show(pack, fact, value, locale, masked=True)
    if not fact.sensitive or fact.type in {"boolean", "choice", "multi_choice", "date", "id_number"}:
        return text
    return masked_name(text) if len(text) < 9 else masked_number(text)


def _known(pack: Pack, fact: Fact, answer: Answer, locale: Locale, *, closed: bool) -> Known:
    return Known(
        fact=fact.code,
        label=label(fact, locale),
        shown=shown(pack, fact, answer.value, locale),
        masked=fact.sensitive,
        origin=answer.origin,
        at=answer.at,
        by=answer.by,
        confirmed=answer.confirmed,
        change=f"change:{fact.code}" if answer.origin in _CHANGEABLE and not closed else "",
    )


def _steps(conversation: Conversation) -> tuple[Step, ...]:
    state = conversation.state
    if state in {State.PAUSED, State.WITH_STAFF} and conversation.before is not None:
        state = conversation.before
    if state is State.SUBMITTED:
        return tuple(Step(code, "done") for code in STEPS)
    now = STEPS.index(_STEP_OF[state]) if state in _STEP_OF else -1
    return tuple(
        Step(code, "done" if place < now else "now" if place == now else "") for place, code in enumerate(STEPS)
    )


def _where(conversation: Conversation, pack: Pack) -> str:
    parts: list[str] = []
    if conversation.industry is not None:
        parts.append(pack.industries[conversation.industry].name.in_(conversation.locale))
    addresses = [
        fact
        for fact in pack.facts.values()
        if fact.type == "address" and not fact.sensitive and fact.code in conversation.answers
    ]
    # where the shop is says more than where the business is registered
    addresses.sort(key=lambda fact: fact.source != "premises_register")
    if addresses:
        fact = addresses[0]
        parts.append(shown(pack, fact, conversation.answers[fact.code].value, conversation.locale))
    return " · ".join(parts)
