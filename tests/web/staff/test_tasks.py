"""The page of background tasks names every kind of task that a turn can leave."""

from typing import get_args

from dialogs.conversation import ConversationId
from dialogs.exchange import (
    DiscardFile,
    Effect,
    Erase,
    HandOver,
    KeepDocument,
    KnowledgeGap,
    ReadPhoto,
    WithdrawPackage,
)
from dialogs.words import load_words
from storage.outbox import effect_rows

EFFECTS: tuple[Effect, ...] = (
    KeepDocument("notice-1"),
    HandOver(1),
    Erase(),
    WithdrawPackage(1),
    KnowledgeGap("words"),
    ReadPhoto("f" * 32),
    DiscardFile("f" * 32),
)


def test_every_task_has_a_name_in_both_languages() -> None:
    assert {type(effect) for effect in EFFECTS} == set(get_args(Effect))
    words = load_words(files=("staff.yaml",))
    for row in effect_rows(ConversationId("c" * 32), 1, EFFECTS, delivers=True, now_ms=0):
        assert {"zh", "en"} <= words.entries[f"task_{row['kind']}"].keys()


def test_a_photo_holds_up_nothing_else_of_its_conversation() -> None:
    rows = effect_rows(ConversationId("c" * 32), 1, EFFECTS, delivers=False, now_ms=0)
    lanes = {row["kind"]: row["lane"] for row in rows}
    assert [kind for kind, lane in lanes.items() if lane == lanes["read_photo"]] == ["read_photo"]
