"""The verifier finds every seeded fault with file, line and answers that show it, and nothing in the real pack."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from knowledge.load import CITY
from knowledge.verifier.verify import Verifier, verify
from statemachines.soundness import machine_faults
from tests.knowledge.verifier.faults import FAULTS, Fault

KEPT = Verifier(machine_faults)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the real pack, to be broken."""
    return Path(shutil.copytree(CITY, tmp_path / "pack"))


def seed(folder: Path, fault: Fault) -> range:
    """Break the copy; the lines of the entry that was broken."""
    path = folder / f"{fault.file}.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index(fault.within + "\n")
    at = text.index(fault.old, start)
    broken = text[:at] + fault.new + text[at + len(fault.old) :]
    path.write_text(broken, encoding="utf-8")
    first = text.count("\n", 0, start) + 1
    following = re.search(r"\n(?=\S)", broken[start + 1 :])
    assert following is None or fault.file in ("commitment", "licence") or at <= start + 1 + following.start()
    end = len(broken) if following is None else start + 1 + following.start()
    return range(first, broken.count("\n", 0, end) + 2)


@pytest.mark.slow
def test_the_real_pack_has_no_finding_at_all() -> None:
    verification = KEPT.verify_folder(CITY)
    assert verification.findings == ()
    assert [one.industry for one in verification.figures] == list(
        verification.pack.industries if verification.pack else ()
    )
    assert all(0 < one.best <= one.expected <= one.worst for one in verification.figures)


def test_there_are_thirty_faults_of_different_kinds() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 60
    assert len({fault.code for fault in FAULTS}) >= 30


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_seeded_fault_is_found(copy: Path, fault: Fault) -> None:
    lines = seed(copy, fault)
    found = KEPT.verify_folder(copy).findings
    hits = [finding for finding in found if finding.code == fault.code]
    assert hits, Counter(finding.code for finding in found)
    assert all(finding.line > 0 and finding.file.endswith(".yaml") and finding.message for finding in hits)
    # What a fault breaks may be told where it is felt: a choice that was removed, at the condition that names it.
    if fault.name not in ELSEWHERE:
        assert any(finding.file == f"{fault.file}.yaml" and finding.line in lines for finding in hits), hits
    if fault.shown:
        assert all(finding.counter_example is not None for finding in hits)


ELSEWHERE = {
    "a condition names a choice that was removed",
    "the credit record decides a permit",
    "the choice of commitment decides a permit",
    "a condition hangs on a fact that nobody asks",
    "a department does nothing",
    "a material is used nowhere",
    "two facts hang on each other",
    "two materials replace the same original",
    "two industries share an alias",
}


@pytest.mark.slow
def test_an_edit_tries_out_only_the_industries_that_it_touches(copy: Path) -> None:
    tried: list[str] = []
    verifier = Verifier(lambda planner: tried.append(planner.scope.industry.code) or ())
    verifier.verify_folder(copy)
    assert len(tried) == 19
    tried.clear()
    text = (copy / "industries.yaml").read_text(encoding="utf-8")
    (copy / "industries.yaml").write_text(
        text.replace("when: supplies_off_site", "when: not supplies_off_site"), "utf-8"
    )
    verifier.verify_folder(copy)
    assert tried == ["bakery"]


@pytest.mark.slow
def test_a_pack_that_is_no_folder_is_checked_too() -> None:
    pack = KEPT.verify_folder(CITY).pack
    assert pack is not None
    assert verify(pack) == ()


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (finding,) = verify(tmp_path / "nowhere")
    assert finding.code == "missing"
