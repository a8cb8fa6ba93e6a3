"""A conversation told as a story: `Chat.open(knowledge).says("面馆").presses(…)`; pure, look-ups answered from a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from dialogs.conversation import Channel, Conversation, ConversationId, FileId, Locale, Moment, Upload
from dialogs.exchange import (
    Checked,
    Chose,
    Drawn,
    Effect,
    HandedBack,
    Inbound,
    LookedUp,
    Lookup,
    Payload,
    Received,
    Returned,
    Row,
    Said,
    Signed,
    Silent,
    StaffEntered,
    StaffSaid,
    Started,
    TakenOver,
    Turn,
    Uploaded,
)
from dialogs.knowledge_in_force import Knowledge
from dialogs.start import new_conversation
from dialogs.turn import turn
from dialogs.world import World
from knowledge.documents.papers import make_papers
from knowledge.values import Value
from tests.scenarios.wording import CREDIT_CODE, value_for, words_for

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LICENCE: Mapping[str, Value] = {
    "operator_name": "小林饮品店",
    "applicant_kind": "individual_business",
    "legal_representative": "林小满",
    "business_scope": "餐饮服务",
    "registered_address": "人民路88号",
}
Rows = Mapping[str, Mapping[str, Value]]
"""What each register holds under the one credit code of these stories."""


@dataclass(frozen=True)
class Chat:
    """A conversation after some turns; each step gives a new one."""

    knowledge: Knowledge
    conversation: Conversation
    last: Turn
    rows: Rows
    world: World
    number: int = 1
    texts: tuple[str, ...] = ()
    """Everything the assistant said so far."""
    effects: tuple[Effect, ...] = ()

    @classmethod
    def open(
        cls, knowledge: Knowledge, rows: Rows | None = None, *, locale: Locale = "zh", channel: Channel = "simulated"
    ) -> Chat:
        """The first turn of a new conversation."""
        fresh = new_conversation(
            ConversationId("c" * 32), knowledge.name, channel=channel, locale=locale, at=_at(0), salt="salt"
        )
        chat = cls(knowledge, fresh, Turn(fresh, ()), rows or {}, World(knowledge), 0)
        return chat.receives(Started())

    # --- what happens -------------------------------------------------------------------------------------------------

    def receives(self, payload: Payload) -> Chat:
        """One turn."""
        taken = self.would_take(payload)
        return replace(
            self,
            conversation=taken.conversation,
            last=taken,
            number=self.number + 1,
            texts=(*self.texts, *(reply.text for reply in taken.replies)),
            effects=(*self.effects, *taken.effects),
        )

    def would_take(self, payload: Payload) -> Turn:
        """The turn that this would make."""
        inbound = Inbound(f"m{self.number}", _at(self.number), TODAY, payload)
        looked_up: dict[Lookup, LookedUp] = {}
        for _ in range(8):
            taken = turn(self.conversation, inbound, replace(self.world, looked_up=looked_up))
            if isinstance(taken, Turn):
                return taken
            looked_up.update({lookup: self._found(lookup) for lookup in taken.lookups})
        raise AssertionError("the turn needs look-ups without end")

    def _found(self, lookup: Lookup) -> LookedUp:
        match lookup.kind:
            case "real_name":
                return Checked("林小满", "demonstration", "subject")
            case "serial":
                return Drawn("2026-1124-0007")
            case "resume_code":
                return Drawn("K7QM2XWP")
            case kind if kind in self.rows:
                return Row(self.rows[kind])
            case "credit_register":
                return Row({"on_dishonesty_list": False})
            case _:
                return Silent()

    def says(self, *texts: str) -> Chat:
        """The applicant says these, one after the other."""
        chat = self
        for text in texts:
            chat = chat.receives(Said(text))
        return chat

    def presses(self, id: str) -> Chat:
        """The applicant presses a button."""
        return self.receives(Chose(id))

    def uploads(self, material: str | None = None, name: str = "sample.pdf", **more: Any) -> Chat:
        """The applicant hands a file in."""
        return self.receives(Uploaded(upload(name, self.number, **more), material))

    def signs(self, name: str = "林小满", **more: Any) -> Chat:
        """The applicant signs what is shown."""
        return self.receives(Signed(name, agreed=True, **more))

    def is_returned(self, *points: Any) -> Chat:
        """The departments' points come back."""
        return self.receives(Returned(points, "market_regulation"))

    def is_received(self, department: str) -> Chat:
        return self.receives(Received(department, "received"))

    def taken_over(self, staff: str = "王丽") -> Chat:
        return self.receives(TakenOver(staff))

    def staff_says(self, text: str, *, staff: str = "王丽", fence: int | None = None) -> Chat:
        return self.receives(StaffSaid(staff, self.conversation.fence if fence is None else fence, text))

    def staff_enters(self, fact: str, text: str, *, staff: str = "王丽", fence: int | None = None) -> Chat:
        return self.receives(StaffEntered(staff, self.conversation.fence if fence is None else fence, fact, text))

    def handed_back(self, *, staff: str = "王丽", fence: int | None = None) -> Chat:
        return self.receives(HandedBack(staff, self.conversation.fence if fence is None else fence))

    def goes_on_until(self, code: str, **values: Any) -> Chat:
        """Answers, uploads and agrees until this fact, material or step is asked; `values` are answers of their own."""
        chat = self
        for _ in range(200):
            if chat.asks == code:
                return chat
            chat = chat.does_the_next(**values)
        raise AssertionError(f"{code} was never asked; {chat.asks} is")

    def does_the_next(self, **values: Any) -> Chat:
        """The plain way on: an answer, a file or agreement."""
        asking = self.conversation.asking
        assert asking is not None, f"nothing is asked in {self.conversation.state}"
        if asking.kind == "fact":
            value = values.get(asking.code, value_for(asking.code, "plain"))
            return self.says(value if isinstance(value, str) else words_for(asking.code, value))
        if asking.kind == "material":
            return self.uploads(asking.code)
        if asking.code == "sign":
            return self.signs()
        return self.presses(asking.options[0])

    def submits(self, **values: Any) -> Chat:
        """All the way to submission."""
        return self.goes_on_until("send", **values).presses("step:send:go")

    # --- what can be seen ---------------------------------------------------------------------------------------------

    @property
    def asks(self) -> str | None:
        """The code of what is asked now."""
        view = self.last.asking
        return None if view is None else view.fact or view.material or view.step

    @property
    def facts(self) -> Mapping[str, Value]:
        return self.conversation.facts()

    @property
    def permits(self) -> frozenset[str]:
        """The permits that certainly apply."""
        assert self.conversation.industry is not None
        from dialogs.case import exclusions_of

        planner = self.knowledge.industry(self.conversation.industry)
        return frozenset(planner.conditions.requirements(self.facts, exclusions_of(self.conversation)).applying)

    @property
    def state(self) -> str:
        return self.conversation.state.value

    @property
    def says_now(self) -> str:
        """What the assistant said in the last turn."""
        return "\n".join(reply.text for reply in self.last.replies)

    @property
    def buttons(self) -> tuple[str, ...]:
        """The buttons of the last turn."""
        return tuple(choice.id for reply in self.last.replies for choice in reply.choices)

    @property
    def root(self) -> str:
        """The root of what would be signed now."""
        from dialogs.case import case_of

        return make_papers(case_of(self.conversation, self.knowledge)).tree.root


def upload(name: str, number: int, **more: Any) -> Upload:
    """A file that passed examination."""
    digest = "sha256:" + sha256(f"{name} {number}".encode()).hexdigest()
    plain = Upload(FileId(f"{number:032x}"), name, "application/pdf", 1, 1000, digest, digest, _at(number))
    return replace(plain, **more)


def _at(number: int) -> Moment:
    return (NOON + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def milk_tea(knowledge: Knowledge, rows: Rows | None = None) -> Chat:
    """The usual beginning: a milk-tea shop whose licence is registered."""
    found = {"business_licence": LICENCE, **(rows or {})}
    return Chat.open(knowledge, found).says("我想在人民路88号开个奶茶店，60平，不卖烟")


__all__ = ["CREDIT_CODE", "LICENCE", "Chat", "Rows", "milk_tea", "upload"]
