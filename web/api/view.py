"""The conversation as its applicant may see it over the API: state, answers with provenance, plan."""

from __future__ import annotations

from typing import Any

from dialogs.conversation import Conversation
from dialogs.knowledge_in_force import Knowledge
from storage.turns import TurnRecord
from web.outlook import outlook, permit_lines


def conversation_view(conversation: Conversation, knowledge: Knowledge, last: TurnRecord | None) -> dict[str, Any]:
    """The contract's view, after the `last` turn. Answers that the pack calls sensitive are masked, and have no value."""
    seen = outlook(conversation, knowledge)
    done, left = (last.progress.done, last.progress.left) if last is not None else (0, 0)
    return {
        "id": conversation.id,
        "state": conversation.state.value,
        "locale": conversation.locale,
        "industry": conversation.industry,
        "pack": conversation.pack,
        "reference": conversation.submission.reference if conversation.submission is not None else None,
        "asking": last.asking.as_data() if last is not None and last.asking is not None else None,
        "answers": {
            known.fact: {
                "label": known.label,
                "shown": known.shown,
                "masked": known.masked,
                "value": None if known.masked else conversation.answers[known.fact].value,
                "origin": known.origin.value,
                "at": known.at,
                "by": known.by,
                "confirmed": known.confirmed,
                "change": known.change,
            }
            for known in seen.known
        },
        "plan": {
            "permits": {line.code: line.status for line in permit_lines(conversation, knowledge)},
            "steps": {step.code: step.status or "open" for step in seen.steps},
            "progress": {"done": done, "left": left},
        },
    }
