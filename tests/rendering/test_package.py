"""Package and slices: the same bytes each time, checkable offline, and nobody else's data inside."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from errors import IntakeError
from knowledge.documents.case import Case, Signature
from knowledge.documents.model import canonical_json, digest
from knowledge.documents.papers import Papers, make_papers
from knowledge.documents.receipt import compose_receipt
from rendering.manifest import faults
from rendering.package import MANIFEST, Package, assemble, assemble_slice, deferred
from tests.knowledge.documents.cases import case_of, files_of
from tests.knowledge.documents.test_slices import DRINKS


@pytest.fixture(scope="module")
def signed() -> tuple[Case, Papers]:
    case = case_of(
        "drinks_snacks", {**DRINKS, "sign_text": "只有城管要看的字"}, deferred=frozenset({"staff_health_certs"})
    )
    papers = make_papers(case)
    signature = Signature("林小满", "typed", "2026-11-24 10:00", papers.tree.root, evidence={"channel": "web"})
    return replace(case, reference="2026-1124-0007", signature=signature), papers


@pytest.fixture(scope="module")
def whole(signed: tuple[Case, Papers]) -> Package:
    case, papers = signed
    return assemble(case, papers, {"receipt": compose_receipt(case, "10:00")}, files_of(case))


@pytest.fixture(scope="module")
def fire(signed: tuple[Case, Papers]) -> Package:
    case, papers = signed
    return assemble_slice(case, papers, "fire_rescue", files_of(case))


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _rezipped(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def test_a_package_is_whole_and_the_same_each_time(signed: tuple[Case, Papers], whole: Package) -> None:
    case, papers = signed
    again = assemble(case, papers, {"receipt": compose_receipt(case, "10:00")}, files_of(case))
    assert again.data == whole.data
    assert faults(whole.data) == ()
    assert whole.manifest["root"] == papers.tree.root
    paths = {one["path"] for one in whole.manifest["entries"]}
    assert {"documents/form.pdf", "documents/letter.json", "documents/receipt.pdf", "facts.json", "tree.json"} <= paths


def test_every_entry_is_in_the_manifest_with_its_hash(whole: Package) -> None:
    entries = _entries(whole.data)
    listed = {one["path"]: one["sha256"] for one in json.loads(entries.pop(MANIFEST))["entries"]}
    assert listed == {path: digest(data) for path, data in entries.items()}


def test_each_slice_proves_itself_and_holds_nothing_of_another_department(signed: tuple[Case, Papers]) -> None:
    case, papers = signed
    for department in papers.parts:
        piece = assemble_slice(case, papers, department, files_of(case))
        assert faults(piece.data) == ()
        text = b"\n".join(data for path, data in _entries(piece.data).items() if path.endswith(".json")).decode()
        assert ("只有城管要看的字" in text) == (department == "city_management")
        others = set(papers.parts) - {department}
        assert not any(f"/{other}" in text for other in others)


def test_a_slice_names_what_follows(signed: tuple[Case, Papers]) -> None:
    _, papers = signed
    assert deferred(papers.parts["market_regulation"]) == {"staff_health_certs": "2026-12-08"}
    assert deferred(papers.parts["fire_rescue"]) == {}


def test_any_entry_that_is_changed_removed_or_added_is_found(fire: Package) -> None:
    entries = _entries(fire.data)
    for path in entries:
        if path == MANIFEST:
            continue
        changed = {**entries, path: entries[path] + b" "}
        assert faults(_rezipped(changed)), path
        assert faults(_rezipped({name: data for name, data in entries.items() if name != path})), path
    assert faults(_rezipped({**entries, "materials/extra.pdf": b"x"}))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("facts.json", '"value":320', '"value":120'),
        ("form.json", "320 平方米", "120 平方米"),
        ("letter.json", "消防设施器材完好有效", "消防设施器材"),
        ("proof.json", '"side":"right"', '"side":"left"'),
    ],
)
def test_a_forger_who_also_rewrites_the_manifest_is_found(fire: Package, path: str, old: str, new: str) -> None:
    entries = _entries(fire.data)
    text = entries[path].decode()
    assert old in text
    entries[path] = text.replace(old, new).encode()
    manifest: dict[str, Any] = json.loads(entries[MANIFEST])
    for one in manifest["entries"]:
        one["sha256"] = digest(entries[one["path"]])
    entries[MANIFEST] = canonical_json(manifest)
    assert faults(_rezipped(entries))


def test_a_forger_who_swaps_a_material_is_found(fire: Package) -> None:
    entries = _entries(fire.data)
    path = next(name for name in entries if name.startswith("materials/"))
    entries[path] = b"another contract"
    manifest: dict[str, Any] = json.loads(entries[MANIFEST])
    for one in manifest["entries"]:
        one["sha256"] = digest(entries[one["path"]])
    entries[MANIFEST] = canonical_json(manifest)
    assert any("not what was signed" in fault.message for fault in faults(_rezipped(entries)))


def test_what_is_no_package_is_a_fault_and_no_crash(fire: Package) -> None:
    for wrong in (b"", b"not a zip", fire.data[:-200], _rezipped({"a": b"b"}), _rezipped({MANIFEST: b"{}"})):
        assert faults(wrong)


def test_a_missing_or_changed_file_stops_the_packing(signed: tuple[Case, Papers]) -> None:
    case, papers = signed
    files = files_of(case)
    code = next(iter(files))
    with pytest.raises(IntakeError, match="missing from the store"):
        assemble(case, papers, {}, {name: data for name, data in files.items() if name != code})
    with pytest.raises(IntakeError, match="not the file that was signed"):
        assemble(case, papers, {}, {**files, code: b"other"})
