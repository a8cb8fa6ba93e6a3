"""Documents and departments are told where each answer really came from (信息来源)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.case import case_of
from dialogs.conversation import Answer, Conversation, Origin
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.answers import answer_rows
from knowledge.documents.slices import parts
from tests.dialogs.chat import milk_tea

FACT = "premises_area"


@pytest.fixture(scope="module")
def complete(city: Knowledge) -> Conversation:
    """A complete application."""
    return milk_tea(city).goes_on_until("review").conversation


def with_origin(complete: Conversation, origin: Origin) -> Conversation:
    """The same, in which one answer came from there."""
    by = "王丽" if origin is Origin.STAFF else ""
    return replace(complete, answers={**complete.answers, FACT: Answer(46, origin, complete.started_at, by)})


@pytest.mark.parametrize("origin", list(Origin))
def test_departments_see_the_true_origin(city: Knowledge, complete: Conversation, origin: Origin) -> None:
    case = case_of(with_origin(complete, origin), city)
    sources = {part.facts_data()[FACT]["source"] for part in parts(case).values() if FACT in part.facts}
    assert sources == {origin.value}


@pytest.mark.parametrize(
    ("origin", "zh", "en"),
    [
        (Origin.APPLICANT, "", ""),
        (Origin.STAFF, "工作人员王丽代填", "entered by 王丽 for the applicant"),
        (Origin.INDUSTRY, "行业默认", "from the industry"),
        (Origin.DERIVED, "自动算出", "worked out from other answers"),
        (Origin.EARLIER, "来自上次申请", "from an earlier application"),
        (Origin.PREMISES_REGISTER, "来自不动产登记", "from the premises register"),
    ],
)
def test_the_form_says_where_an_answer_came_from(
    city: Knowledge, complete: Conversation, origin: Origin, zh: str, en: str
) -> None:
    case = case_of(with_origin(complete, origin), city)
    for locale, note in (("zh", zh), ("en", en)):
        (row,) = answer_rows(replace(case, locale=locale), [(FACT, case.facts[FACT])], masked=False)
        assert row.note == note
