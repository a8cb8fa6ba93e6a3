"""How answers look to people: choice labels, yes and no, numbers with their unit, dates, and masked personal values."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from knowledge.documents.words import joined, say
from knowledge.pack import NUMERIC, Fact, Pack
from knowledge.values import Range, Value

_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
PERSONAL_REGISTERS = frozenset({"premises_register", "identity_register"})
"""Registers whose names and numbers are masked when shown; licence data is public and shown plain."""


BEIJING = timezone(timedelta(hours=8))
"""All of China has one time, without summer time."""


def show(pack: Pack, fact: Fact, value: Value, locale: str, *, masked: bool = False) -> str:
    """An answer in words; with `masked`, identity numbers keep only their ends."""
    match value:
        case bool():
            return say("yes" if value else "no", locale)
        case Range(low, high):
            return say("range", locale, low=number(low), high=number(high)) + _spaced(unit(fact, locale), locale)
        case int() | float():
            return number(value) + _spaced(unit(fact, locale), locale)
        case tuple():
            return joined([choice_label(pack, fact, one, locale) for one in value], locale)
        case str():
            return _text(pack, fact, value, locale, masked=masked)


def choice_label(pack: Pack, fact: Fact, code: str, locale: str) -> str:
    """The label of a choice; a free entry of a list stands for itself."""
    if fact.choices_from == "industries" and code in pack.industries:
        return pack.industries[code].name.in_(locale)
    return next((choice.label.in_(locale) for choice in fact.choices if choice.code == code), code)


def number(value: float) -> str:
    """A number without trailing zeros: 60, 45.5."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0").rstrip(".")


def unit(fact: Fact, locale: str) -> str:
    """The unit of a number: the fact's own, or the one that its label carries in brackets at the end."""
    if fact.unit is not None:
        return fact.unit.in_(locale)
    return _split(fact, locale)[1]


def label(fact: Fact, locale: str) -> str:
    """The label, without the unit where the value shows it."""
    return _split(fact, locale)[0]


def masked_number(text: str) -> str:
    """An identity number with its middle hidden: 4203••••••••••5422."""
    return text if len(text) < 9 else text[:4] + "•" * (len(text) - 8) + text[-4:]


def masked_name(text: str) -> str:
    """A person's name with its middle hidden: 林*满, 林*."""
    return text[:1] + "*" * (1 if len(text) <= 2 else len(text) - 2) + (text[-1:] if len(text) > 2 else "")


def iso_date(text: str, locale: str) -> str:
    """A date for people: 2026年12月1日, or 1 December 2026; anything else as it stands."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    from babel.dates import format_date  # 80 ms that a command without documents should not pay

    return format_date(day, "long", locale=_LOCALES[locale])


def minute(text: str, locale: str) -> str:
    """An appointment for people, in Beijing time: date, hour and minute."""
    local = datetime.fromisoformat(text).astimezone(BEIJING)
    return say("appointment", locale, date=iso_date(local.date().isoformat(), locale), time=f"{local:%H:%M}")


def beijing_day(at: str) -> str:
    """The day in China of an instant, as an ISO date."""
    return datetime.fromisoformat(at).astimezone(BEIJING).date().isoformat()


def moment(text: str, locale: str) -> str:
    """An instant for people, in Beijing time whatever its offset; anything that is no instant as it stands."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    if instant.tzinfo is None:
        return text
    local = instant.astimezone(BEIJING)
    return say("moment", locale, date=iso_date(local.date().isoformat(), locale), time=f"{local:%H:%M:%S}")


def _text(pack: Pack, fact: Fact, value: str, locale: str, *, masked: bool) -> str:
    match fact.type:
        case "choice":
            return choice_label(pack, fact, value, locale)
        case "date":
            return iso_date(value, locale)
        case "id_number" if masked:
            return masked_number(value)
        case "text" if masked and fact.sensitive and fact.source in PERSONAL_REGISTERS:
            return masked_name(value)
        case _:
            return value


def _split(fact: Fact, locale: str) -> tuple[str, str]:
    """Label and unit: 经营场所面积（平方米） is the area, in square metres."""
    text = fact.label.in_(locale)
    if fact.type not in NUMERIC or text[-1] not in ")）":
        return text, ""
    head, _, tail = text[:-1].replace("（", "(").rpartition("(")
    return head.strip(), tail


def _spaced(unit_text: str, locale: str) -> str:
    return say("unit", locale, unit=unit_text) if unit_text else ""
