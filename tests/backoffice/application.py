"""A signed application as a value, for tests of what happens after the applicant sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dialogs.case import case_of
from dialogs.conversation import (
    Answer,
    Conversation,
    ConversationId,
    FileId,
    NoticeRecord,
    Origin,
    Person,
    Signature,
    State,
    Submission,
    Upload,
)
from dialogs.knowledge_in_force import Knowledge
from files.store import ContentStore
from knowledge.documents.model import digest
from knowledge.documents.papers import make_papers
from knowledge.load import load_pack
from knowledge.pack import Fact
from knowledge.values import Value
from storage.files_index import IndexedFile, add
from storage.keys import Seal
from storage.store import Store

AT = "2026-11-24T06:31:00Z"
CITY = Path(__file__).parents[2] / "knowledge" / "city"
PICTURE = b"%PDF-1.7 a floor plan"

TOLD: Mapping[str, Value] = {
    "operator_name": "小林饮品店",
    "unified_social_credit_code": "92420303MA4E3Y6A6D",
    "applicant_kind": "individual_business",
    "legal_representative": "林小满",
    "legal_rep_id_number": "420303199001015422",
    "contact_name": "林小满",
    "contact_phone": "13907281234",
    "premises_address": "人民路88号",
    "premises_area": 320,
    "catering_area": 46,
    "food_items": ("drinks",),
    "has_outdoor_sign": True,
    "sells_tobacco": False,
    "discharges_wastewater": False,
    "uses_agent": False,
    "on_dishonesty_list": False,
    "chooses_commitment": True,
    "sign_text": "小林奶茶",
}


def city_knowledge() -> Knowledge:
    """The real pack."""
    return Knowledge.build(load_pack(CITY)[0])


def content_store(folder: Path, seal: Seal) -> ContentStore:
    """The folder of files as one conversation's key opens it."""
    return ContentStore(
        folder,
        seal=lambda data, place: seal.seal(f"content/{place.decode()}", data),
        open_sealed=lambda data, place: seal.open(f"content/{place.decode()}", data),
    )


def draft(conversation_id: str, knowledge: Knowledge, changes: Mapping[str, Value] | None = None) -> Conversation:
    """Everything answered and nothing handed in yet, for a drinks shop with three departments."""
    industry = knowledge.pack.industries["drinks_snacks"]
    values: dict[str, Value] = dict(industry.given)
    for listed in industry.permits:
        for code in knowledge.pack.permits[listed.code].facts:
            values.setdefault(code, _some(knowledge.pack.facts[code]))
    values |= {**TOLD, **(changes or {})}
    notice = NoticeRecord(1, "sha256:" + "0" * 64, (), "2026-11-24", acknowledged_at=AT)
    now = Conversation(
        ConversationId(conversation_id), knowledge.name, "web", version=1, state=State.SUBMITTED, started_at=AT,
        salt="salt of the tests", industry="drinks_snacks", notice=notice, reviewed=True,
        answers={
            code: Answer(value, Origin.INDUSTRY if code in industry.given else Origin.APPLICANT, AT)
            for code, value in values.items()
        },
        person=Person("林小满", "demonstration", "subject", AT),
    )  # fmt: skip
    return replace(now, notice=replace(notice, permits=case_of(now, knowledge).permits))


def sent(conversation: Conversation, knowledge: Knowledge, *, revision: int = 1) -> Conversation:
    """The same, signed and sent."""
    root = make_papers(case_of(replace(conversation, signature=None, submission=None), knowledge)).tree.root
    committed = case_of(conversation, knowledge).committed
    return replace(
        conversation,
        state=State.SUBMITTED,
        signature=Signature("林小满", "typed", root, AT, committed=committed),
        submission=Submission("2026-1124-0007", revision, f"2026-11-24T0{5 + revision}:32:00Z", root),
    )


async def with_materials(
    conversation: Conversation, knowledge: Knowledge, store: Store, seal: Seal, folder: Path, *, scan: str = "clean"
) -> Conversation:
    """The same, with a file for every material that is needed."""
    content = content_store(folder, seal)
    materials = dict[str, tuple[Upload, ...]]()
    for handed in case_of(conversation, knowledge).materials:
        stored = content.save(PICTURE)
        upload = Upload(
            FileId(stored.id),
            f"{handed.code}.pdf",
            "application/pdf",
            1,
            len(PICTURE),
            digest(PICTURE),
            digest(PICTURE),
            AT,
        )
        indexed = IndexedFile(
            upload.id, conversation.id, "upload", "", handed.code, upload.name, upload.media_type, 1, upload.size,
            upload.sha256, (), "pending" if scan == "pending" else "clean", "", AT,
        )  # fmt: skip
        await store.write(lambda connection, indexed=indexed: add(connection, seal, indexed))
        materials[handed.code] = (upload,)
    return replace(conversation, materials=materials)


def _some(fact: Fact) -> Value:
    """An answer of the right kind."""
    match fact.type:
        case "boolean":
            return False
        case "integer":
            return 2
        case "decimal" | "area_m2" | "money":
            return 20.0
        case "date":
            return "2027-12-01"
        case "choice":
            return fact.choices[0].code if fact.choices else "drinks_snacks"
        case "multi_choice":
            return (fact.choices[0].code,)
        case "list":
            return ("一项",)
        case _:
            return "人民路88号"
