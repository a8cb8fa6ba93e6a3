"""Applicants for benchmarks (压测申请人): they answer whatever is asked with the plainest words that fit the fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dialogs.conversation import Conversation, ConversationId, FileId, Upload
from dialogs.exchange import (
    AskingView,
    Checked,
    Chose,
    Drawn,
    Inbound,
    LookedUp,
    Lookup,
    Needs,
    Payload,
    Row,
    Said,
    Signed,
    Silent,
    Started,
    Turn,
    Uploaded,
)
from dialogs.knowledge_in_force import Knowledge
from dialogs.start import new_conversation
from dialogs.turn import turn
from dialogs.world import World
from knowledge.pack import Fact

TODAY = date(2026, 11, 24)
BUSINESSES = ("奶茶店", "便利店", "饭馆", "民宿", "理发店")
LONGEST = 150
"""Steps of an application; the longest of the pack has 86."""
_BY_TYPE = {
    "boolean": "yes",
    "integer": "6",
    "decimal": "2",
    "area_m2": "60",
    "money": "1000",
    "date": "2028-12-01",
    "id_number": "420303199001015437",
    "uscc": "92420303MA4E3Y6A6D",
    "phone": "13812345678",
    "address": "人民路88号",
    "list": "X-ray 1",
    "text": "Lin Xiaoman",
}
_BY_FACT = {"sign_size": "6×1.2×0.2"}


def plain_answer(fact: Fact) -> str:
    """An answer of the plainest kind: the first choice by its label, a number, a word."""
    if fact.choices:
        return fact.choices[0].label.zh
    return _BY_FACT.get(fact.code) or _BY_TYPE[fact.type]


def next_payload(conversation: Conversation, asking: AskingView | None, knowledge: Knowledge) -> Payload | None:
    """What such an applicant does now; None when nothing is asked any more."""
    if asking is None:
        return None
    if asking.fact is not None:
        return Said(plain_answer(knowledge.pack.facts[asking.fact]))
    if asking.material is not None:
        return Uploaded(_sample(asking.material, conversation))
    if asking.step == "sign":
        return Signed("Lin Xiaoman", agreed=True)
    assert conversation.asking is not None
    return Chose(conversation.asking.options[0])


def _sample(material: str, conversation: Conversation) -> Upload:
    file = FileId(f"{material}-1")
    return Upload(file, "sample.pdf", "application/pdf", 1, 1000, "sha256:a", "sha256:b", conversation.started_at)


class Registers:
    """Registers that know nothing, a real-name check that succeeds, numbers that are drawn without storage."""

    async def answers(
        self, lookups: Sequence[Lookup], conversation: Conversation, inbound: Inbound
    ) -> Mapping[Lookup, LookedUp]:
        """An answer to each look-up, as the engine asks for them."""
        return answer_lookups(lookups)


def answer_lookups(lookups: Sequence[Lookup]) -> Mapping[Lookup, LookedUp]:
    """The same for turns without an engine."""
    return {lookup: _answer(lookup) for lookup in lookups}


def _answer(lookup: Lookup) -> LookedUp:
    match lookup.kind:
        case "credit_register":
            return Row({"on_dishonesty_list": False})
        case "real_name":
            return Checked("Lin Xiaoman", "demonstration", "subject")
        case "serial" | "resume_code":
            return Drawn("2026-1124-0001")
        case _:
            return Silent()


def take(conversation: Conversation, number: int, payload: Payload, knowledge: Knowledge) -> Turn:
    """A pure turn, its look-ups answered."""
    inbound = Inbound(str(number), "2026-11-24T06:00:00Z", TODAY, payload)
    looked_up: dict[Lookup, LookedUp] = {}
    while True:
        outcome = turn(conversation, inbound, World(knowledge, looked_up))
        if isinstance(outcome, Turn):
            return outcome
        assert isinstance(outcome, Needs)
        looked_up.update(answer_lookups(outcome.lookups))


def walk(business: str, knowledge: Knowledge) -> list[tuple[Conversation, Payload]]:
    """Every step of an application from the greeting until nothing is asked any more, each with the conversation before it."""
    steps: list[tuple[Conversation, Payload]] = []
    fresh = new_conversation(ConversationId("bench"), knowledge.name, channel="simulated", salt="bench")
    answered = take(fresh, 0, Started(), knowledge)
    payload: Payload | None = Said(business)
    while payload is not None and len(steps) < LONGEST:
        steps.append((answered.conversation, payload))
        answered = take(answered.conversation, len(steps), payload, knowledge)
        payload = next_payload(answered.conversation, answered.asking, knowledge)
    return steps
