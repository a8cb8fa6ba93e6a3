"""The evidence sheet (签署证据页): what was shown before the signature, with all hashes, and how, when and where it was given.

It belongs behind form and letter in the package, and to the applicant. Departments get no copy: it names every part, and
their own slice proves what they need.
"""

from __future__ import annotations

from knowledge.documents.case import Case
from knowledge.documents.model import Document, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.papers import Papers, with_marks
from knowledge.documents.words import say

EVIDENCE_SHEET = "evidence_sheet"
CHANNELS = frozenset({"web", "telegram", "terminal", "window", "simulated"})
NOTED = ("channel", "user_agent", "address")
"""What is noted of how somebody signed, in the order of the sheet."""


def compose_evidence_sheet(case: Case, papers: Papers) -> Document | None:
    """The sheet of a signed case, with the signature's own lines; None before the signature."""
    signature = case.signature
    if signature is None:
        return None
    locale = case.locale
    rows = [Row(say("evidence_reference", locale), case.reference or say("none_mark", locale))]
    rows += [
        Row(say(f"evidence_{name}", locale), _noted(case, name, signature.evidence[name]))
        for name in NOTED
        if signature.evidence.get(name)
    ]
    if signature.image_sha256 is not None:
        rows.append(Row(say("evidence_picture", locale), signature.image_sha256))
    head = (say("evidence_part", locale), say("evidence_hash", locale))
    shown = [TableRow((say("evidence_notice", locale, version=case.notice_version), case.notice_sha256))]
    shown += [
        TableRow((_part_name(case, name), leaf.sha256)) for name, leaf in papers.tree.leaves.items() if name != "notice"
    ]
    document = Document(
        kind=EVIDENCE_SHEET,
        title=say("title_evidence", locale),
        locale=locale,
        version=1,
        subtitle=say("subtitle_evidence", locale),
        sections=(
            Section(say("section_evidence_how", locale), (Rows(tuple(rows)),)),
            Section(
                say("section_evidence_shown", locale),
                (Paragraph(say("evidence_shown_note", locale)), Table(head, tuple(shown))),
            ),
            Section(say("section_evidence_meaning", locale), (Paragraph(say("evidence_meaning", locale)),)),
        ),
        date=signature.at[:10],
        issuer="",
    )
    return with_marks(document, case)


def _noted(case: Case, name: str, value: str) -> str:
    """What was noted, in words where it is a code of ours."""
    return say(f"evidence_by_{value}", case.locale) if name == "channel" and value in CHANNELS else value


def _part_name(case: Case, leaf: str) -> str:
    kind, _, department = leaf.partition("/")
    name = say(f"evidence_{kind}", case.locale)
    known = case.pack.departments.get(department)
    return name if known is None else f"{name} · {known.name.in_(case.locale)}"
