"""The package (申请卷宗) and the departments' slices (分卷): each a zip with all hashes, and a volume to read and print."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from errors import IntakeError
from knowledge.documents.case import Case, Handed
from knowledge.documents.cover import Bound, compose_cover, compose_slip
from knowledge.documents.evidence_sheet import compose_evidence_sheet
from knowledge.documents.model import Document, canonical_json, digest
from knowledge.documents.papers import Papers, notice_content, permits_content, with_marks
from knowledge.documents.slices import Part
from knowledge.documents.tree import Tree
from knowledge.documents.words import say
from rendering.pdf import Marks, render_pdf
from rendering.volume import Piece, bind

FORMAT = "yizheng-package/1"
MANIFEST = "manifest.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: a zip is the same bytes whenever it is made again."""
_COMPRESSED = (".pdf", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Package:
    """A finished zip, what its manifest says, and the same as one PDF (合订本)."""

    data: bytes = field(repr=False)
    manifest: Mapping[str, Any] = field(repr=False)
    volume: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return digest(self.data)


@dataclass(frozen=True, slots=True)
class Issued:
    """A document of the office with the bytes that left, signed."""

    document: Document
    pdf: bytes = field(repr=False)


def assemble(
    case: Case,
    papers: Papers,
    documents: Mapping[str, Document | Issued],
    files: Mapping[str, bytes],
    marks: Marks | None = None,
) -> Package:
    """The whole package: `documents` are those besides form and letter (notice, receipt …) by entry name.

    `files` are the materials' bytes by id. Raises IntakeError when one is missing or not what was signed.
    """
    entries: dict[str, bytes] = {}
    papers_by_name: dict[str, Document | Issued] = {"form": with_marks(papers.form, case)}
    if papers.letter is not None:
        papers_by_name["letter"] = with_marks(papers.letter, case)
    if (sheet := compose_evidence_sheet(case, papers)) is not None:
        papers_by_name["evidence"] = sheet
    pieces: list[Piece] = []
    for name, paper in {**papers_by_name, **documents}.items():
        entries.update(_document(f"documents/{name}", paper, marks))
        title = paper.document.title if isinstance(paper, Issued) else paper.title
        pieces.append(Piece(title, entries[f"documents/{name}.pdf"]))
    parts = papers.parts.values()
    handed = {one.code: one for part in parts for one in part.materials}
    entries["facts.json"] = canonical_json({code: data for part in parts for code, data in part.facts_data().items()})
    entries["tree.json"] = canonical_json(_tree_data(papers.tree, tuple(papers.tree.leaves)))
    entries.update(_files(handed.values(), files))
    if case.signature is not None:
        entries["evidence.json"] = canonical_json(dict(case.signature.evidence))
        if marks is not None and marks.signature is not None:
            entries["signature.png"] = marks.signature
    told = {"kind": "package", "notice": notice_content(case), **permits_content(case)}
    in_order = [handed[code] for code in case.pack.materials if code in handed]
    return _packed(
        case, papers.tree.root, entries, told, _volume(case, [*pieces, *_sheets(case, in_order, files)], None)
    )


def assemble_slice(
    case: Case, papers: Papers, department: str, files: Mapping[str, bytes], marks: Marks | None = None
) -> Package:
    """One department's slice: its own form, letter, answers and materials, and the proof that they were signed."""
    part = papers.parts[department]
    own = {"form": papers.forms[department], "letter": papers.letters.get(department)}
    entries: dict[str, bytes] = {}
    pieces: list[Piece] = []
    for name, document in own.items():
        if document is not None:
            entries.update(_document(name, with_marks(document, case), marks))
            pieces.append(Piece(document.title, entries[f"{name}.pdf"]))
    entries["facts.json"] = canonical_json(part.facts_data())
    entries["proof.json"] = canonical_json(_tree_data(papers.tree, _own_leaves(papers.tree, department)))
    entries.update(_files(part.materials, files))
    told = {
        "kind": "slice",
        "department": department,
        "notice": notice_content(case),
        "industry": case.industry,
        "permits": list(part.permits),
        "committed": list(part.committed),
        "identity": case.identity,
        "materials": part.materials_data(),
        "outcomes": [{"about": one.about, "reason": one.reason, "holds": one.holds} for one in part.outcomes],
    }
    volume = _volume(case, [*pieces, *_sheets(case, part.materials, files)], part)
    return _packed(case, papers.tree.root, entries, told, volume)


def deferred(part: Part) -> dict[str, str]:
    """The materials still to come (容缺), with the date by which they follow."""
    return {one.code: one.deferred_until for one in part.materials if one.deferred_until is not None}


def _volume(case: Case, pieces: Sequence[Piece], part: Part | None) -> bytes:
    def cover(contents: Sequence[Bound], first_page: int) -> bytes:
        return render_pdf(compose_cover(case, contents, part, first_page=first_page))

    def slip(title: str) -> bytes:
        return render_pdf(compose_slip(case, title))

    title = " ".join(filter(None, (compose_cover(case, (), part).title, case.reference)))
    return bind(pieces, cover=cover, slip=slip, title=title, locale=case.locale)


def _sheets(case: Case, materials: Iterable[Handed], files: Mapping[str, bytes]) -> Iterator[Piece]:
    """The materials as pieces of a volume, named as the pack names them."""
    for handed in materials:
        name = case.pack.materials[handed.code].name.in_(case.locale)
        for number, file in enumerate(handed.files, start=1):
            title = name if len(handed.files) == 1 else say("piece_of_several", case.locale, name=name, number=number)
            yield Piece(title, files[file.id], file.media_type, ours=False)


def _packed(case: Case, root: str, entries: Mapping[str, bytes], told: Mapping[str, Any], volume: bytes) -> Package:
    signature = case.signature
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "reference": case.reference,
        "made_on": case.made_on,
        "pack": case.pack.sha256(),
        "root": root,
        "signed": None
        if signature is None
        else {"name": signature.name, "method": signature.method, "at": signature.at, "root": signature.root},
        "entries": [
            {"path": path, "sha256": digest(data), "size": len(data)} for path, data in sorted(entries.items())
        ],
        **told,
    }
    return Package(_zipped({MANIFEST: canonical_json(manifest), **dict(sorted(entries.items()))}), manifest, volume)


