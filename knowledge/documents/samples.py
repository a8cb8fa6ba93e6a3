"""Sample applications and acts (样例): what a notice looks like before there is anybody to send it to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from errors import PackError
from knowledge.conditions.rules import Rules, rules_of
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
    Inspectors,
    Issued,
    NotAccepted,
    Point,
    Refused,
    Replaced,
    Served,
    Shortfall,
)
from knowledge.documents.case import Case, FileLine, Given, Handed
from knowledge.documents.model import Locale, digest
from knowledge.documents.statute import basis_words
from knowledge.documents.values import BEIJING, iso_date
from knowledge.pack import Fact, Pack, Permit
from knowledge.values import Value
from knowledge.working_days import add_working_days

SAMPLES = Path(__file__).with_name("samples.yaml")


def sample_case(pack: Pack, industry: str, day: date, locale: Locale = "zh") -> Case:
    """An application for every permit of an industry, with all materials handed in but those that may follow."""
    if industry not in pack.industries:
        raise PackError(f"industries.yaml: no industry {industry!r}; name one of {', '.join(pack.industries)}")
    permits = [pack.permits[one.code] for one in pack.industries[industry].permits]
    rules = _rules(pack)
    facts = dict.fromkeys(code for permit in permits for code in permit.facts)
    at = datetime.combine(day, time(9), BEIJING).isoformat()
    return Case(
        pack=pack,
        rules=rules,
        industry=industry,
        locale=locale,
        permits=tuple(one.code for one in permits),
        facts={code: Given(_value(pack.facts[code], industry), "applicant", at) for code in facts},
        notice_version=1,
        notice_sha256=digest(b"sample"),
        made_on=day.isoformat(),
        committed=tuple(one.code for one in permits if one.commitment.allowed and not one.inspection.needed),
        materials=_materials(pack, permits, day),
        reference=f"{day:%Y-%m%d}-0001",
        identity="verified",
    )


def sample_acts(case: Case) -> dict[str, Act]:
    """One act of each kind, by the code of its notice."""
    day = date.fromisoformat(case.made_on)
    later = add_working_days(day, 10).isoformat()
    permit = case.pack.permits[case.permits[0]]
    basis = basis_words(permit.basis[:1], "zh")
    lead = case.pack.industries[case.industry].lead
    team = tuple(Inspectors(code, _names(at)) for at, code in enumerate(dict.fromkeys([lead, *case.departments()])))
    visit = datetime.combine(add_working_days(day, 3), time(9, 30), BEIJING).isoformat()
    document = Issued(permit.document, _said("document_number"), f"{day.year + 5}-{day:%m}-28")
    acts: tuple[Act, ...] = (
        Accepted(case.made_on, case.made_on),
        Corrected(case.made_on, tuple(_points(case)), later),
        NotAccepted(case.made_on, _said("reason"), basis, _said("redirect")),
        Deferred(case.made_on, case.made_on),
        InspectionSet(visit, team),
        InspectionMade(visit, team),
        InspectionFailed(case.made_on, tuple(_shortfalls(case)), later),
        Granted(permit.code, case.made_on, document),
        Refused(permit.code, case.made_on, _said("facts_found"), _said("refused"), basis, _said("heard")),
        Delivered((Served(_said("served"), _said("served_number")), Served(permit.document, document.number)),
                  _recipient(case), "in_person", _said("premises_address")),
        Changed(permit.code, "renewal", Served(_said("served"), _said("served_number")),
                (Replaced(_said("line"), iso_date(case.made_on, "zh"), iso_date(str(document.valid_until), "zh")),)),
    )  # fmt: skip
    return {act.code: act for act in acts}


def sample_code() -> str:
    """What the QR code of a sample holds: words that say so, and no link."""
    return _said("code")


def _recipient(case: Case) -> str:
    """Who applies; the sample's name where no permit of the industry asks for one."""
    given = case.facts.get("operator_name")
    return str(_samples()["facts"]["operator_name"] if given is None else given.value)


def _points(case: Case) -> list[Point]:
    needed = [(code, one.code) for code in case.permits for one in case.pack.permits[code].materials]
    uploads = [(code, material) for code, material in needed if case.pack.materials[material].kind == "upload"]
    follow = {one.code for one in case.materials if not one.files}
    pairs = {material: code for code, material in uploads}
    chosen = sorted(pairs, key=lambda material: material not in follow)[:2]
    points = [
        Point(case.pack.permits[pairs[material]].department, "material", material, _said("point"))
        for material in chosen
    ]
    own = case.pack.permits[case.permits[0]]
    return [*points, Point(own.department, "fact", "premises_area", _said("wrong"))]


def _shortfalls(case: Case) -> list[Shortfall]:
    permits = [case.pack.permits[code] for code in case.permits[:3]]
    return [
        Shortfall(one.department, _said("finding"), basis_words(one.basis[:1], "zh"), one.conditions[0].zh)
        for one in permits
    ]


def _materials(pack: Pack, permits: list[Permit], day: date) -> tuple[Handed, ...]:
    follow = {one.code: one.days for permit in permits for one in permit.deferrable}
    listed = {one.code for permit in permits for one in permit.materials}
    handed: list[Handed] = []
    for code, material in pack.materials.items():
        if code not in listed or material.kind != "upload":
            continue
        if code in follow:
            handed.append(Handed(code, (), add_working_days(day, follow[code]).isoformat()))
        else:
            name = f"{material.name.zh}.pdf"
            handed.append(Handed(code, (FileLine(code, name, digest(code.encode()), 2, "application/pdf", 100_000),)))
    return tuple(handed)


def _value(fact: Fact, industry: str) -> Value:
    known: str | None = _samples()["facts"].get(fact.code)
    if known is not None:
        return known
    match fact.type:
        case "boolean":
            return True
        case "integer" | "decimal" | "area_m2" | "money":
            return 60
        case "choice":
            return fact.choices[0].code if fact.choices else industry
        case "multi_choice":
            return tuple(one.code for one in fact.choices if one.code != "none")[:2]
        case "date":
            return (date(2026, 1, 1) + timedelta(days=1400)).isoformat()
        case _:
            return _said("text")


def _names(at: int) -> tuple[str, ...]:
    names: list[str] = _samples()["inspectors"]
    return tuple(names[(2 * at + one) % len(names)] for one in range(2))


def _said(key: str) -> str:
    return str(_samples()["words"][key])


@cache
def _samples() -> Mapping[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("Mapping[str, Any]", yaml.load(SAMPLES.read_text(encoding="utf-8"), Loader=loader))


def _rules(pack: Pack) -> Rules:
    return rules_of(pack.facts)
