"""The machinery of `bench check`: grown packs are as sound as the city's own, and all of them is tried out."""

from __future__ import annotations

import pytest

from bench.check import check_figures
from bench.clones import with_industries
from knowledge.load import CITY, load_pack
from knowledge.verifier.verify import Verifier
from statemachines.soundness import machine_faults


@pytest.mark.slow
def test_a_grown_pack_is_checked_whole() -> None:
    pack, _ = load_pack(CITY)
    grown = with_industries(pack, pack.industries, len(pack.industries) + 2)
    verification = Verifier(machine_faults).verify_pack(grown)
    assert verification.errors() == ()
    assert len(verification.figures) == len(pack.industries) + 2


@pytest.mark.slow
def test_checks_are_measured() -> None:
    assert [figure.figure for figure in check_figures(many=20)] == ["check_s", "check_edit_s", "check_300_s"]
