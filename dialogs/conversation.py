"""The conversation (会话): everything that is known about one applicant's errand, as an immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Literal, NewType

from knowledge.values import Value

ConversationId = NewType("ConversationId", str)
FileId = NewType("FileId", str)
Locale = Literal["zh", "en"]
Channel = Literal["web", "telegram", "terminal", "window", "simulated"]
Moment = str
"""An instant as ISO 8601 text in UTC, to the second: "2026-11-24T06:31:00Z"."""


class State(StrEnum):
    """Where the applicant is (办理阶段)."""

    CHOOSING = "choosing"
    SCOPING = "scoping"
    NOTICED = "noticed"
    FILLING = "filling"
    MATERIALS = "materials"
    REVIEWING = "reviewing"
    COMMITTING = "committing"
    SUBMITTED = "submitted"
    CORRECTING = "correcting"
    WITH_STAFF = "with_staff"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    NOTHING_NEEDED = "nothing_needed"


class Origin(StrEnum):
    """Where an answer comes from (信息来源)."""

    APPLICANT = "applicant"
    STAFF = "staff"
    INDUSTRY = "industry"
    DERIVED = "derived"
    EARLIER = "earlier"
    BUSINESS_LICENCE = "business_licence"
    IDENTITY_REGISTER = "identity_register"
    PREMISES_REGISTER = "premises_register"
    CREDIT_REGISTER = "credit_register"
    PHOTO = "photo"
    """Read off a photographed business licence, and confirmed by the applicant."""


REGISTERS = frozenset(
    {Origin.BUSINESS_LICENCE, Origin.IDENTITY_REGISTER, Origin.PREMISES_REGISTER, Origin.CREDIT_REGISTER}
)
REUSED = REGISTERS | {Origin.EARLIER}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with its provenance; `flagged` notes what the applicant said against a register that they can't override."""

    value: Value
    origin: Origin
    at: Moment
    by: str = ""
    confirmed: bool = True
    flagged: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the assistant waits for: a fact, a material or a step, and how often it was asked without an answer."""

    kind: Literal["fact", "material", "step"]
    code: str
    attempts: int = 0
    options: tuple[str, ...] = ()
    put: int = 0
    """How often a step was put again in the same words; facts and materials are counted in `repeats`."""
    words: str = ""
    """A digest of the words in which a step was put."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often something was put again without an answer, and how many of those times the answer was not understood."""

    put: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Whose real name was checked (实名核验), how, and an opaque subject that joins the same person's applications."""

    name: str
    level: str
    subject: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Consent:
    kind: Literal["privacy", "sensitive"]
    version: str
    given: bool
    at: Moment


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """The one-time notice (一次性告知单) as it was shown: version, hash, what it covers, when it was acknowledged."""

    version: int
    sha256: str
    permits: tuple[str, ...]
    made_on: str
    locale: Locale = "zh"
    held: Mapping[str, str] = field(default_factory=dict[str, str])
    left_out: tuple[str, ...] = ()
    acknowledged_at: Moment | None = None
    industry: str = ""
    follows: int = 0
    """The version whose differences it marks; 0 for the first of an industry."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was accepted for a material; hashes are of the original and of what is handed over."""

    id: FileId
    name: str
    media_type: str
    pages: int
    size: int
    sha256: str
    normalised_sha256: str
    at: Moment
    warnings: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class LicencePhoto:
    """What a photographed business licence (营业执照照片) says; `doubtful` facts were hard to read."""

    facts: Mapping[str, Value]
    doubtful: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The applicant's signature over the root of the hash tree (确认证据, never called 可靠电子签名)."""

    name: str
    method: Literal["typed", "drawn"]
    root: str
    at: Moment
    image_sha256: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict[str, str])
    committed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed over (收件): its reference number, revision and time."""

    reference: str
    revision: int
    at: Moment
    root: str


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to put right (补正事项), as a department returned it."""

    id: str
    department: str
    kind: Literal["fact", "material", "other"]
    code: str
    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class IssuedNotice:
    """An official notice (文书) that the applicant was given. Dates are ISO dates of Beijing."""

    kind: str
    """Code of the notice in notices.yaml."""
    number: int
    """Counted from 1 for each kind."""
    reference: str
    revision: int
    """Of the submission that it is about."""
    received_on: str
    made_on: str
    points: tuple[Point, ...] = ()
    """What a correction asked for, as it was then."""
    sha256: str = ""


@dataclass(frozen=True)
class Conversation:
    """One errand. `version` counts the turns that changed it; a turn is stored only over the version it read.

    Without slots: each turn makes a copy, and a dict of 45 fields is copied eight times as fast as they are one by one.
    """

    id: ConversationId
    pack: str
    channel: Channel
    locale: Locale = "zh"
    version: int = 0
    state: State = State.CHOOSING
    started_at: Moment = ""
    salt: str = ""
    """Random text of its own: keeps one department from guessing another's answers from their hashes."""
    industry: str | None = None
    asking: Asking | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    unsure: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """Values understood but not yet confirmed by the applicant."""
    asked: tuple[str, ...] = ()
    repeats: Mapping[str, Repeat] = field(default_factory=dict[str, Repeat])
    """What is still unanswered although it was put more than once, by fact or material."""
    postponed: tuple[str, ...] = ()
    """Facts the applicant did not know; they come last."""
    last_fact: str | None = None
    registers: Mapping[str, str] = field(default_factory=dict[str, str])
    """What each register said: "found", "silent" or "unavailable"."""
    person: Person | None = None
    consents: tuple[Consent, ...] = ()
    reused: tuple[str, ...] = ()
    """Facts shown for confirmation, in the order shown."""
    reuse_confirmed: bool = False
    conflicts: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """What a register said where the applicant's own word won."""
    licence_photo: LicencePhoto | None = None
    left_out: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict[str, str])
    notice: NoticeRecord | None = None
    notices: tuple[NoticeRecord, ...] = ()
    materials: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict[str, tuple[Upload, ...]])
    loose: tuple[Upload, ...] = ()
    """Files sent while none was asked for, not put to a material yet."""
    deferred: Mapping[str, str] = field(default_factory=dict[str, str])
    reviewed: bool = False
    commitment_excludes: tuple[str, ...] = ()
    signature: Signature | None = None
    submission: Submission | None = None
    revisions: int = 0
    """How often a package was handed over from this conversation; never falls, so that no slice's id comes twice."""
    receipts: Mapping[str, str] = field(default_factory=dict[str, str])
    """Department → "received", "returned" …, as its queue says."""
    points: tuple[Point, ...] = ()
    issued: tuple[IssuedNotice, ...] = ()
    aside: str = ""
    """A side matter under way, such as "permits" or "change"; empty on the straight way."""
    holder: str = ""
    """Who answers: the assistant when empty, else the member of staff."""
    fence: int = 0
    """Grows with each takeover (交接序号); a write under an older one is refused."""
    waiting_since: Moment | None = None
    before: State | None = None
    """The state to go on from after a pause or a takeover."""
    asking_before: Asking | None = None
    erased: bool = False

    def facts(self) -> dict[str, Value]:
        """The values that are known, by fact."""
        return {code: answer.value for code, answer in self.answers.items()}

    @classmethod
    def from_json(cls, data: bytes) -> Conversation:
        """The conversation that was stored as this; what is left out is as in a new one."""
        return _adapter().validate_json(data)


@cache
def _adapter() -> Any:
    # Built on first use: it takes some milliseconds that a command without conversations should not pay.
    from pydantic import TypeAdapter

    return TypeAdapter(Conversation)
