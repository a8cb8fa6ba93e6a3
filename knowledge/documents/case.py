"""The application as it stands (申请卷): everything that its documents and the departments' parts are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.conditions.rules import Rules
from knowledge.documents.model import Locale
from knowledge.pack import Pack
from knowledge.values import Facts, Value


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with its provenance: where it came from, when, by whom, and whether the window should look at it."""

    value: Value = field(repr=False)
    source: str
    """"applicant", "staff", "industry", "derived", "earlier", or the register's code."""
    at: str
    by: str = field(default="", repr=False)
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class FileLine:
    """An uploaded file: its bytes lie in the store under `id`."""

    id: str
    name: str = field(repr=False)
    sha256: str
    pages: int
    media_type: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A material that the applicant handed in, or put off (容缺) until a date."""

    code: str
    files: tuple[FileLine, ...] = ()
    deferred_until: str | None = None
    """ISO date by which it follows; None when it was handed in."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A material that a register supplied in place of the applicant (免提交)."""

    code: str
    source: str
    at: str
    found: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """The applicant's confirmation (签署): one for the whole, over the root of the hash tree."""

    name: str = field(repr=False)
    method: Literal["typed", "drawn"]
    at: str
    root: str
    image_sha256: str | None = None
    evidence: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One application (申请卷) at one moment."""

    pack: Pack = field(repr=False)
    rules: Rules = field(repr=False)
    industry: str
    locale: Locale
    permits: tuple[str, ...]
    """Those that apply and are applied for, in the order of the industry."""
    facts: Mapping[str, Given] = field(repr=False)
    notice_version: int
    notice_sha256: str
    made_on: str
    """ISO date on the documents."""
    held: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Permits that apply and are held already, with their number."""
    left_out: tuple[str, ...] = ()
    not_needed: Mapping[str, str] = field(default_factory=dict[str, str])
    """Permits of the industry that do not apply, with the reason."""
    committed: tuple[str, ...] = ()
    """Permits that the applicant takes by commitment (告知承诺)."""
    materials: tuple[Handed, ...] = ()
    fetched: tuple[Fetched, ...] = ()
    reference: str | None = None
    identity: Literal["verified", "not verified"] = "not verified"
    identity_name: str = field(default="", repr=False)
    signature: Signature | None = None
    salt: str = field(default="", repr=False)
    """Random text of the case: keeps one department from guessing another's answers from their hashes."""

    def values(self) -> Facts:
        """The answers without their provenance, as conditions read them."""
        return {code: given.value for code, given in self.facts.items()}

    def departments(self) -> tuple[str, ...]:
        """The departments whose permits are applied for, in the order of these permits."""
        return tuple(dict.fromkeys(self.pack.permits[code].department for code in self.permits))
