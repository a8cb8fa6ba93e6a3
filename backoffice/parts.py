"""What is handed over (交接内容): one envelope per department, worked out from the signed application alone."""

from __future__ import annotations

from collections.abc import Mapping

from backoffice.envelope import Envelope
from backoffice.identity import PackageId, SliceId
from errors import IntakeError
from knowledge.documents.case import Case
from knowledge.documents.papers import Papers, content_hash
from knowledge.documents.slices import Part
from knowledge.documents.values import show

OPERATOR = "operator_name"


class NotAsSigned(IntakeError):
    """The application is not what the applicant signed: nothing is handed over, somebody must look."""


def envelopes(case: Case, papers: Papers, package: PackageId, revision: int, at: str) -> Mapping[str, Envelope]:
    """The envelope of each department.

    Raises NotAsSigned when the application has no signature over exactly this.
    """
    signature = case.signature
    if signature is None or signature.root != papers.tree.root:
        raise NotAsSigned(
            f"package {package}, revision {revision}: the signature is not over this application. Ask the applicant "
            "to sign again; nothing was handed over."
        )
    return {
        department: _envelope(case, papers, part, SliceId(package, department, revision), at)
        for department, part in papers.parts.items()
    }


def content_of(part: Part) -> str:
    """The hash of what a department gets to read: equal in two revisions when nothing of its own changed."""
    return content_hash(
        {
            "answers": part.facts_data(),
            "materials": part.materials_data(),
            "permits": list(part.permits),
            "committed": list(part.committed),
        }
    )


def _envelope(case: Case, papers: Papers, part: Part, slice_id: SliceId, at: str) -> Envelope:
    content, reference = content_of(part), case.reference or ""
    leaves = {name: leaf.sha256 for name, leaf in papers.tree.leaves.items() if name.endswith(f"/{part.department}")}
    said = {"id": str(slice_id), "content": content, "root": papers.tree.root, "reference": reference, "leaves": leaves}
    operator = part.facts.get(OPERATOR)
    return Envelope(
        slice_id=slice_id,
        sha256=content_hash(said),
        content=content,
        root=papers.tree.root,
        reference=reference,
        at=at,
        lead=case.pack.industries[case.industry].lead,
        operator="" if operator is None else show(case.pack, case.pack.facts[OPERATOR], operator.value, "zh"),
        permits=part.permits,
        committed=part.committed,
    )
