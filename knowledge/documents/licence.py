"""The composite licence (行业综合许可证): what it says, how it is numbered, and what its QR code carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from errors import PackError
from knowledge.documents.model import canonical_json, digest
from knowledge.licence_rules import NumberPart, licence_rules
from knowledge.pack import Pack, Text

LICENCE = "licence"
PAYLOAD_HASH = 32
"""Hexadecimal digits of the content's hash in a QR code: 128 bits, too many to find another licence with the same."""

State = Literal["active", "expired", "withdrawn", "revoked", "cancelled"]
"""有效、已失效、已撤回、已撤销、已注销: the codes of `permit_status` in licence.yaml."""


@dataclass(frozen=True, slots=True)
class LicencePermit:
    """A permit on the licence (许可项目), with the statutory document that its department issued."""

    code: str
    name: Text
    document: str
    """The statutory document's name, which is in Chinese only."""
    document_number: str
    issued_on: str
    """ISO date."""
    valid_until: str | None
    """ISO date; None for one without a term (长期)."""
    department: Text
    status: State = "active"


@dataclass(frozen=True, slots=True)
class Licence:
    """One version of a licence. It holds public facts only, and of people only the person in charge, as on the wall."""

    number: str
    version: int
    """How often it was issued anew: 0 at first, then it stands behind the number as -01, -02."""
    operator: str
    credit_code: str
    legal_representative: str
    industry: str
    """Code of the industry."""
    industry_name: Text
    address: str
    permits: tuple[LicencePermit, ...]
    issuer: Text
    made_on: str
    """ISO date."""

    @property
    def shown_number(self) -> str:
        """The number with the version, as it is printed."""
        return f"{self.number}-{self.version:02d}" if self.version else self.number

    def in_force(self) -> Licence:
        """The licence as it is printed: permits that are not in force any more are taken off it."""
        return replace(self, permits=tuple(one for one in self.permits if one.status == "active"))

    def as_data(self) -> dict[str, Any]:
        """The licence as plain data, for JSON."""
        plain = asdict(self)
        plain["industry_name"], plain["issuer"] = _plain(self.industry_name), _plain(self.issuer)
        plain["permits"] = list(plain["permits"])
        for data, permit in zip(plain["permits"], self.permits, strict=True):
            data["name"], data["department"] = _plain(permit.name), _plain(permit.department)
        return plain

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Licence:
        """The licence that `as_data` described."""
        permits: list[LicencePermit] = []
        for one in data["permits"]:
            named: dict[str, Any] = {**one, "name": Text(**one["name"]), "department": Text(**one["department"])}
            permits.append(LicencePermit(**named))
        texts = {key: Text(**data[key]) for key in ("industry_name", "issuer")}
        fields: dict[str, Any] = {**data, **texts, "permits": tuple(permits)}
        return cls(**fields)

    def sha256(self) -> str:
        """The hash of all that the licence says."""
        return digest(canonical_json(self.as_data()))

    def public_values(self) -> dict[str, Any]:
        """What the QR code carries, to be signed: the number, and a hash that fits no other licence; no name, no address."""
        return {
            "number": self.number,
            "version": self.version,
            "made_on": self.made_on,
            "sha256": self.sha256().removeprefix("sha256:")[:PAYLOAD_HASH],
        }


def licence_number(pack: Pack, industry: str, year: int, serial: int) -> str:
    """The number of a new licence (许可证编号), by the pattern of licence.yaml.

    Raises PackError for an industry that the pack lacks, and where a part has no room for its value.
    """
    if industry not in pack.industries:
        raise PackError(f"industries.yaml: no industry {industry!r}; name one that the pack has")
    rules = licence_rules(pack).numbering
    place = list(pack.industries).index(industry) + 1
    counted = {"year": year, "industry": place, "serial": serial}
    parts = {part.code: _part(part, counted) for part in rules.parts if part.code != "check"}
    digits = "".join(text for text in parts.values() if text.isdigit())
    return rules.pattern.format_map({**parts, "check": _check_digit(digits)})


def is_licence_number(text: str) -> bool:
    """Whether the check digit of a number is right: a mistyped digit, or two exchanged, are found."""
    from stdnum.iso7064 import mod_11_10

    return mod_11_10.is_valid("".join(char for char in text if char.isdigit()))


def _part(part: NumberPart, counted: Mapping[str, int]) -> str:
    if part.value is None and part.code not in counted:
        raise PackError(f"licence.yaml, numbering, {part.code}: no value; write the one of this city")
    text = part.value if part.value is not None else str(counted[part.code]).zfill(part.length)
    if len(text) != part.length or (part.code in counted and counted[part.code] < 1):
        raise PackError(f"licence.yaml, numbering, {part.code}: {text!r} does not have {part.length} characters")
    return text


def _check_digit(digits: str) -> str:
    """The check digit (校验位) after ISO 7064 MOD 11,10."""
    from stdnum.iso7064 import mod_11_10

    return mod_11_10.calc_check_digit(digits)


def _plain(text: Text) -> dict[str, str | None]:
    return {"zh": text.zh, "en": text.en}
