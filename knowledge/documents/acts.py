"""What the office does with an application (办理行为), as values: each has its official notice (文书) in notices.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

Blank = Literal[""]
"""What is left to be filled in by hand on paper."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The application is complete and is taken on (受理). Dates are ISO dates."""

    code: ClassVar[str] = "acceptance"
    received_on: str
    accepted_on: str


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to supply or to mend (补正事项)."""

    department: str
    kind: Literal["material", "fact", "other"]
    code: str
    """The material or fact it is about; empty for "other"."""
    text: str
    """What is missing or wrong, as the department wrote it."""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Something is missing or wrong (补齐补正): all points of all departments, told once."""

    code: ClassVar[str] = "correction"
    received_on: str
    points: tuple[Point, ...]
    due: str | Blank
    """ISO date by which the applicant should answer."""


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """The application can't be taken on (不予受理): no permit is needed, or another authority decides."""

    code: ClassVar[str] = "non_acceptance"
    received_on: str
    reason: str
    basis: str
    """The article it rests on, as written in a document: 《…》第…条."""
    redirect: str = ""
    """The authority to apply to, where it is another one."""


@dataclass(frozen=True, slots=True)
class Deferred:
    """The application is taken on though materials that may follow are missing (容缺受理); the case says which."""

    code: ClassVar[str] = "deferred_acceptance"
    received_on: str
    accepted_on: str


@dataclass(frozen=True, slots=True)
class Inspectors:
    """Who comes from a department: two or more (两名以上工作人员), by name."""

    department: str
    names: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class InspectionSet:
    """A joint inspection is arranged (联合核查)."""

    code: ClassVar[str] = "joint_inspection"
    at: str
    """ISO instant of the visit."""
    team: tuple[Inspectors, ...]
    """The lead department (牵头部门) first."""


@dataclass(frozen=True, slots=True)
class InspectionMade:
    """The sheet (联合核查表) that the inspectors take along, to be filled in on the spot."""

    code: ClassVar[str] = "inspection_sheet"
    at: str
    team: tuple[Inspectors, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that an inspection found wanting (核查发现的问题)."""

    department: str
    text: str
    basis: str
    requirement: str
    """What is to be done, and the standard that it must meet."""


@dataclass(frozen=True, slots=True)
class InspectionFailed:
    """An inspection found what must be put right (整改)."""

    code: ClassVar[str] = "rectification"
    visited_on: str
    found: tuple[Shortfall, ...]
    due: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A statutory document (法定证件) as issued."""

    name: str
    number: str
    valid_until: str | Blank = ""
    """ISO date; empty for one without a term."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A permit is granted (准予许可), by commitment where the case says so."""

    code: ClassVar[str] = "grant"
    permit: str
    decided_on: str
    document: Issued


@dataclass(frozen=True, slots=True)
class Refused:
    """A permit is refused (不予许可)."""

    code: ClassVar[str] = "refusal"
    permit: str
    decided_on: str
    facts_found: str = field(repr=False)
    reason: str = field(repr=False)
    basis: str
    heard: str = field(repr=False)
    """How the applicant was heard (陈述、申辩)."""


@dataclass(frozen=True, slots=True)
class Served:
    """A document that is served (送达文书)."""

    title: str
    number: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """Documents are served (送达); what the recipient writes by hand is empty before."""

    code: ClassVar[str] = "delivery_receipt"
    documents: tuple[Served, ...]
    recipient: str = field(repr=False)
    method: Literal["in_person", "by_post", "electronic"]
    place: str = field(repr=False)
    """Address, or the electronic address."""
    received_on: str | Blank = ""
    received_by: str = field(default="", repr=False)
    on_behalf: str = field(default="", repr=False)
    """Why somebody else received them (代收理由)."""
    server: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A line of the licence before and after (登载内容)."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A permit was changed, renewed or ended (变更、延续、失效、撤回、撤销、注销), and the licence follows."""

    code: ClassVar[str] = "item_change"
    permit: str
    event: str
    """Code of the event in licence.yaml."""
    decision: Served
    lines: tuple[Replaced, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that a city added to notices.yaml: it says what its texts say of the application."""

    code: str


Act = (
    Accepted | Corrected | NotAccepted | Deferred | InspectionSet | InspectionMade | InspectionFailed
    | Granted | Refused | Delivered | Changed | Told
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issue:
    """One issuing of a notice (发文): its serial number and date. The number on paper is worded by the texts."""

    serial: str
    made_on: str
    """ISO date."""
