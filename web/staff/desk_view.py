"""What the desk shows (服务台): who waits and why, what was said, where the application stands; numbers of persons masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs.conversation import Answer, Conversation, Origin, State
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.values import PERSONAL_REGISTERS, label, masked_name, show
from knowledge.pack import Fact, Pack
from storage.conversations import Listed
from storage.turns import TurnRecord
from web.staff.masking import masked_words
from web.staff.moments import IMPATIENT_S, waited, waited_s, when
from web.staff.person import Staff
from web.staff.words import Words

LAST_WORDS = 60
STUCK_AFTER = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A conversation in the list."""

    url: str
    name: str
    last: str
    wait: str
    wait_tag: str
    tag: str
    why: str
    channel: str
    here: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was said, as the transcript shows it."""

    seq: int
    kind: str
    """Style: applicant, staff, or nothing for the assistant."""
    text: str
    who: str
    at: str
    when: str


@dataclass(frozen=True, slots=True)
class Tagged:
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Named:
    """A choice of a form."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class ShownPoint:
    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """The conversation on the screen."""

    id: str
    name: str
    about: str
    fence: int
    holder: str
    mine: bool
    can_take: bool
    last: int
    fresh: str
    """The message id of whatever is sent next; sent again after a failure, it changes nothing."""
    done: int
    left: int
    asking: str
    asked_fact: str
    stage: str
    enterable: tuple[Named, ...]
    permits: tuple[Tagged, ...]
    points: tuple[ShownPoint, ...]
    answers: tuple[ShownAnswer, ...]


def line_of(
    listed: Listed, conversation: Conversation, last: str, pack: Pack, t: Words, staff: Staff, now: datetime, here: str
) -> Line:
    """A conversation's line in the list."""
    since = listed.waiting_since if not listed.holder else None
    return Line(
        url=f"/desk/{listed.id}",
        name=f"{_applicant(conversation, t)} · {_industry(conversation, pack, t)}",
        last=_shortened(masked_words(last)),
        wait="" if since is None else waited(since, now),
        wait_tag="" if since is None else ("bad" if waited_s(since, now) > IMPATIENT_S else "warn"),
        tag=_why_tag(listed, conversation, staff),
        why=t(_why(listed, conversation, staff)),
        channel=t(f"channel_{listed.channel}"),
        here=listed.id == here,
    )


def entries_of(records: Iterable[TurnRecord], t: Words, now: datetime) -> list[Entry]:
    """What was said, in order."""
    shown: list[Entry] = []
    for record in records:
        at = when(record.at, now)
        if record.said:
            staff = record.speaker == "staff"
            by = getattr(record.payload, "staff", "") if staff else t("from_applicant")
            shown.append(Entry(record.seq, "staff" if staff else "me", masked_words(record.said), by, record.at, at))
        for reply in record.replies:
            kind, who = ("staff", reply.speaker) if reply.speaker else ("", t("from_bot"))
            shown.append(Entry(record.seq, kind, masked_words(reply.text), who, record.at, at))
    return shown


def opened(
    conversation: Conversation, latest: TurnRecord | None, knowledge: Knowledge, t: Words, staff: Staff, fresh: str
) -> OpenConversation:
    """The conversation as the desk shows it to a member of staff."""
    pack = knowledge.pack
    about = [conversation.submission.reference] if conversation.submission is not None else []
    if conversation.fence:
        about.append(t("take_over_seen", n=conversation.fence))
    asking = conversation.asking or conversation.asking_before
    progress = latest.progress if latest is not None else None
    mine = conversation.holder == staff.name
    return OpenConversation(
        id=conversation.id,
        name=f"{_applicant(conversation, t)} · {_industry(conversation, pack, t)}",
        about=" · ".join(about),
        fence=conversation.fence,
        holder=conversation.holder,
        mine=mine,
        can_take=not conversation.holder and not conversation.erased,
        last=conversation.version,
        fresh=fresh,
        done=progress.done if progress is not None else 0,
        left=progress.left if progress is not None else 0,
        asking="" if asking is None else _asked(asking.kind, asking.code, pack, t),
        asked_fact=asking.code if asking is not None and asking.kind == "fact" else "",
        stage=t(f"stage_{(conversation.before or conversation.state) if mine else conversation.state}"),
        enterable=tuple(_enterable(conversation, knowledge, t)),
        permits=tuple(_permits(conversation, pack, t)),
        points=tuple(ShownPoint(point.text, point.done) for point in conversation.points),
        answers=tuple(_answers(conversation.answers.items(), pack, t)),
    )


