"""A slice opened for reading (阅卷): what it says, and whether it is whole and as it was signed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from backoffice.envelope import Envelope
from rendering.manifest import faults
from rendering.package import MANIFEST


@dataclass(frozen=True, slots=True)
class SliceFile:
    """A file in a slice: `number` names it in addresses."""

    number: int
    path: str
    size: int

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class OpenSlice:
    """A slice as its department reads it."""

    manifest: Mapping[str, Any] = field(repr=False)
    facts: Mapping[str, Mapping[str, Any]] = field(repr=False)
    files: tuple[SliceFile, ...]
    proven: bool
    """Whether every file is the one that was packed, and everything belongs to the root that the applicant signed."""

    def of_material(self, code: str) -> tuple[SliceFile, ...]:
        """The files of a material, in the order handed in."""
        return tuple(file for file in self.files if file.path.startswith(f"materials/{code}/"))

    def at(self, path: str) -> SliceFile | None:
        """The file of a path."""
        return next((file for file in self.files if file.path == path), None)


def open_slice(data: bytes, envelope: Envelope) -> OpenSlice:
    """The slice in a kept zip, checked against the envelope that it was handed over with."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        manifest = json.loads(packed.read(MANIFEST))
        facts = json.loads(packed.read("facts.json"))
        infos = sorted(packed.infolist(), key=lambda info: info.filename)
    found = tuple(SliceFile(number, info.filename, info.file_size) for number, info in enumerate(infos))
    told = (manifest.get("root"), manifest.get("department"), manifest.get("reference"))
    expected = (envelope.root, envelope.slice_id.department, envelope.reference)
    signed = manifest.get("signed") is not None
    return OpenSlice(manifest, facts, found, signed and told == expected and not faults(data))


def file_in(data: bytes, number: int) -> tuple[SliceFile, bytes] | None:
    """One file of a kept zip; None when there is none of this number."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        infos = sorted(packed.infolist(), key=lambda info: info.filename)
        if not 0 <= number < len(infos):
            return None
        info = infos[number]
        return SliceFile(number, info.filename, info.file_size), packed.read(info)
