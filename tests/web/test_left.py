"""How much is left, in words, and the privacy notice as a card: nothing is claimed too early, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.conversation import Conversation, ConversationId, Locale, Signature, State
from dialogs.exchange import Choice, Progress, Reply
from knowledge.load import CITY, load_pack
from web.applicant.consent import notice_in
from web.applicant.left import left

HERE = Conversation(id=ConversationId("c-1"), pack="p", channel="web", industry="drinks_snacks")
SIGNATURE = Signature("林小满", "typed", "sha256:0", "2026-11-24T06:00:00Z")


@pytest.mark.parametrize(
    ("conversation", "progress", "words", "full"),
    [
        (replace(HERE, industry=None), Progress(0, 1), "", False),
        (replace(HERE, state=State.FILLING), Progress(3, 4), "还剩 4 项", False),
        (replace(HERE, state=State.REVIEWING), Progress(7, 0), "还差核对、签字", False),
        (replace(HERE, state=State.PAUSED, before=State.REVIEWING), Progress(7, 0), "还差核对、签字", False),
        (replace(HERE, state=State.COMMITTING), Progress(7, 0), "还差签字", False),
        (replace(HERE, state=State.COMMITTING, signature=SIGNATURE), Progress(7, 0), "还差提交", False),
        (replace(HERE, state=State.SUBMITTED, signature=SIGNATURE), Progress(7, 0), "已提交", True),
        (replace(HERE, state=State.SUBMITTED, signature=SIGNATURE), Progress(7, 2), "还剩 2 项", False),
        (replace(HERE, state=State.NOTHING_NEEDED), Progress(0, 0), "不用办证", True),
    ],
)
def test_the_bar_is_full_only_when_it_is_over(
    conversation: Conversation, progress: Progress, words: str, *, full: bool
) -> None:
    found = left(progress, conversation, "zh")
    assert found.words == words
    assert (found.done == found.total) is full


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_folded_notice_has_every_word_and_the_purpose_first(locale: Locale) -> None:
    pack, _ = load_pack(CITY)
    assert pack.privacy is not None
    yes = (Choice("step:privacy:privacy:yes", "同意"),)
    text = pack.privacy.notice.in_(locale)
    shown = notice_in(Reply(text, yes), locale)
    assert shown is not None
    assert len(shown.first) == 2
    assert len(shown.folded) == 4
    words = [shown.title, *shown.closing]
    words += [part for point in (*shown.first, *shown.folded) for part in (point.label, point.text)]
    for line in text.splitlines():
        assert any(line.removeprefix("· ").startswith(word) for word in words), line
        assert any(line.rstrip("：:").endswith(word) for word in words), line
    separate = notice_in(Reply(pack.privacy.sensitive.in_(locale), yes), locale)
    assert separate is not None
    assert separate.folded == ()
    assert notice_in(Reply(text), locale) is None
