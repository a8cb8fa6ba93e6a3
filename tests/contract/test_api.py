"""The API as its description tells it, and what it keeps back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi import FastAPI

from dialogs.conversation import Answer, ConversationId, Origin, Person
from dialogs.knowledge_in_force import Knowledge
from dialogs.start import new_conversation
from web.api import conversations, docs
from web.outlook import outlook

AT = "2026-11-24T03:00:00Z"


def test_every_parameter_in_a_path_is_described() -> None:
    app = FastAPI(version="0")
    app.include_router(conversations.router)
    for path, operations in docs.openapi(app)["paths"].items():
        for operation in operations.values():
            told = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path" and one["required"]}
            assert told == set(re.findall(r"\{(\w+)\}", path))


@pytest.mark.parametrize("checked", [False, True])
def test_what_the_credit_register_says_is_for_a_checked_person_only(knowledge: Knowledge, checked: bool) -> None:
    opened = new_conversation(
        ConversationId("c"), knowledge.pack.sha256(), channel="web", locale="zh", at=AT, salt="0" * 32
    )
    conversation = replace(
        opened,
        answers={
            "unified_social_credit_code": Answer("92420303MA4E3Y6A6D", Origin.BUSINESS_LICENCE, AT),
            "on_dishonesty_list": Answer(True, Origin.CREDIT_REGISTER, AT),
        },
        person=Person("林小满", "demonstration", "s", AT) if checked else None,
    )
    known = [one.fact for one in outlook(conversation, knowledge).known]
    assert "unified_social_credit_code" in known
    assert ("on_dishonesty_list" in known) == checked