def matches(wanted: str, listed: Listed, conversation: Conversation, last: str, pack: Pack, t: Words) -> bool:
    """Whether a search finds a conversation: by number, industry, name, or the last words."""
    texts = (
        listed.reference or "", _industry(conversation, pack, t), _applicant(conversation, t), last, listed.id,
        str(conversation.facts().get("operator_name", "")), str(conversation.facts().get("contact_name", "")),
    )  # fmt: skip
    return any(wanted.casefold() in text.casefold() for text in texts)


def _applicant(conversation: Conversation, t: Words) -> str:
    facts = conversation.facts()
    for fact in ("contact_name", "operator_name"):
        if isinstance(name := facts.get(fact), str):
            return name
    return t("unnamed")


def _industry(conversation: Conversation, pack: Pack, t: Words) -> str:
    industry = pack.industries.get(conversation.industry or "")
    return t("no_industry") if industry is None else industry.name.in_(t.locale)


def _why(listed: Listed, conversation: Conversation, staff: Staff) -> str:
    if listed.holder:
        return "why_mine" if listed.holder == staff.name else "why_held"
    if listed.waiting_since is None:
        return "why_bot"
    return "why_stuck" if _stuck(conversation) else "why_asked"


def _why_tag(listed: Listed, conversation: Conversation, staff: Staff) -> str:
    return {"why_mine": "ok", "why_held": "none", "why_bot": "none", "why_stuck": "none", "why_asked": ""}[
        _why(listed, conversation, staff)
    ]


def _stuck(conversation: Conversation) -> bool:
    """Whether the assistant gave up on an answer, rather than the applicant on the assistant."""
    asking = conversation.asking_before or conversation.asking
    return asking is not None and asking.attempts >= STUCK_AFTER


def _asked(kind: str, code: str, pack: Pack, t: Words) -> str:
    if kind == "fact" and code in pack.facts:
        return label(pack.facts[code], t.locale)
    if kind == "material" and code in pack.materials:
        return pack.materials[code].name.in_(t.locale)
    return ""


def _enterable(conversation: Conversation, knowledge: Knowledge, t: Words) -> Iterable[Named]:
    """The facts that staff may enter: those of the industry's forms; what a register holds stays as it is."""
    if conversation.industry is None or conversation.state is State.WITHDRAWN:
        return
    pack = knowledge.pack
    permits = [listed.code for listed in pack.industries[conversation.industry].permits]
    wanted = {fact for code in permits for fact in pack.permits[code].facts} | set(conversation.answers)
    for code, fact in pack.facts.items():
        answer = conversation.answers.get(code)
        from_licence = answer is not None and answer.origin is Origin.BUSINESS_LICENCE
        if code in wanted and fact.source != "credit_register" and not from_licence:
            yield Named(code, label(fact, t.locale))


def _permits(conversation: Conversation, pack: Pack, t: Words) -> Iterable[Tagged]:
    """The permits of the notice, each with what its department said last."""
    if conversation.notice is None:
        return
    tags = {"received": "ok", "returned": "warn"}
    words = {"received": "state_acked", "returned": "state_returned"}
    open_points = {point.department for point in conversation.points if not point.done}
    for code in conversation.notice.permits:
        permit = pack.permits[code]
        outcome = "returned" if permit.department in open_points else conversation.receipts.get(permit.department, "")
        name = permit.name.in_(t.locale)
        yield Tagged(f"{name} {t(words[outcome])}" if outcome in words else name, tags.get(outcome, ""))


def _answers(answers: Iterable[tuple[str, Answer]], pack: Pack, t: Words) -> Iterable[ShownAnswer]:
    known = dict(answers)
    for code, fact in pack.facts.items():
        if code in known:
            answer = known[code]
            by_staff = answer.origin is Origin.STAFF
            source = t("source_staff", name=answer.by) if by_staff else t(f"source_{answer.origin}")
            if not answer.confirmed:
                source = f"{source} · {t('unconfirmed')}"
            yield ShownAnswer(label(fact, t.locale), _masked(pack, fact, answer, t), source)


def _masked(pack: Pack, fact: Fact, answer: Answer, t: Words) -> str:
    personal = answer.origin.value in PERSONAL_REGISTERS and fact.type == "text" and fact.sensitive
    if personal and isinstance(answer.value, str):
        return masked_name(answer.value)
    return masked_words(show(pack, fact, answer.value, t.locale, masked=True))


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LAST_WORDS else flat[: LAST_WORDS - 1] + "…"


def last_words(records: Sequence[TurnRecord]) -> str:
    """What the applicant said last, else what was last said to them."""
    for record in reversed(records):
        if record.said and record.speaker == "applicant":
            return record.said
    return records[-1].replies[-1].text if records and records[-1].replies else ""
