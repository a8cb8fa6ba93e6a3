"""What of a turn is evidence (存证事件): read off the conversation before and after it; most turns have none."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.conversation import Conversation, NoticeRecord, Signature, State
from dialogs.exchange import HandedBack, Inbound, Received, Returned, StaffEntered, TakenOver
from knowledge.documents.chain import Detail, Event
from storage.journal import Evidence, journal_key, pseudonym, salted
from storage.keys import Keyring, Seal

COMMITMENT = "chooses_commitment"
"""The fact (contract) by which the applicant chooses the commitment (告知承诺)."""
PLAIN = frozenset({"channel", "shown_root"})
"""What is noted of how somebody signed and says nothing about a person; the rest goes in salted."""
_BY_STAFF = (TakenOver, StaffEntered, HandedBack)
_TELLING = frozenset({*_BY_STAFF, Returned, Received})


def evidence_of(
    before: Conversation, later: Conversation, inbound: Inbound, seal: Seal, keyring: Keyring
) -> Evidence | None:
    """What a turn puts on record; None for nearly every turn, at the price of a few comparisons."""
    if (
        before.notice is later.notice
        and before.consents is later.consents
        and before.signature is later.signature
        and before.submission is later.submission
        and before.person is later.person
        and before.fence == later.fence
        and before.commitment_excludes is later.commitment_excludes
        and before.answers.get(COMMITMENT) is later.answers.get(COMMITMENT)
        and (later.state is not State.WITHDRAWN or before.state is State.WITHDRAWN)
        and type(inbound.payload) not in _TELLING
    ):
        return None
    named = _Reader(before, later, inbound, seal, keyring).events()
    events = tuple(Event(inbound.at, kind, details, later.id, _actor(inbound, kind)) for kind, details in named)
    return Evidence(events, journal_key(keyring)) if events else None


def _actor(inbound: Inbound, kind: str) -> str:
    if kind == "notice_shown":
        return "assistant"
    if isinstance(inbound.payload, _BY_STAFF):
        return "staff"
    return "department" if isinstance(inbound.payload, Returned | Received) else "applicant"


Named = tuple[str, dict[str, Detail]]


class _Reader:
    """The events of one turn, in the order in which they happen."""

    def __init__(
        self, before: Conversation, later: Conversation, inbound: Inbound, seal: Seal, keyring: Keyring
    ) -> None:
        self._before, self._later, self._inbound = before, later, inbound
        self._seal, self._keyring = seal, keyring

    def events(self) -> Iterator[Named]:
        """Kind and details of each."""
        yield from self._staff()
        yield from self._consents()
        yield from self._person()
        yield from self._notice()
        yield from self._commitment()
        yield from self._signature()
        yield from self._submission()
        yield from self._issued()

    def _staff(self) -> Iterator[Named]:
        fence = self._later.fence
        match self._inbound.payload:
            case TakenOver(staff) if fence != self._before.fence:
                yield "taken_over", {"fence": fence, "staff": pseudonym(self._keyring, staff)}
            case HandedBack(staff):
                yield "handed_back", {"fence": fence, "staff": pseudonym(self._keyring, staff)}
            case StaffEntered(staff, _, fact, text):
                who, told = pseudonym(self._keyring, staff), self._salted(fact, text)
                yield "staff_entered", {"fence": fence, "staff": who, "fact": fact, "value": told}
            case Returned(points):
                yield "points_told", {"points": tuple(point.id for point in points)}
            case Received(department, outcome):
                yield "receipt_told", {"department": department, "outcome": outcome}
            case _:
                return

    def _consents(self) -> Iterator[Named]:
        if self._later.consents is self._before.consents:
            return
        known = set(self._before.consents)
        for consent in self._later.consents:
            if consent not in known:
                kind = "consent_given" if consent.given else "consent_refused"
                yield kind, {"about": consent.kind, "version": consent.version}

    def _person(self) -> Iterator[Named]:
        person = self._later.person
        if person is not None and person is not self._before.person and person != self._before.person:
            yield "identified", {"level": person.level, "person": self._salted("subject", person.subject)}

    def _notice(self) -> Iterator[Named]:
        notice, old = self._later.notice, self._before.notice
        if notice is None or notice is old:
            return
        told: dict[str, Detail] = {"version": notice.version, "sha256": notice.sha256}
        if _is_another(notice, old):
            yield "notice_shown", {**told, "permits": notice.permits, "locale": notice.locale, "pack": self._later.pack}
        if notice.acknowledged_at is not None and (
            _is_another(notice, old) or old is None or old.acknowledged_at is None
        ):
            yield "notice_acknowledged", told

    def _commitment(self) -> Iterator[Named]:
        chosen, old = self._later.answers.get(COMMITMENT), self._before.answers.get(COMMITMENT)
        if (chosen and chosen.value) != (old and old.value):
            yield "commitment_chosen", {"chosen": "taken back" if chosen is None else str(chosen.value)}
        excludes = self._later.commitment_excludes
        if excludes != self._before.commitment_excludes:
            yield "commitment_excludes", {"permits": excludes}

    def _signature(self) -> Iterator[Named]:
        signature, old = self._later.signature, self._before.signature
        if signature == old:
            return
        if signature is None:
            yield "signature_void", {"root": old.root if old is not None else ""}
        else:
            yield "signed", self._signed(signature)

    def _signed(self, signature: Signature) -> dict[str, Detail]:
        details: dict[str, Detail] = {
            "root": signature.root,
            "method": signature.method,
            "committed": signature.committed,
            "picture": signature.image_sha256 or "",
            "signer": self._salted("signer", signature.name),
            "channel": self._later.channel,
            "identified": self._later.person.level if self._later.person is not None else "",
        }
        for name, value in signature.evidence.items():
            details[f"by_{name}"] = value if name in PLAIN else self._salted(name, value)
        return details

    def _submission(self) -> Iterator[Named]:
        submission = self._later.submission
        if submission is not None and submission != self._before.submission:
            revision, root = submission.revision, submission.root
            yield "submitted", {"reference": submission.reference, "revision": revision, "root": root}
        if self._later.state is State.WITHDRAWN and self._before.state is not State.WITHDRAWN:
            yield "withdrawn", {}

    def _issued(self) -> Iterator[Named]:
        for one in self._later.issued[len(self._before.issued) :]:
            yield "notice_issued", {"document": f"{one.kind}-{one.number}", "sha256": one.sha256}

    def _salted(self, name: str, value: str) -> str:
        return salted(self._seal, name, value)


def _is_another(notice: NoticeRecord, old: NoticeRecord | None) -> bool:
    return old is None or (notice.version, notice.sha256) != (old.version, old.sha256)
