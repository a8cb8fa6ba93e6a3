"""From what an applicant sends in to `yizheng verify`: the office's documents hold, and no changed byte goes unnoticed."""

from __future__ import annotations

import asyncio
import io
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.home import House, open_house
from bot.settings import Settings
from bot.simulation.outside import ScriptedRegisters, Uploads
from bot.simulation.run import Theatre
from bot.simulation.scenario import read_scenario
from dialogs.conversation import Conversation, ConversationId
from files.sandbox import Examiner
from storage import journal
from tests.cli.test_commands import run
from tests.knowledge.documents.licences import licence

SCENARIO = Path(__file__).parents[1] / "scenarios" / "commitment_chosen.yaml"
SEED = 20261129

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Submitted:
    """An installation in which somebody has submitted, and what they were given."""

    data: Path
    papers: dict[str, bytes]

    def verify(self, paper: bytes) -> tuple[int, dict[str, object]]:
        """What `yizheng verify` says of a file."""
        path = self.data / "given.pdf"
        path.write_bytes(paper)
        done = run("--data", self.data, "verify", "--json", path)
        return done.exit_code, json.loads(done.stdout)


async def submit(house: House) -> Conversation:
    """One scripted applicant, up to the submission."""
    knowledge = await house.packs.in_force()
    examiner = Examiner()
    try:
        theatre = Theatre(house.store, knowledge, ScriptedRegisters(house.store, knowledge.pack), Uploads(examiner))
        outcome = await theatre.play(read_scenario(SCENARIO, knowledge.pack))
        assert outcome.mismatches == ()
    finally:
        await examiner.close()
    entries = await house.store.read(lambda connection: list(journal.entries(connection)))
    found = ConversationId(next(entry.conversation for entry in entries if entry.kind == "submitted"))
    house.engine.forget(found)  # another engine took the turns
    return await house.engine.conversation(found)


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Submitted:
    """An applicant has submitted."""
    return asyncio.run(_submitted(tmp_path_factory.mktemp("installation")))


async def issued(house: House) -> bytes:
    """A licence as it leaves."""
    pack = (await house.packs.in_force()).pack
    number = await house.licensing.new_number(pack, "drinks_snacks", 2026)
    kept = await house.licensing.issue(replace(licence(), number=number), pack)
    pdf = await house.licensing.pdf(kept.licence.number, 0)
    assert pdf is not None
    return pdf


def number_of(pdf: bytes) -> str:
    """The number that a licence carries in its data."""
    data: bytes = PdfReader(io.BytesIO(pdf)).attachments["data.json"][0]
    return json.loads(data)["reference"]


async def _submitted(tmp_path: Path) -> Submitted:
    """Papers as the applicant downloads them, each twice."""
    async with open_house(Settings(data=tmp_path)) as house:
        conversation = await submit(house)
        knowledge = await house.packs.knowledge(conversation.pack)
        papers: dict[str, bytes] = {}
        assert conversation.notice is not None
        names = {"notice": f"notice-{conversation.notice.version}", "receipt": "receipt-1", "form": "form"}
        for kind, name in {**names, "letter": "letter", "evidence": "evidence"}.items():
            paper = await house.documents.pdf(conversation, name, knowledge)
            assert paper is not None, name
            papers[kind] = paper
        papers["licence"], papers["ended"] = await issued(house), await issued(house)
        await house.licensing.end(number_of(papers["ended"]), "revoked")
        for kind in ("notice", "receipt"):
            assert await house.documents.pdf(conversation, names[kind], knowledge) == papers[kind]
    return Submitted(tmp_path, papers)


def test_what_the_office_hands_out_is_signed_and_verifies(submitted: Submitted) -> None:
    for name in ("notice", "receipt", "licence"):
        status, told = submitted.verify(submitted.papers[name])
        assert told["findings"] == []
        assert status == 0
        assert [signer["name"] for signer in told["signers"]] == ["演示签章 DEMONSTRATION"]  # type: ignore[index]
        assert "document_signed" in str(told["notes"])
    journal_told = run("--data", submitted.data, "verify", "--json")
    assert json.loads(journal_told.stdout)["ok"]


def test_the_applicants_own_papers_are_not_signed_by_the_office(submitted: Submitted) -> None:
    for name in ("form", "letter", "evidence"):
        assert submitted.papers[name].count(b"/ByteRange") == 0


def test_changed_papers_are_found(submitted: Submitted) -> None:
    draw = random.Random(SEED)
    whole = submitted.papers["receipt"]
    for _ in range(5):
        place = draw.randrange(len(whole))
        changed = whole[:place] + bytes([whole[place] ^ draw.randrange(1, 256)]) + whole[place + 1 :]
        assert submitted.verify(changed)[0] == 1
    assert submitted.verify(whole[:-20])[0] == 1
    assert submitted.verify(whole + b"\n% more")[0] == 1


def test_a_revoked_licence_is_found_offline(submitted: Submitted) -> None:
    status, told = submitted.verify(submitted.papers["ended"])
    assert status == 1
    assert [one["code"] for one in told["findings"]] == ["revoked"]  # type: ignore[index]
