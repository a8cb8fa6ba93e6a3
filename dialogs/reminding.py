"""Silence (久无回音): a draft that nobody goes on with is told of once, a week before it is erased."""

from __future__ import annotations

from dialogs.conversation import State
from dialogs.draft import Draft
from dialogs.exchange import Reminded
from knowledge.documents.values import iso_date

_OVER = frozenset({State.SUBMITTED, State.CORRECTING, State.WITHDRAWN})


def remind(draft: Draft, payload: Reminded) -> None:
    """Say what is kept and until when; what was asked stays asked. Refused once somebody went on, or a person has it."""
    now = draft.now
    if now.version != payload.version or now.holder or now.state in _OVER:
        draft.refused = "not_silent"
        return
    industry = draft.pack.industries[now.industry].name.in_(draft.locale) if now.industry is not None else ""
    draft.reply(
        draft.word("silent_for_long", industry=industry, until=iso_date(payload.until, draft.locale)),
        draft.choice("resume", "choice_resume"),
        draft.choice("restart", "choice_restart"),
    )
    draft.silent = True
