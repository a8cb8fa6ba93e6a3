"""What licence.yaml says of the composite licence (行业综合许可证), typed: fields, numbering, states."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from errors import PackError
from knowledge.pack import Code, Pack, Text


class Rule(BaseModel):
    """A part of licence.yaml. It is open: the verifier, not this reader, says what should not be there."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Field(Rule):
    """A line of the licence (登载事项)."""

    code: Code
    name: Text
    source: Literal["numbering", "fact", "permits", "department", "system_date", "qr"]
    fact: str | None = None
    each: tuple[str, ...] = ()
    """What stands of each permit, for `source: permits`."""


class NumberPart(Rule):
    """A part of the licence's number; `value` where it is the same on every licence."""

    code: Literal["prefix", "area", "year", "industry", "serial", "check"]
    length: int
    value: str | None = None


class Numbering(Rule):
    pattern: str
    parts: tuple[NumberPart, ...]


class Status(Rule):
    code: Literal["active", "expired", "withdrawn", "revoked", "cancelled"]
    name: Text


class LicenceEvent(Rule):
    """What may happen to a permit on the licence (变更、延续、失效、撤回、撤销、注销), and its state afterwards."""

    code: Code
    name: Text
    item_status: str
    reissue: bool
    removes_item: bool


class Sync(Rule):
    """How the licence keeps up with its permits (同步更新); both in working days."""

    notice_days: int
    reissue_days: int


class LicenceRules(Rule):
    """The rules that a licence is made by."""

    name: Text
    issuing_authority: Code
    seal: Text
    fields: tuple[Field, ...]
    numbering: Numbering
    validity: Text
    display: Text
    permit_status: tuple[Status, ...]
    events: tuple[LicenceEvent, ...]
    sync: Sync


def licence_rules(pack: Pack) -> LicenceRules:
    """The pack's rules. Raises PackError where licence.yaml lacks what a licence needs."""
    try:
        return LicenceRules.model_validate(pack.licence)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(str(one) for one in first["loc"])
        raise PackError(f"licence.yaml, {place}: {first['msg']}; add or mend it") from wrong
