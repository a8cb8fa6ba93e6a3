"""Legal bases, time limits and issuers in words, as every document writes them."""

from __future__ import annotations

from collections.abc import Iterable

from errors import PackError
from knowledge.documents.words import say
from knowledge.pack import Basis, Pack, Permit


def basis_words(bases: Iterable[Basis], locale: str) -> str:
    """The legal bases (设定依据): 《食品安全法》第三十五条; one that was not checked says who decides."""
    return say("sentence_break", locale).join(_basis(one, locale) for one in bases)


def days_words(permit: Permit, locale: str) -> str:
    """The statutory time limit (法定时限)."""
    key = "working_days" if permit.day_unit == "working" else "calendar_days"
    words = say(key, locale, days=permit.statutory_days)
    return say("to_be_confirmed", locale, text=words) if permit.verify else words


def promised_words(permit: Permit, locale: str) -> str:
    """The promised time limit (承诺时限), by the ordinary way and, where open, by commitment."""
    words = _promised(permit.promised_days, locale)
    quick = permit.commitment.promised_days
    if permit.commitment.allowed and quick is not None:
        return say("promised_both", locale, ordinary=words, committed=_promised(quick, locale))
    return words


def taken_words(permit: Permit, locale: str, *, by_commitment: bool) -> str:
    """The promised time limit of the way that was taken."""
    quick = permit.commitment.promised_days
    return _promised(quick if by_commitment and quick is not None else permit.promised_days, locale)


def issuer_name(pack: Pack, notice: str, industry: str, locale: str) -> str:
    """Who issues a kind of document (发文机关): a department, or the lead department of the industry."""
    found = pack.notices.get(notice)
    if found is None:
        raise PackError(f"notices.yaml: no notice {notice!r}; add it or fix the spelling")
    code = pack.industries[industry].lead if found.issuer == "lead" else found.issuer
    return pack.departments[code].name.in_(locale)


def unverified(permit: Permit) -> bool:
    """Whether something about the permit was not checked against the current text."""
    return permit.verify or any(one.verify for one in permit.basis)


def _promised(days: int, locale: str) -> str:
    return say("on_the_spot", locale) if days == 0 else say("working_days", locale, days=days)


def _basis(basis: Basis, locale: str) -> str:
    words = say("law", locale, law=basis.law, article=basis.article or basis.number or "")
    return say("to_be_confirmed", locale, text=words) if basis.verify else words
