"""Documents and departments are told where each answer really came from (信息来源)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.case import case_of
from dialogs.conversation import Answer, Conversation, Origin
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.answers import answer_rows
from knowledge.documents.slices import parts
from tests.backoffice.application import AT, draft

FACT = "premises_area"


def with_origin(city: Knowledge, origin: Origin) -> Conversation:
    """A complete application in which one answer came from there."""
    now = draft("c1", city)
    return replace(now, answers={**now.answers, FACT: Answer(46, origin, AT, "王丽" if origin is Origin.STAFF else "")})


@pytest.mark.parametrize("origin", list(Origin))
def test_departments_see_the_true_origin(city: Knowledge, origin: Origin) -> None:
    case = case_of(with_origin(city, origin), city)
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
def test_the_form_says_where_an_answer_came_from(city: Knowledge, origin: Origin, zh: str, en: str) -> None:
    case = case_of(with_origin(city, origin), city)
    for locale, note in (("zh", zh), ("en", en)):
        (row,) = answer_rows(replace(case, locale=locale), [(FACT, case.facts[FACT])], masked=False)
        assert row.note == note
