"""The documents that a conversation can show (文书), by name: made again from its data, the same bytes each time."""

from __future__ import annotations

from dialogs.case import case_of
from dialogs.conversation import Conversation
from dialogs.issuing import KINDS, issued_document
from dialogs.knowledge_in_force import Knowledge
from dialogs.notices import notice_of
from knowledge.documents.evidence_sheet import compose_evidence_sheet
from knowledge.documents.form import compose_form
from knowledge.documents.letter import compose_letter
from knowledge.documents.materials_list import compose_materials_list
from knowledge.documents.model import Document
from knowledge.documents.papers import make_papers, with_marks
from knowledge.documents.receipt import compose_receipt


def document_of(conversation: Conversation, name: str, knowledge: Knowledge) -> Document | None:
    """The document of that name as the applicant sees it, identity numbers masked; None where there is none yet.

    Names: "notice-1", "form", "letter", "materials", "evidence", "receipt-1",
    "acceptance-1", "correction-1".
    """
    kind, _, number = name.partition("-")
    if kind in KINDS and number.isdecimal() and conversation.notice is not None:
        return issued_document(conversation, kind, int(number), knowledge)
    if kind == "notice" and number.isdecimal():
        return notice_of(knowledge, conversation, int(number))
    if conversation.notice is None or conversation.industry is None:
        return None
    case = case_of(conversation, knowledge)
    match kind:
        case "form":
            return with_marks(compose_form(case, masked=True), case)
        case "letter":
            letter = compose_letter(case, masked=True)
            return None if letter is None else with_marks(letter, case)
        case "evidence":
            return compose_evidence_sheet(case, make_papers(case))
        case "materials":
            return compose_materials_list(case)
        case "receipt" if conversation.submission is not None:
            return compose_receipt(case, conversation.submission.at)
        case _:
            return None
