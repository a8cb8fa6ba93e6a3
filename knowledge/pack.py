"""The knowledge pack (事项知识包): what a city requires of each industry, typed and immutable."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
FactType = Literal[
    "text", "boolean", "integer", "decimal", "area_m2", "money", "date", "choice", "multi_choice", "id_number", "uscc",
    "phone", "address", "list",
]  # fmt: skip
NUMERIC: frozenset[str] = frozenset({"integer", "decimal", "area_m2", "money"})
CHOSEN: frozenset[str] = frozenset({"choice", "multi_choice"})
Source = Literal["business_licence", "identity_register", "premises_register", "credit_register", "none"]
Exemption = Literal["national_security", "public_security", "ecological_security", "industrial_policy"]
Scalar = bool | int | float | str | tuple[str, ...]


BY_CODE = ("departments", "facts", "materials", "permits", "industries", "faq", "notices")


class Model(BaseModel):
    """A part of the pack: frozen, and closed against misspelt keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Model):
    """A wording in Chinese, with its English beside it where applicants meet it."""

    zh: str
    en: str | None = None

    def in_(self, locale: str) -> str:
        """The wording in a locale; statutory texts that exist only in Chinese stay Chinese."""
        return self.en if locale == "en" and self.en else self.zh


class Choice(Model):
    code: Code
    label: Text


class Bounds(Model):
    """min and max of a number, or of the length of a text; pattern is matched in full."""

    min: float | None = None
    max: float | None = None
    pattern: str | None = None


class SaidOf(Model):
    """A boolean answer in a few words, as people say it: 卖烟, 不卖烟."""

    yes: Text
    no: Text


class Fact(Model):
    """A piece of information (信息要素) that may be asked of an applicant or read from a register."""

    code: Code
    label: Text
    type: FactType
    question: Text
    reworded: Text | None = None
    """The question in other words, for somebody who did not get on with the first ones."""
    example: Text | None = None
    """An answer as somebody might give it, where the type alone suggests none."""
    help: Text | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["industries"] | None = None
    bounds: Bounds = Bounds()
    when: str | None = None
    scope: Literal["shared", "individual"]
    source: Source
    sensitive: bool
    item: Literal["text"] | None = None
    unit: Text | None = None
    said: SaidOf | None = None
    sent_as: Literal["phone", "name", "place"] | None = None
    """What else than words fills it: the number or name of a contact card, or a place sent from a messaging app."""
    derive: str | None = None
    """The fact this one is worked out from when it can be (`sign_area` from `sign_size`)."""


class Material(Model):
    """An application material (申请材料): one code is asked for once, however many permits need it."""

    code: Code
    name: Text
    kind: Literal["upload", "generated", "register"]
    source: str | None = None
    formats: tuple[Literal["pdf", "jpg", "png"], ...] = ()
    max_mb: float = 10
    note: Text | None = None
    template: bool = False
    merges: tuple[str, ...] = ()


class Basis(Model):
    """A legal basis (设定依据); `verify` means that the article was not checked against the current text."""

    law: str
    article: str | None = None
    number: str | None = None
    verify: bool = False


class PermitMaterial(Model):
    code: Code
    when: str | None = None


class Commitment(Model):
    """Whether the item may be decided on a promise (告知承诺), and which materials the promise replaces."""

    allowed: bool
    replaces: tuple[Code, ...] = ()
    when: str | None = None
    promised_days: int | None = None
    why_not: Text | None = None


class Inspection(Model):
    needed: bool
    exempt_from_commitment_reason: Exemption | None = None


class Deferrable(Model):
    """A material that may follow later (容缺), within so many working days."""

    code: Code
    days: int


def _as_text(value: Any) -> Any:
    return {"zh": value} if isinstance(value, str) else value


Line = Annotated[Text, BeforeValidator(_as_text)]


class Permit(Model):
    """A licence or filing item (许可、备案事项) of one department."""

    code: Code
    name: Text
    kind: Literal["licence", "filing"]
    document: str
    department: Code
    basis: tuple[Basis, ...]
    scope: Text
    conditions: tuple[Line, ...]
    facts: tuple[Code, ...]
    materials: tuple[PermitMaterial, ...]
    method: tuple[Literal["online", "window"], ...]
    process: tuple[Line, ...]
    statutory_days: int
    day_unit: Literal["working", "calendar"]
    promised_days: int
    commitment: Commitment
    inspection: Inspection
    deferrable: tuple[Deferrable, ...] = ()
    validity_years: float | None = None
    fee: int
    verify: bool = False
    note: Text | None = None