def _document(path: str, paper: Document | Issued, marks: Marks | None) -> dict[str, bytes]:
    if isinstance(paper, Issued):
        return {f"{path}.pdf": paper.pdf, f"{path}.json": canonical_json(paper.document.as_data())}
    document = paper
    shown = marks if document.endorsement or marks is None else Marks(marks.seal)
    return {f"{path}.pdf": render_pdf(document, shown), f"{path}.json": canonical_json(document.as_data())}


def _files(materials: Iterable[Handed], files: Mapping[str, bytes]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for handed in materials:
        for number, file in enumerate(handed.files, start=1):
            data = files.get(file.id)
            if data is None or digest(data) != file.sha256:
                state = "missing from the store" if data is None else "not the file that was signed"
                raise IntakeError(f"material {handed.code}, file {file.id}: {state}; restore it, then pack again")
            found[f"materials/{handed.code}/{number:02d}-{_entry_name(file.name)}"] = data
    return found


def _entry_name(name: str) -> str:
    """A file name that is safe inside a zip on any system."""
    return re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "_", name).strip(". ")[-80:] or "file"


def _own_leaves(tree: Tree, department: str) -> tuple[str, ...]:
    return tuple(name for name in tree.leaves if name == "notice" or name.endswith(f"/{department}"))


def _tree_data(tree: Tree, names: tuple[str, ...]) -> dict[str, Any]:
    leaves = {
        name: {
            "sha256": tree.leaves[name].sha256,
            "salt": tree.leaves[name].salt,
            "proof": [{"side": step.side, "sha256": step.sha256} for step in tree.proofs[name]],
        }
        for name in names
    }
    return {"root": tree.root, "leaves": leaves}


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for path, data in entries.items():
            info = zipfile.ZipInfo(path, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if path.lower().endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
    return buffer.getvalue()
