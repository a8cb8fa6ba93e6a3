"""Official notices (文书): what notices.yaml requires, in its order, from an application and what was done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar, cast

from errors import PackError
from knowledge.documents import acceptance, decision, inspection
from knowledge.documents.acts import (
    Accepted,
    Act,
    Changed,
    Corrected,
    Deferred,
    Delivered,
    Granted,
    InspectionFailed,
    InspectionMade,
    InspectionSet,
    Issue,
    NotAccepted,
    Refused,
    Told,
)
from knowledge.documents.bilingual import bilingual
from knowledge.documents.case import Case
from knowledge.documents.head import HEAD, IN_THE_FRAME
from knowledge.documents.making import Making, Recipe, shared_words
from knowledge.documents.model import Block, Document, Locale, Paragraph, Section
from knowledge.documents.templates import Words, render
from knowledge.documents.texts import opening, part_text, standing
from knowledge.pack import NoticePart, Text

A = TypeVar("A")


_TOLD: Recipe[Told] = Recipe({}, lambda _, __: {})


@dataclass(frozen=True, slots=True)
class Made:
    """A part of a notice as it was made: its code in notices.yaml, and its section; None where the frame shows it."""

    code: str
    section: Section | None


@dataclass(frozen=True, slots=True)
class _Bound:
    """A recipe for one act: what is left open is only which part."""

    parts: Mapping[str, Callable[[], tuple[Block, ...]]]
    words: Words
    statutory: Words
    """The same in Chinese, for texts that exist only in Chinese: no half of one is ever in English."""

    def say(self, text: Text, locale: Locale) -> str:
        """A text, filled."""
        if locale == "en" and text.en:
            return render(text.en, self.words)
        return render(text.zh, self.statutory)


def compose_official(case: Case, act: Act, issue: Issue) -> Document:
    """The notice in the language of the case; in English it is bilingual, the Chinese text first and prevailing.

    Raises PackError where notices.yaml has no such notice, or requires what nothing supplies.
    """
    chinese = _compose(_making(replace(case, locale="zh"), act, issue), act)
    if case.locale == "zh":
        return chinese
    return bilingual(chinese, _compose(_making(case, act, issue), act))


def parts_made(case: Case, act: Act, issue: Issue) -> tuple[Made, ...]:
    """Each part that notices.yaml requires, in its order."""
    making = _making(case, act, issue)
    bound = _bound(making, act)
    return tuple(_made(making, bound, part) for part in making.notice.contents)


def words_of(case: Case, act: Act, issue: Issue) -> Words:
    """What the texts of the notice are filled with."""
    return _bound(_making(case, act, issue), act).words


def sources(act: Act, case: Case) -> frozenset[str]:
    """The parts that the program makes from such an act; whatever else notices.yaml requires needs a template."""
    return frozenset(_bound(_making(case, act, Issue("", case.made_on)), act).parts)


def _compose(making: Making, act: Act) -> Document:
    case, notice, locale = making.case, making.notice, making.locale
    bound = _bound(making, act)
    addressee = Paragraph(bound.say(standing(notice, "addressee"), locale), flush=True)
    first: list[Text] = []
    if (text := opening(notice)) is not None:
        first.append(text)
    if locale == "en":
        first.append(standing(notice, "prevails"))
    lines: list[Block] = [addressee, *(Paragraph(bound.say(one, locale)) for one in first)]
    made = (_made(making, bound, part) for part in notice.contents)
    return Document(
        kind=notice.code,
        title=notice.name.in_(locale),
        locale=locale,
        version=1,
        subtitle=_number(making),
        sections=(Section("", tuple(lines)), *(one.section for one in made if one.section is not None)),
        date=making.issue.made_on,
        issuer=making.department(_issuer(making, act)),
        reference=case.reference,
    )


def _made(making: Making, bound: _Bound, part: NoticePart) -> Made:
    if part.code in IN_THE_FRAME:
        return Made(part.code, None)
    heading, text = (part_text(making.notice, part, kind) for kind in ("heading", "template"))
    blocks: list[Block] = []
    if text is not None:
        lines = bound.say(text, making.locale).split("\n")
        blocks = [Paragraph(line) for line in lines if line.strip()]
    if part.code in bound.parts:
        blocks += bound.parts[part.code]()
    if not blocks:
        where = f"notices.yaml: {making.notice.code}, {part.code}"
        raise PackError(f"{where}: nothing says it; write a template for it in zh and en")
    named = part.text if heading is None else heading
    return Made(part.code, Section(bound.say(named, making.locale), tuple(blocks)))


def _number(making: Making) -> str:
    """The document's number (文书编号); it is a name, the same in every language."""
    words = {"serial": making.issue.serial, "year": making.issue.made_on[:4]}
    return render(standing(making.notice, "number").zh, words)


def _issuer(making: Making, act: Act) -> str:
    """The department that issues it (发文机关)."""
    issuer = making.notice.issuer
    if issuer == "lead":
        return making.pack.industries[making.case.industry].lead
    if issuer != "permit_department":
        return issuer
    if isinstance(act, Granted | Refused | Changed):
        return making.pack.permits[act.permit].department
    raise PackError(f"notices.yaml: {act.code} is about no single permit; name a department as its issuer")


def _making(case: Case, act: Act, issue: Issue) -> Making:
    notice = case.pack.notices.get(act.code)
    if notice is None:
        raise PackError(f"notices.yaml: no notice {act.code!r}; add it to issue it")
    return Making(case, notice, issue)


def _bound(making: Making, act: Act) -> _Bound:
    match act:
        case Accepted():
            return _bind(acceptance.ACCEPTED, making, act)
        case Corrected():
            return _bind(acceptance.CORRECTED, making, act)
        case NotAccepted():
            return _bind(acceptance.NOT_ACCEPTED, making, act)
        case Deferred():
            return _bind(acceptance.DEFERRED, making, act)
        case InspectionSet():
            return _bind(inspection.INSPECTION_SET, making, act)
        case InspectionMade():
            return _bind(inspection.INSPECTION_MADE, making, act)
        case InspectionFailed():
            return _bind(inspection.INSPECTION_FAILED, making, act)
        case Granted():
            return _bind(decision.GRANTED, making, act)
        case Refused():
            return _bind(decision.REFUSED, making, act)
        case Delivered():
            return _bind(decision.DELIVERED, making, act)
        case Changed():
            return _bind(decision.CHANGED, making, act)
        case Told():
            return _bind(_TOLD, making, act)


def _bind(recipe: Recipe[A], making: Making, act: A) -> _Bound:
    made: dict[str, Callable[[], tuple[Block, ...]]] = {
        code: partial(source, making, act) for code, source in recipe.parts.items()
    }
    shared = {code: partial(source, making, act) for code, source in HEAD.items() if code not in made}
    department = _issuer(making, cast("Act", act))
    words = _words(recipe, making, act, department)
    chinese = replace(making, case=replace(making.case, locale="zh"))
    statutory = words if making.locale == "zh" else _words(recipe, chinese, act, department)
    return _Bound({**shared, **made}, words, statutory)


def _words(recipe: Recipe[A], making: Making, act: A, department: str) -> Words:
    return {**shared_words(making, department), **recipe.words(making, act)}