class IndustryPermit(Model):
    """A permit in an industry, needed when the condition holds (always, without one)."""

    code: Code
    when: str | None = None


class Industry(Model):
    """An industry (行业) of the catalogue."""

    code: Code
    name: Text
    aliases: tuple[str, ...]
    lead: Code
    partners: tuple[Code, ...]
    batch: int
    given: dict[Code, Scalar] = Field(default_factory=dict)
    permits: tuple[IndustryPermit, ...]
    note: Text | None = None


class Department(Model):
    code: Code
    name: Text
    duty: Text


class Questions(Model):
    zh: tuple[str, ...]
    en: tuple[str, ...] = ()


class FrequentQuestion(Model):
    """A frequent question (常见问题) with its phrasings; `about` names what it belongs to, or "general"."""

    code: Code
    questions: Questions
    answer: Text
    about: str


class Pack(Model):
    """All that is known, by code and in the order of the files. `commitment`, `licence` and `notices` are as in their files."""

    departments: dict[str, Department]
    facts: dict[str, Fact]
    materials: dict[str, Material]
    permits: dict[str, Permit]
    industries: dict[str, Industry]
    faq: dict[str, FrequentQuestion]
    commitment: CommitmentRules
    licence: dict[str, Any]
    notices: dict[str, Notice]
    privacy: Privacy | None = None
    places: Places = Field(default_factory=lambda: Places())

    def canonical(self) -> bytes:
        """The pack as canonical JSON (sorted keys, UTF-8, no blanks), the bytes that its hash names.

        Entries stand in lists, in the order of their files: that order is the natural order of a conversation.
        """
        plain = self.model_dump(mode="json", exclude_none=True)
        for name in BY_CODE:
            plain[name] = list(plain[name].values())
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def sha256(self) -> str:
        """The pack's name: "sha256:" and the hash of its canonical form."""
        return "sha256:" + hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def from_canonical(cls, data: bytes) -> Pack:
        """The pack that these canonical bytes describe."""
        plain = json.loads(data)
        for name in BY_CODE:
            plain[name] = {entry["code"]: entry for entry in plain[name]}
        return cls.model_validate(plain)


class CommitmentGround(Model):
    code: Code
    text: Text
    when: str | None = None
    fact: str | None = None


class LetterPart(Model):
    code: Code
    zh: str
    en: str
    facts: tuple[Code, ...] = ()
    per_permit: bool = False


class Routes(Model):
    excluded: Text
    unwilling: Text


class Clauses(Model):
    told: Text
    promise_template: Text
    promise_generic: tuple[Text, ...]
    consequences: tuple[Text, ...]
    follow_up: Text
    withdrawal: Text


class FollowUp(Model):
    months: int
    unit_note: Text
    joint: bool


class CommitmentRules(Model):
    """Who may be decided on a promise, and what the letter (告知承诺书) says."""

    basis: tuple[Basis, ...]
    eligible: tuple[CommitmentGround, ...]
    excluded: tuple[CommitmentGround, ...]
    routes: Routes
    letter: tuple[LetterPart, ...]
    clauses: Clauses
    follow_up: FollowUp
    summary_en: str


class NoticePart(Model):
    """What a notice must contain; `heading` and `template` are written where the standard texts don't suit the city."""

    code: Code
    text: Text
    heading: Text | None = None
    template: Text | None = None


class Deadline(Model):
    days: int
    unit: Literal["working", "calendar"]
    counts_from: str


class Notice(Model):
    """An official notice (文书): when it is issued, by whom, and what it must contain."""

    code: Code
    name: Text
    issued_when: Text
    issuer: str
    basis: tuple[Basis, ...] = ()
    deadline: Deadline | None = None
    contents: tuple[NoticePart, ...]
    template: Text | None = None
    signed: dict[str, Any] = Field(default_factory=dict)


class Privacy(Model):
    """The privacy notice (个人信息处理告知) shown before anything personal, and the separate consent for sensitive facts."""

    version: str
    notice: Text
    sensitive: Text
    basis: tuple[Basis, ...] = ()


class Places(Model):
    """Where a person can be reached: fills the placeholders of the FAQ."""

    city: Text = Text(zh="")
    window_address: Text = Text(zh="")
    window_hours: Text = Text(zh="")
    window_phone: Text = Text(zh="")
    hotline: Text = Text(zh="")


Pack.model_rebuild()
