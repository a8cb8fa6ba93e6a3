"""What goes into a turn and what comes out of it: inbound events, replies, effects and look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from dialogs.conversation import Conversation, Moment, Point, Upload
from knowledge.values import Value

# --- inbound ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The applicant opened the chat."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the applicant; `private` when they came through a page of ours, whatever channel the chat is on."""

    text: str
    private: bool = False
    forwarded: bool = False
    """Words of somebody else, passed on: what they say is confirmed before it counts."""


@dataclass(frozen=True, slots=True)
class Amended:
    """Words of the applicant that were changed after they had been sent."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Located:
    """A place sent from a messaging app; it has words only where it is a known one.

    Coordinates are left out on purpose: exact movements are sensitive (个人信息保护法 第二十八条), and no form asks for them.
    """

    title: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Introduced:
    """A contact card sent from a messaging app."""

    phone: str = field(repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that nobody here can read or listen to."""

    kind: Literal["voice", "audio", "video", "animation", "sticker", "poll", "dice", "other"]


@dataclass(frozen=True, slots=True)
class Chose:
    """A button was pressed."""

    id: str


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file passed examination and is stored; `material` is what the applicant sent it for, where that was said."""

    upload: Upload
    material: str | None = None


@dataclass(frozen=True, slots=True)
class UploadRefused:
    """A file was refused; `reason` is a catalogue key with its details."""

    name: str
    reason: str
    details: Mapping[str, str | int | float] = field(default_factory=dict[str, "str | int | float"])
    material: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoRead:
    """What a photo of the business licence (营业执照) said; `trouble` is a catalogue key where the credit code is not on it."""

    upload: Upload
    facts: Mapping[str, Value] = field(default_factory=dict[str, Value], repr=False)
    doubtful: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """The applicant signed: typed name or drawn picture, with the evidence that the shell collected."""

    name: str
    agreed: bool
    image_sha256: str | None = None
    root: str | None = None
    excludes: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Returned:
    """The departments' points to put right (补齐补正), all in one."""

    points: tuple[Point, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Received:
    """A department's queue took its slice."""

    department: str
    outcome: str
    complete: bool = False
    """Whether every department has accepted its slice by now: then the application is accepted (受理)."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """Nothing was heard for long: the applicant is told before the draft is erased (逾期提醒)."""

    version: int
    """Of the conversation when it was found silent; what came since is an answer."""
    until: str
    """The day on which it is erased, ISO 8601."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A member of staff takes the conversation over."""

    staff: str


@dataclass(frozen=True, slots=True)
class StaffSaid:
    staff: str
    fence: int
    text: str


@dataclass(frozen=True, slots=True)
class StaffEntered:
    """A member of staff enters an answer for the applicant (代填)."""

    staff: str
    fence: int
    fact: str
    text: str


@dataclass(frozen=True, slots=True)
class HandedBack:
    staff: str
    fence: int


Payload = (
    Started | Said | Amended | Located | Introduced | Unreadable | Chose | Uploaded | UploadRefused | PhotoRead | Signed
    | Returned | Received | Reminded
    | TakenOver | StaffSaid | StaffEntered | HandedBack
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event for one conversation; time and ids arrive inside it, the turn draws none."""

    id: str
    at: Moment
    today: date
    payload: Payload


# --- look-ups: what only the outside world knows -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question to the outside, such as ("business_licence", code); the shell answers it and takes the turn again.

    kinds: business_licence, credit_register, identity_register, premises_register (key: credit code);
    real_name (key: conversation id); earlier (key: subject of the person); serial (key: day); resume_code (key: conversation id).
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a register holds under a key; `facts` by fact code."""

    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Silent:
    """The register answered and knows nothing under the key."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The register did not answer in time."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The real-name check succeeded."""

    name: str
    level: str
    subject: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A serial number or a code drawn from storage."""

    value: str


LookedUp = Row | Silent | Unavailable | Checked | Drawn


# --- outbound --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a reply."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that the reply offers; `document` names it (notice-1, receipt-1), the shell makes the link."""

    name: str
    document: str


@dataclass(frozen=True, slots=True)
class CardRow:
    label: str
    value: str
    tag: str = ""
    change: str = ""
    """The choice id that changes this line, where it can be changed."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a page shows as a card; the reply's text says the same for channels without one."""

    kind: Literal["reuse", "permits", "material", "review", "sign", "receipt", "points", "progress"]
    title: str
    rows: tuple[CardRow, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the applicant; `speaker` is the member of staff who said it, else the assistant."""

    text: str
    choices: tuple[Choice, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    card: Card | None = None
    speaker: str = ""
    link: Literal["", "sign", "upload", "sensitive"] = ""
    """A page of ours to open from the chat."""
    photo: bool = False
    """Whether a photo of the business licence would be an answer."""


@dataclass(frozen=True, slots=True)
class KeepDocument:
    """Make and keep a document as PDF (the bytes shown, for evidence)."""

    document: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Assemble the package (申请包) of a revision and hand its slices to the departments' queues."""

    revision: int


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase the applicant's data: destroy the key, delete the files."""


@dataclass(frozen=True, slots=True)
class WithdrawPackage:
    """Tell the departments that the application is withdrawn."""

    revision: int


@dataclass(frozen=True, slots=True)
class KnowledgeGap:
    """What an applicant said that the pack could not help with (知识缺口), for those who keep the pack.

    The words stay where they are, sealed with the turn; `asking` and `industry` say in answer to what they came.
    """

    kind: Literal["question", "words"]
    """A question without an answer, or words that were not understood although asked twice."""
    asking: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """Read a photo of the business licence, and tell the conversation what it says."""

    file: str


@dataclass(frozen=True, slots=True)
class DiscardFile:
    """Delete a file that is not needed."""

    file: str


Effect = KeepDocument | HandOver | Erase | WithdrawPackage | KnowledgeGap | ReadPhoto | DiscardFile


@dataclass(frozen=True, slots=True)
class Progress:
    """Questions and materials together: done so far, and still to come as far as can be known."""

    done: int
    left: int


@dataclass(frozen=True, slots=True)
class AskingView:
    """What is being asked, for the contract's `asking`: exactly one of fact, material, step."""

    fact: str | None = None
    material: str | None = None
    step: str | None = None
    type: str = ""
    why: tuple[Mapping[str, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The contract's shape."""
        named = {"fact": self.fact, "material": self.material, "step": self.step}
        chosen: dict[str, Any] = {kind: code for kind, code in named.items() if code is not None}
        return {**chosen, "type": self.type, "why": [dict(reason) for reason in self.why]}


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange (一问一答): the conversation after it, what is said, and what is to be done after the commit."""

    conversation: Conversation
    replies: tuple[Reply, ...]
    effects: tuple[Effect, ...] = ()
    asking: AskingView | None = None
    progress: Progress = Progress(0, 0)
    refused: str = ""
    """Why a member of staff's write was refused ("stale_fence"); then nothing changed."""
    said: str = ""
    """How the transcript shows an inbound that is no words; empty where it shows itself."""
    kept: Payload | None = None
    """The inbound as it is to be kept, where it may not be kept as it came."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The turn can't go on without these look-ups; nothing has changed yet."""

    lookups: tuple[Lookup, ...]
