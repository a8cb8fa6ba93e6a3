"""Applications for tests: any industry, any answers, with the materials that they need."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from knowledge.documents.case import Case, Fetched, FileLine, Given, Handed
from knowledge.documents.model import Locale, digest
from knowledge.documents.slices import GENERATED
from knowledge.pack import Fact, Pack
from knowledge.values import Range, Truth, Value
from tests.city import city_pack, city_rules

AT = "2026-11-24T09:00:00+08:00"
IDENTITY_NUMBER = "420303199001015422"


def case_of(
    industry: str,
    answers: Mapping[str, Value],
    *,
    locale: Locale = "zh",
    committed: tuple[str, ...] | None = None,
    deferred: frozenset[str] = frozenset(),
    permits: tuple[str, ...] | None = None,
) -> Case:
    """An application with these answers: its permits follow from them, and every material needed is handed in."""
    pack, rules = city_pack(), city_rules()
    listed = pack.industries[industry].permits
    applying = permits or tuple(one.code for one in listed if rules.of(one.when).truth(answers) is Truth.MET)
    open_to = tuple(
        code
        for code in applying
        if pack.permits[code].commitment.allowed
        and rules.of(pack.permits[code].commitment.when).truth(answers) is Truth.MET
    )
    needed = dict.fromkeys(
        one.code
        for code in applying
        for one in pack.permits[code].materials
        if one.code not in GENERATED and rules.of(one.when).truth(answers) is Truth.MET
    )
    uploads = [code for code in needed if pack.materials[code].kind == "upload"]
    registers = [code for code in needed if pack.materials[code].kind == "register"]
    return Case(
        pack=pack,
        rules=rules,
        industry=industry,
        locale=locale,
        permits=applying,
        facts={code: Given(value, _source(pack.facts[code]), AT) for code, value in answers.items()},
        notice_version=1,
        notice_sha256=digest(b"notice"),
        made_on="2026-11-24",
        committed=open_to if committed is None else committed,
        materials=tuple(
            Handed(code, (), "2026-12-08") if code in deferred else Handed(code, (file_line(code),)) for code in uploads
        ),
        fetched=tuple(Fetched(code, pack.materials[code].source or "", AT) for code in registers),
        salt="a salt that only the office has",
    )


def file_line(material: str) -> FileLine:
    return FileLine(f"file-{material}", f"{material}.pdf", digest(content(material)), 1, "application/pdf", 1000)


def content(material: str) -> bytes:
    return f"what {material} holds".encode()


def files_of(case: Case) -> dict[str, bytes]:
    """The bytes of the case's files, by id."""
    return {file.id: content(handed.code) for handed in case.materials for file in handed.files}


def all_answers(pack: Pack) -> dict[str, Value]:
    """An answer to every fact there is."""
    return {code: _value(fact) for code, fact in pack.facts.items()}


def answers_strategy(pack: Pack) -> st.SearchStrategy[dict[str, Value]]:
    """Any answers: whatever the conditions distinguish, and ranges where a number is not known exactly."""
    return st.fixed_dictionaries({}, optional={code: _values(fact) for code, fact in pack.facts.items()})


def _source(fact: Fact) -> str:
    return "applicant" if fact.source == "none" else fact.source


def _value(fact: Fact) -> Value:
    match fact.type:
        case "boolean":
            return True
        case "integer" | "decimal" | "area_m2" | "money":
            return 8
        case "choice":
            return fact.choices[0].code if fact.choices else "drinks_snacks"
        case "multi_choice":
            return tuple(choice.code for choice in fact.choices if choice.code != "none")
        case "list":
            return (f"{fact.code}甲", f"{fact.code}乙")
        case "date":
            return "2029-12-01"
        case "id_number":
            return IDENTITY_NUMBER
        case "uscc":
            return "92420303MA4E3Y6A6D"
        case "phone":
            return "13800000000"
        case "text" | "address":
            return f"答{fact.code}"


def _values(fact: Fact) -> st.SearchStrategy[Value]:
    match fact.type:
        case "boolean":
            return st.booleans()
        case "integer" | "decimal" | "area_m2" | "money":
            return st.sampled_from([1, 9, 10, 14, 15, 50, 51, 299, 300, 500, 501, Range(45, 46), Range(290, 310)])
        case "choice":
            return st.sampled_from([choice.code for choice in fact.choices] or list(city_pack().industries))
        case "multi_choice":
            codes = [choice.code for choice in fact.choices]
            return st.lists(st.sampled_from(codes), unique=True).map(tuple)
        case _:
            return st.just(_value(fact))
