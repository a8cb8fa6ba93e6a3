"""Checking a package or slice offline: every entry's hash, and that answers, papers and materials are those signed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from knowledge.documents.model import Document, canonical_json, digest
from knowledge.documents.tree import Leaf, Step, verify_leaf
from rendering.package import FORMAT, MANIFEST

MAX_BYTES = 500_000_000
"""Unpacked; a larger one is refused unread."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and in which entry."""

    path: str
    message: str


def faults(data: bytes) -> tuple[Fault, ...]:
    """Everything wrong with a package or slice; nothing when it is whole and as it was signed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            infos = packed.infolist()
            if sum(info.file_size for info in infos) > MAX_BYTES:
                return (Fault("", "larger than a package may be; ask the sender"),)
            if len({info.filename for info in infos}) != len(infos):
                return (Fault("", "two entries have the same name; ask the sender for a new one"),)
            entries = {info.filename: packed.read(info) for info in infos}
        manifest = json.loads(entries.pop(MANIFEST))
        return tuple(_entry_faults(manifest, entries)) or tuple(_signed_faults(manifest, entries))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as broken:
        return (Fault("", f"no readable zip: {broken}"),)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as broken:
        return (Fault(MANIFEST, f"not a manifest of this format ({FORMAT}): {type(broken).__name__}"),)


def _entry_faults(manifest: Mapping[str, Any], entries: Mapping[str, bytes]) -> Iterator[Fault]:
    if manifest["format"] != FORMAT:
        yield Fault(MANIFEST, f"format {manifest['format']!r} is not {FORMAT}; use the version that made it")
    listed = {one["path"]: one["sha256"] for one in manifest["entries"]}
    for path in sorted(listed.keys() - entries.keys()):
        yield Fault(path, "listed in the manifest and missing")
    for path in sorted(entries.keys() - listed.keys()):
        yield Fault(path, "not listed in the manifest")
    for path in sorted(listed.keys() & entries.keys()):
        if digest(entries[path]) != listed[path]:
            yield Fault(path, "changed since it was packed")


def _signed_faults(manifest: Mapping[str, Any], entries: Mapping[str, bytes]) -> Iterator[Fault]:
    """The manifest itself could be made anew; the signed root could not."""
    name = "proof.json" if manifest["kind"] == "slice" else "tree.json"
    tree = json.loads(entries[name])
    roots = {manifest["root"], tree["root"]} | ({manifest["signed"]["root"]} if manifest["signed"] else set[str]())
    if len(roots) != 1:
        yield Fault(MANIFEST, "the root that was signed is not the root of this package")
    for leaf_name, leaf in tree["leaves"].items():
        proof = tuple(Step(step["side"], step["sha256"]) for step in leaf["proof"])
        if not verify_leaf(manifest["root"], Leaf(leaf_name, leaf["sha256"], leaf["salt"]), proof):
            yield Fault(name, f"{leaf_name} does not belong to the signed root")
    for leaf_name, found, path in _contents(manifest, entries):
        if tree["leaves"][leaf_name]["sha256"] != found:
            yield Fault(path, "not what was signed")


def _contents(manifest: Mapping[str, Any], entries: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Leaves whose content lies in the package: name, hash as found here, and where."""
    yield "notice", digest(canonical_json(manifest["notice"])), MANIFEST
    if manifest["kind"] != "slice":
        keys = ("industry", "permits", "held", "left_out", "committed", "identity")
        yield "permits", digest(canonical_json({key: manifest[key] for key in keys})), MANIFEST
        return
    department = manifest["department"]
    yield f"answers/{department}", digest(canonical_json(json.loads(entries["facts.json"]))), "facts.json"
    yield f"materials/{department}", digest(canonical_json(manifest["materials"])), MANIFEST
    for paper in ("form", "letter"):
        if f"{paper}.json" in entries:
            document = Document.from_data(json.loads(entries[f"{paper}.json"]))
            yield f"{paper}/{department}", document.sha256(), f"{paper}.json"
    packed = {one["sha256"] for one in manifest["entries"] if one["path"].startswith("materials/")}
    signed = {file["sha256"] for one in manifest["materials"] for file in one.get("files", ())}
    if packed != signed:
        yield f"materials/{department}", "", "materials/"
