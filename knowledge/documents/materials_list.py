"""The list of materials (材料清单): what was handed in, what a register supplied, what follows and by when."""

from __future__ import annotations

from knowledge.documents.answers import source_words
from knowledge.documents.case import Case, Handed
from knowledge.documents.model import Block, Document, Paragraph, Section, Table, TableRow
from knowledge.documents.slices import Part, parts
from knowledge.documents.values import iso_date
from knowledge.documents.words import joined, say

LIST = "materials_list"
ISSUER = "government_services"


def compose_materials_list(case: Case, department: str | None = None) -> Document:
    """The list for the whole application, or for one department."""
    slices = parts(case)
    chosen = list(slices.values()) if department is None else [slices[department]]
    locale = case.locale
    name = case.pack.departments[department or ISSUER].name.in_(locale)
    return Document(
        kind=LIST,
        title=say("title_materials", locale),
        locale=locale,
        version=1,
        subtitle=say("subtitle_materials", locale, name=name),
        sections=(Section(say("section_materials_handed", locale), material_blocks(case, chosen)),),
        date=case.made_on,
        issuer="",
    )


def material_blocks(case: Case, chosen: list[Part]) -> tuple[Block, ...]:
    """A table with a row per material of these parts, each material once."""
    locale = case.locale
    head = tuple(say(key, locale) for key in ("head_material", "head_state", "head_files"))
    rows: dict[str, TableRow] = {}
    for part in chosen:
        for handed in part.materials:
            rows.setdefault(handed.code, _handed_row(case, handed))
        for fetched in part.fetched:
            state = say("state_fetched" if fetched.found else "state_not_found", locale)
            name, source = case.pack.materials[fetched.code].name.in_(locale), source_words(fetched.source, locale)
            rows.setdefault(fetched.code, TableRow((name, state, source)))
    if not rows:
        return (Paragraph(say("no_materials", locale)),)
    return (Table(head, tuple(rows[code] for code in case.pack.materials if code in rows)),)


def _handed_row(case: Case, handed: Handed) -> TableRow:
    locale = case.locale
    name = case.pack.materials[handed.code].name.in_(locale)
    if handed.deferred_until is not None:
        state = say("state_deferred", locale, date=iso_date(handed.deferred_until, locale))
    else:
        state = say("state_handed", locale)
    files = [say("file", locale, name=one.name, pages=one.pages, sha256=one.sha256[:19]) for one in handed.files]
    return TableRow((name, state, joined(files, locale) or say("none_mark", locale)))
