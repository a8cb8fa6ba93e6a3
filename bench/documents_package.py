"""Packages (卷宗): seconds to assemble a full one on one core, and what a thousand of them leave in memory."""

from __future__ import annotations

import gc
import hashlib
import io
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from bench.applicants import take, walk
from bench.figures import Figure, say
from dialogs.case import case_of
from dialogs.documents import document_of
from dialogs.knowledge_in_force import Knowledge
from files.samples import sample
from knowledge.documents.case import Case, FileLine, Handed
from knowledge.documents.materials_list import compose_materials_list
from knowledge.documents.model import Document, digest
from knowledge.documents.papers import Papers, make_papers
from rendering.package import assemble

MATERIALS = 12
PHOTO_PX = (3000, 2250)
"""What a phone's photo is normalised to at upload."""
ROUNDS = 5
PACKAGES = 1000
SETTLED = 100
"""Packages after which everything that is kept for good is there: fonts, templates, glyphs."""


@dataclass(frozen=True, slots=True)
class _Load:
    """What one package is assembled from."""

    case: Case
    papers: Papers
    documents: Mapping[str, Document]
    files: Mapping[str, bytes]

    def assemble(self) -> int:
        """Assembles it; the bytes of zip and volume together."""
        made = assemble(self.case, self.papers, self.documents, self.files)
        return len(made.data) + len(made.volume)


def package_figures(knowledge: Knowledge, *, packages: int = PACKAGES) -> Iterator[Figure]:
    """package_s, beside the time to read and hash the same bytes, and rss_growth_mb."""
    say(f"package: six documents, {MATERIALS} materials")
    full = _load(knowledge, [_photo(serial) for serial in range(MATERIALS)])
    full.assemble()
    seconds = [_seconds(full) for _ in range(ROUNDS)]
    bound = _hashing(full)
    yield Figure("package_s", median(seconds), "s", "<= 0.6", bound)
    small = _load(knowledge, [sample("sample.jpg")] * MATERIALS)
    yield Figure("rss_growth_mb", _growth_mb(small, packages), "MB", "<= 20")


def _seconds(load: _Load) -> float:
    """Processor time: one core's, whatever else the machine does meanwhile."""
    started = time.process_time()
    load.assemble()
    return time.process_time() - started


def _hashing(load: _Load) -> float:
    """The bound: what it takes to copy and to hash the files once, as manifest and volume need at least."""
    started = time.process_time()
    for data in load.files.values():
        hashlib.sha256(bytes(bytearray(data)))
    return time.process_time() - started


def _growth_mb(load: _Load, packages: int) -> float:
    for _ in range(min(SETTLED, packages // 2)):
        load.assemble()
    gc.collect()
    before = _resident_mb()
    for number in range(packages):
        load.assemble()
        if number % 250 == 249:
            say(f"package: {number + 1} of {packages}, {_resident_mb() - before:+.1f} MB")
    gc.collect()
    return _resident_mb() - before


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _load(knowledge: Knowledge, photos: list[bytes]) -> _Load:
    """A milk-tea shop's application as it was sent, with so many photos as its materials."""
    steps = walk("奶茶店", knowledge)
    ready, sends = steps[-1]
    conversation = take(ready, len(steps), sends, knowledge).conversation
    case = case_of(conversation, knowledge)
    codes = [handed.code for handed in case.materials]
    files = {f"photo-{number}": photo for number, photo in enumerate(photos)}
    lines = {
        name: FileLine(name, f"{name}.jpg", digest(data), 1, "image/jpeg", len(data)) for name, data in files.items()
    }
    handed = tuple(
        Handed(code, tuple(line for at, line in enumerate(lines.values()) if at % len(codes) == place))
        for place, code in enumerate(codes)
    )
    case = replace(case, materials=handed)
    documents = {"materials_list": compose_materials_list(case)}
    for name in ("notice-1", "receipt"):
        document = document_of(conversation, name, knowledge)
        if document is not None:
            documents[name.partition("-")[0]] = document
    return _Load(case, make_papers(case), documents, files)


def _photo(serial: int) -> bytes:
    """A photo that compresses as a real one does: a lit table with paper and noise, about a megabyte."""
    from PIL import Image

    light = Image.linear_gradient("L").resize(PHOTO_PX)
    grain = Image.effect_noise(PHOTO_PX, 30 + serial)
    photo = Image.merge("RGB", [Image.blend(light, grain, share) for share in (0.3, 0.34, 0.38)])
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=80)
    return written.getvalue()
