"""The papers to be signed (签署件): merged and per department, with the hash tree that one signature binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.documents.case import Case
from knowledge.documents.form import compose_form
from knowledge.documents.letter import compose_letter
from knowledge.documents.model import Document, Row, canonical_json, digest
from knowledge.documents.slices import Part, parts
from knowledge.documents.tree import Tree, grow
from knowledge.documents.values import moment
from knowledge.documents.words import say


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that a signature covers. Nothing in it depends on the signature or the reference number."""

    form: Document = field(repr=False)
    letter: Document | None = field(repr=False)
    forms: Mapping[str, Document] = field(repr=False)
    letters: Mapping[str, Document] = field(repr=False)
    """Only departments with a permit that is taken by commitment."""
    parts: Mapping[str, Part] = field(repr=False)
    tree: Tree


def make_papers(case: Case) -> Papers:
    """The papers of a case as it stands."""
    slices = parts(case)
    forms = {department: compose_form(case, department) for department in slices}
    letters = {department: letter for department in slices if (letter := compose_letter(case, department)) is not None}
    return Papers(
        compose_form(case), compose_letter(case), forms, letters, slices, signing_tree(case, slices, forms, letters)
    )


def signing_tree(
    case: Case, slices: Mapping[str, Part], forms: Mapping[str, Document], letters: Mapping[str, Document]
) -> Tree:
    """Notice version, permits, and per department its answers, materials, form and letter, under one root."""
    contents = {"notice": content_hash(notice_content(case)), "permits": content_hash(permits_content(case))}
    for department, part in slices.items():
        contents[f"answers/{department}"] = content_hash(part.facts_data())
        contents[f"materials/{department}"] = content_hash(part.materials_data())
        contents[f"form/{department}"] = forms[department].sha256()
        if department in letters:
            contents[f"letter/{department}"] = letters[department].sha256()
    return grow(contents, case.salt)


def notice_content(case: Case) -> dict[str, object]:
    """Which notice was acknowledged."""
    return {"version": case.notice_version, "sha256": case.notice_sha256}


def permits_content(case: Case) -> dict[str, object]:
    """What is applied for, and how."""
    return {
        "industry": case.industry,
        "permits": list(case.permits),
        "held": sorted(case.held),
        "left_out": list(case.left_out),
        "committed": list(case.committed),
        "identity": case.identity,
    }


def content_hash(data: object) -> str:
    """The hash of plain data in canonical form."""
    return digest(canonical_json(data))


def with_marks(document: Document, case: Case) -> Document:
    """The document with the reference number and, once signed, the signature's lines (签署栏)."""
    signature = case.signature
    if signature is None:
        return document.endorsed((), case.reference)
    locale = document.locale
    identity = say("identity_verified" if case.identity == "verified" else "identity_not_verified", locale)
    rows = (
        Row(say("signed_by", locale), signature.name),
        Row(say("signed_how", locale), say(f"signed_{signature.method}", locale)),
        Row(say("signed_at", locale), moment(signature.at, locale)),
        Row(say("signed_identity", locale), identity),
        Row(say("signed_root", locale), signature.root, say("signed_note", locale)),
    )
    return document.endorsed(rows, case.reference)
