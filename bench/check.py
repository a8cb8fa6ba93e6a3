"""`bench check`: seconds to check the city's pack whole, after an edit of one entry, and a pack of 300 industries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from bench.clones import with_industries
from bench.figures import Figure, say
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack
from knowledge.verifier.verify import Verifier
from statemachines.soundness import machine_faults

ROUNDS = 3


def check_figures(*, many: int = 300) -> Iterator[Figure]:
    """check_s, check_edit_s and check_300_s, the first two as medians."""
    say("check: the city's pack, whole")
    verifier = Verifier(machine_faults)
    whole = median(_seconds(lambda: Verifier(machine_faults).verify_folder(CITY)) for _ in range(ROUNDS))
    yield Figure("check_s", whole, "s", "<= 10")
    pack, _ = load_pack(CITY)
    verifier.verify_pack(pack)
    edits = iter(_edited(pack, serial) for serial in range(ROUNDS))
    after_edit = median(_seconds(lambda: verifier.verify_pack(next(edits))) for _ in range(ROUNDS))
    yield Figure("check_edit_s", after_edit, "s", "<= 1")
    say(f"check: {many} industries")
    large = with_industries(pack, pack.industries, many)
    yield Figure("check_300_s", _seconds(lambda: Verifier(machine_faults).verify_pack(large)), "s", "<= 60")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _edited(pack: Pack, serial: int) -> Pack:
    """The pack with one entry changed: an industry, which a given fact more or less decides."""
    code = list(pack.industries)[serial]
    industry = pack.industries[code]
    fewer = industry.model_copy(update={"permits": industry.permits[:-1]})
    return pack.model_copy(update={"industries": {**pack.industries, code: fewer}})
