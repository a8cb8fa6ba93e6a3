"""The application form (一表申请表): merged for the applicant, or one department's with its own facts only."""

from __future__ import annotations

from knowledge.documents.answers import answer_rows
from knowledge.documents.case import Case, Given
from knowledge.documents.materials_list import material_blocks
from knowledge.documents.model import Block, Document, Item, Items, Paragraph, Rows, Section, Table, TableRow
from knowledge.documents.slices import Part, parts
from knowledge.documents.words import say
from knowledge.pack import Permit

FORM = "application_form"
ISSUER = "government_services"


def compose_form(case: Case, department: str | None = None, *, masked: bool = False) -> Document:
    """The form of the whole application, or of one department; `masked` for showing it on a screen.

    What is signed and handed over is the form that is not masked.
    """
    slices = parts(case)
    chosen = list(slices.values()) if department is None else [slices[department]]
    locale = case.locale
    industry = case.pack.industries[case.industry].name.in_(locale)
    name = case.pack.departments[department or ISSUER].name.in_(locale)
    return Document(
        kind=FORM,
        title=say("title_form", locale),
        locale=locale,
        version=1,
        subtitle=say(
            "subtitle_form" if department is None else "subtitle_form_part", locale, industry=industry, name=name
        ),
        sections=tuple(_sections(case, chosen, masked=masked)),
        date=case.made_on,
        issuer="",
    )


def _sections(case: Case, chosen: list[Part], *, masked: bool) -> list[Section]:
    locale, pack = case.locale, case.pack
    facts = {code: given for part in chosen for code, given in part.facts.items()}
    ordered = [(code, facts[code]) for code in pack.facts if code in facts]
    shared = [(code, given) for code, given in ordered if pack.facts[code].scope == "shared"]
    sections = [Section(say("section_items", locale), tuple(_items(case, chosen)))]
    sections.append(Section(say("section_shared", locale), (Rows(answer_rows(case, shared, masked=masked)),)))
    told = {code for code, _ in shared}
    own: list[Section] = []
    for permit in (pack.permits[code] for part in chosen for code in part.permits):
        rows = _own(permit, ordered, told)
        if rows:
            own.append(Section(permit.name.in_(locale), (Rows(answer_rows(case, rows, masked=masked)),), level=2))
    if own:
        sections += [Section(say("section_own", locale), ()), *own]
    sections.append(Section(say("section_materials_handed", locale), material_blocks(case, chosen)))
    if len(chosen) == 1 and (outcomes := _outcomes(case, chosen[0])):
        sections.append(Section(say("section_outcomes", locale), outcomes))
    return [*sections, Section(say("section_declaration", locale), _declaration(case))]


def _items(case: Case, chosen: list[Part]) -> list[Block]:
    locale, pack = case.locale, case.pack
    head = tuple(say(key, locale) for key in ("head_permit", "head_department", "head_way"))
    rows: list[TableRow] = []
    for permit in (pack.permits[code] for part in chosen for code in part.permits):
        way = say("way_commitment" if permit.code in case.committed else "way_ordinary", locale)
        rows.append(TableRow((permit.name.in_(locale), pack.departments[permit.department].name.in_(locale), way)))
    identity = say("identity_verified" if case.identity == "verified" else "identity_not_verified", locale)
    return [Table(head, tuple(rows)), Paragraph(say("identity", locale, state=identity))]


def _own(permit: Permit, ordered: list[tuple[str, Given]], told: set[str]) -> list[tuple[str, Given]]:
    """The permit's own answers that stand under no permit before it."""
    rows = [(code, given) for code, given in ordered if code in permit.facts and code not in told]
    told.update(code for code, _ in rows)
    return rows


def _outcomes(case: Case, part: Part) -> tuple[Block, ...]:
    head = tuple(say(key, case.locale) for key in ("head_about", "head_rule", "head_outcome"))
    names = {**case.pack.permits, **case.pack.materials}
    rows = tuple(
        TableRow(
            (
                names[one.about].name.in_(case.locale),
                one.reason,
                say("holds_so" if one.holds else "holds_not_so", case.locale),
            )
        )
        for one in part.outcomes
    )
    return (Paragraph(say("outcomes_opening", case.locale)), Table(head, rows)) if rows else ()


def _declaration(case: Case) -> tuple[Block, ...]:
    lines = [say(key, case.locale) for key in ("declare_true", "declare_told", "declare_sharing")]
    notice = say("declare_notice", case.locale, version=case.notice_version, sha256=case.notice_sha256)
    return (Items(tuple(Item(line) for line in [*lines, notice]), numbered=True),)
