"""The composite licence (行业综合许可证) and the statutory documents (法定证件) as documents, by the fields of licence.yaml."""

from __future__ import annotations

from errors import PackError
from knowledge.documents.bilingual import bilingual
from knowledge.documents.licence import LICENCE, Licence, LicencePermit
from knowledge.documents.model import Block, Document, Locale, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.values import iso_date
from knowledge.documents.words import say
from knowledge.licence_rules import Field, LicenceRules, licence_rules
from knowledge.pack import Pack

STATUTORY = "statutory_document"


def compose_licence(licence: Licence, pack: Pack, locale: Locale = "zh") -> Document:
    """What stands on the licence: permits in force only. In English it is bilingual, the Chinese text first.

    Raises PackError where licence.yaml asks for what a licence does not hold.
    """
    rules, printed = licence_rules(pack), licence.in_force()
    chinese = _licence(printed, rules, "zh")
    return chinese if locale == "zh" else bilingual(chinese, _licence(printed, rules, "en"))


def compose_statutory(licence: Licence, permit: LicencePermit, locale: Locale = "zh") -> Document:
    """The statutory document of one permit, which its own department issues."""
    chinese = _statutory(licence, permit, "zh")
    return chinese if locale == "zh" else bilingual(chinese, _statutory(licence, permit, "en"))


def _licence(licence: Licence, rules: LicenceRules, locale: Locale) -> Document:
    rows: list[Row] = []
    tables: list[Section] = []
    for field in rules.fields:
        match field.source:
            case "numbering":
                rows.append(Row(field.name.in_(locale), licence.shown_number, _version(licence, locale)))
            case "fact":
                rows.append(Row(field.name.in_(locale), _fact(licence, field, locale)))
            case "permits":
                tables.append(Section(field.name.in_(locale), (_permits(licence, rules, field, locale),)))
            case "department" | "system_date" | "qr":
                pass  # issuer and date stand at the foot of every document, the code is drawn beside the fields
    remarks: list[Block] = [Paragraph(rules.validity.in_(locale)), Paragraph(rules.display.in_(locale))]
    return Document(
        kind=LICENCE,
        title=rules.name.in_(locale),
        locale=locale,
        version=licence.version + 1,
        subtitle="",
        sections=(Section("", (Rows(tuple(rows)),)), *tables, Section("", tuple(remarks))),
        date=licence.made_on,
        issuer=licence.issuer.in_(locale),
    )


def _fact(licence: Licence, field: Field, locale: Locale) -> str:
    held = {
        "operator_name": licence.operator,
        "unified_social_credit_code": licence.credit_code,
        "legal_representative": licence.legal_representative,
        "industry_category": licence.industry_name.in_(locale),
        "premises_address": licence.address,
    }
    if field.fact not in held:
        known = ", ".join(held)
        raise PackError(f"licence.yaml, fields, {field.code}: a licence holds no fact {field.fact}; it holds {known}")
    return held[field.fact]


def _permits(licence: Licence, rules: LicenceRules, field: Field, locale: Locale) -> Table:
    head = tuple(say(f"licence_{column}", locale) for column in field.each)
    rows = (TableRow(tuple(_column(one, rules, column, locale) for column in field.each)) for one in licence.permits)
    return Table(head, tuple(rows))


def _column(permit: LicencePermit, rules: LicenceRules, column: str, locale: Locale) -> str:
    match column:
        case "name":
            return permit.name.in_(locale)
        case "document":
            return permit.document
        case "document_number":
            return permit.document_number
        case "issued_on":
            return iso_date(permit.issued_on, locale)
        case "valid_until":
            return _until(permit, locale)
        case "department":
            return permit.department.in_(locale)
        case "status":
            return next((one.name.in_(locale) for one in rules.permit_status if one.code == permit.status), "")
        case _:
            raise PackError(f"licence.yaml, fields: a permit has no {column!r}; fix the spelling")


def _statutory(licence: Licence, permit: LicencePermit, locale: Locale) -> Document:
    rows = (
        ("licence_document_number", permit.document_number),
        ("licence_operator", licence.operator),
        ("licence_credit_code", licence.credit_code),
        ("licence_person", licence.legal_representative),
        ("inspection_place", licence.address),
        ("licence_name", permit.name.in_(locale)),
        ("licence_valid_until", _until(permit, locale)),
    )
    remark = say("statutory_remark", locale, number=licence.number)
    return Document(
        kind=STATUTORY,
        title=permit.document,
        locale=locale,
        version=1,
        subtitle="",
        sections=(
            Section("", (Rows(tuple(Row(say(key, locale), value) for key, value in rows)),)),
            Section("", (Paragraph(remark),)),
        ),
        date=permit.issued_on,
        issuer=permit.department.in_(locale),
    )


def _until(permit: LicencePermit, locale: Locale) -> str:
    return say("no_term", locale) if permit.valid_until is None else iso_date(permit.valid_until, locale)


def _version(licence: Licence, locale: Locale) -> str:
    key = "licence_first" if licence.version == 0 else "licence_again"
    return say(key, locale, version=licence.version)
