"""Previews (预览): every document of the set with sample data, for those who change its texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from errors import PackError
from knowledge.documents.acts import Issue, Told
from knowledge.documents.bilingual import bilingual
from knowledge.documents.case import Case
from knowledge.documents.certificates import STATUTORY, compose_licence, compose_statutory
from knowledge.documents.cover import COVER, Bound, compose_cover
from knowledge.documents.form import FORM, compose_form
from knowledge.documents.letter import LETTER, compose_letter
from knowledge.documents.licence import LICENCE, Licence, LicencePermit, licence_number
from knowledge.documents.materials_list import LIST, compose_materials_list
from knowledge.documents.model import Document, Locale
from knowledge.documents.notice import NOTICE, Edition, Situation, compose_notice
from knowledge.documents.official import compose_official
from knowledge.documents.receipt import RECEIPT, compose_receipt
from knowledge.documents.samples import sample_acts, sample_case
from knowledge.documents.words import say
from knowledge.pack import Pack

OWN = (FORM, LIST, RECEIPT, COVER, LICENCE, STATUTORY)
"""Documents that are no notice of notices.yaml."""
CERTIFICATES = frozenset({LICENCE, STATUTORY})
"""Those with a frame."""
_SERIAL = 1


def previews(pack: Pack, locale: Locale) -> dict[str, str]:
    """Every document that can be previewed: its name by its code."""
    notices = {code: notice.name.in_(locale) for code, notice in pack.notices.items()}
    return {**notices, **{code: say(f"preview_{code}", locale) for code in OWN}}


def preview(pack: Pack, code: str, industry: str, day: date, locale: Locale = "zh") -> Document:
    """The document as it is for a sample application in this industry; in English it is bilingual, but for the notice,
    which is told in one language.

    Raises PackError for a document that there is not, or whose texts can't be filled.
    """
    case = sample_case(pack, industry, day, locale)
    if code in CERTIFICATES:
        licence = sample_licence(case)
        return (
            compose_licence(licence, pack, locale)
            if code == LICENCE
            else compose_statutory(licence, licence.permits[0], locale)
        )
    if code in pack.notices and code not in (NOTICE, LETTER):
        act = sample_acts(case).get(code, Told(code))
        return compose_official(case, act, Issue("0001", case.made_on))
    if code == NOTICE:
        return _own(case, code)
    chinese = _own(replace(case, locale="zh"), code)
    return chinese if locale == "zh" else bilingual(chinese, _own(case, code))


def sample_licence(case: Case) -> Licence:
    """A licence with every permit of a sample application."""
    pack, made_on = case.pack, date.fromisoformat(case.made_on)
    permits = [pack.permits[code] for code in case.permits]
    said = {code: str(given.value) for code, given in case.facts.items()}
    return Licence(
        number=licence_number(pack, case.industry, made_on.year, _SERIAL),
        version=0,
        operator=said.get("operator_name", ""),
        credit_code=said.get("unified_social_credit_code", ""),
        legal_representative=said.get("legal_representative", ""),
        industry=case.industry,
        industry_name=pack.industries[case.industry].name,
        address=said.get("premises_address", ""),
        permits=tuple(
            LicencePermit(
                one.code, one.name, one.document, f"{made_on:%Y}{at:08d}", case.made_on,
                None if one.validity_years is None else f"{made_on.year + int(one.validity_years)}-{made_on:%m}-23",
                pack.departments[one.department].name,
            )
            for at, one in enumerate(permits, start=1)
        ),
        issuer=pack.departments[str(pack.licence.get("issuing_authority"))].name,
        made_on=case.made_on,
    )  # fmt: skip


def _own(case: Case, code: str) -> Document:
    match code:
        case "one_off_notice":
            situation, edition = Situation(case.industry, case.permits), Edition(case.locale, 1, case.made_on)
            return compose_notice(case.pack, case.rules, situation, edition)
        case "commitment_letter":
            return _letter(case)
        case "application_form":
            return compose_form(case)
        case "materials_list":
            return compose_materials_list(case)
        case "receipt":
            return compose_receipt(case, f"{case.made_on}T09:00:00+08:00")
        case "package_cover":
            named = [Bound(say("title_form", case.locale), 4, compose_form(case).sha256())]
            files = [
                Bound(case.pack.materials[one.code].name.in_(case.locale), file.pages, file.sha256)
                for one in case.materials
                for file in one.files
            ]
            return compose_cover(case, [*named, *files])
        case _:
            known = ", ".join(previews(case.pack, "en"))
            raise PackError(f"no document {code!r}; there are {known}")


def _letter(case: Case) -> Document:
    """The letter for every permit that may be promised; of an industry without one it can't be shown."""
    allowed = tuple(code for code in case.permits if case.pack.permits[code].commitment.allowed)
    letter = compose_letter(replace(case, committed=allowed))
    if letter is None:
        raise PackError(f"industry {case.industry}: none of its permits is open to commitment; choose another")
    return letter
