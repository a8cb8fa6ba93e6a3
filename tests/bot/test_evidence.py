"""What happens to an application is on record: in order, in one chain, and with nothing personal in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.simulation.run import open_theatre
from bot.simulation.scenario import read_scenario
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.chain import Entry
from knowledge.load import CITY, load_pack
from storage import journal
from storage.journal import journal_key
from storage.journal_check import Against, check_journal

SCENARIOS = Path(__file__).parents[1] / "scenarios"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """The knowledge in force."""
    return Knowledge.build(load_pack(CITY)[0])


async def played(name: str, knowledge: Knowledge) -> tuple[list[Entry], set[str]]:
    """The journal after one scripted applicant, and what the applicant wrote."""
    scenario = read_scenario(SCENARIOS / f"{name}.yaml", knowledge.pack)
    async with open_theatre(knowledge) as theatre:
        outcome = await theatre.play(scenario)
        assert outcome.mismatches == ()
        key = journal_key(theatre.store.keyring)
        report = await theatre.store.read(lambda connection: check_journal(connection, Against(key)))
        assert report.ok
        kept = await theatre.store.read(lambda connection: list(journal.entries(connection)))
    words = {*scenario.answers.values(), *scenario.say, scenario.sign or ""}
    return kept, {word for word in words if len(word) >= 3}


def details(entries: list[Entry], kind: str) -> dict[str, object]:
    return json.loads(next(entry.details for entry in entries if entry.kind == kind))


async def test_an_application_under_commitment_leaves_its_evidence(knowledge: Knowledge) -> None:
    entries, words = await played("commitment_chosen", knowledge)
    kinds = [entry.kind for entry in entries]
    told = ["consent_given", "notice_shown", "notice_acknowledged", "commitment_chosen", "signed", "submitted"]
    assert [kind for kind in dict.fromkeys(kinds) if kind in told] == told
    shown, acknowledged = details(entries, "notice_shown"), details(entries, "notice_acknowledged")
    assert (shown["version"], shown["sha256"]) == (acknowledged["version"], acknowledged["sha256"])
    signed, submitted = details(entries, "signed"), details(entries, "submitted")
    assert signed["root"] == submitted["root"]
    assert signed["committed"]
    text = "".join(entry.details for entry in entries)
    assert [word for word in words if word in text] == []


async def test_what_staff_enter_for_somebody_is_on_record_with_a_pseudonym(knowledge: Knowledge) -> None:
    named = next(path.stem for path in sorted(SCENARIOS.glob("*.yaml")) if "takeover:" in path.read_text("utf-8"))
    entries, _ = await played(named, knowledge)
    by_staff = [entry for entry in entries if entry.actor == "staff"]
    assert [entry.kind for entry in by_staff][:2] == ["taken_over", "staff_entered"]
    assert by_staff[-1].kind == "handed_back"
    entered = details(by_staff, "staff_entered")
    assert str(entered["staff"]).startswith("staff:")
    assert str(entered["value"]).startswith("hmac:")
