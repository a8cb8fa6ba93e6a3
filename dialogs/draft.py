"""A turn in the making: the conversation with the changes so far, the replies and effects gathered, and the plan at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from dialogs.conversation import Answer, Asking, Conversation, Moment
from dialogs.exchange import Card, Choice, Effect, Inbound, LookedUp, Lookup, Payload, Reply
from dialogs.world import LookupNeeded, World
from knowledge.pack import Fact
from knowledge.planner.plan import IndustryPlanner, Plan
from knowledge.planner.requirements import Exclusions
from knowledge.values import Value


class Draft:
    """Lives only within one turn; nothing outside sees it change."""

    def __init__(self, conversation: Conversation, inbound: Inbound, world: World) -> None:
        self.was = conversation
        self.inbound = inbound
        self.world = world
        self.pack = world.knowledge.pack
        self.replies: list[Reply] = []
        self.effects: list[Effect] = []
        self.refused = ""
        self.silent = False
        """Whether the turn ends without asking anything on."""
        self.missed = False
        """Whether what was said could not be understood."""
        self.afresh = False
        """Whether what is waited for is put as if for the first time, as in another language."""
        self.said = ""
        """How the transcript shows the inbound, where it is no words."""
        self.kept: Payload | None = None
        """The inbound as it is to be kept, where it may not be kept as it came."""
        self.now = conversation
        """The conversation with every change so far; only `change` puts another here."""
        self._plan: Plan | None = None
        self._facts: dict[str, Value] | None = None

    # --- the conversation -----------------------------------------------------------------------------------------

    def change(self, **changes: Any) -> None:
        """Change fields of the conversation.

        One copy is made a turn, and is this draft's own until the turn ends: `replace` for every change cost a third of a turn.
        """
        if self.now is self.was:
            self.now = _copy(self.was)
        told = vars(self.now)
        told.update(changes)
        assert len(told) == _FIELDS, f"no conversation has all of these: {', '.join(changes)}"
        if not _PLANNED.isdisjoint(changes):
            self._plan = None
            self._facts = None

    def put(self, answers: Mapping[str, Answer]) -> None:
        """Add or replace answers."""
        facts = self._facts
        self.change(answers={**self.now.answers, **answers})
        if facts is not None:  # known a moment ago: only what is new has to be looked at
            self._facts = {**facts, **{code: answer.value for code, answer in answers.items()}}

    def drop(self, *facts: str) -> None:
        """Forget answers."""
        self.change(answers={code: answer for code, answer in self.now.answers.items() if code not in facts})

    @property
    def at(self) -> Moment:
        return self.inbound.at

    # --- knowledge --------------------------------------------------------------------------------------------------

    def fact(self, code: str) -> Fact:
        return self.pack.facts[code]

    @property
    def locale(self) -> str:
        return self.now.locale

    @property
    def planner(self) -> IndustryPlanner:
        industry = self.now.industry
        assert industry is not None, "the planner is asked for only once the industry is known"
        return self.world.knowledge.planner.of(industry)

    @property
    def facts(self) -> dict[str, Value]:
        """What is known, with what the industry gives."""
        if self._facts is None:
            self._facts = self.now.facts()
        return self._facts

    @property
    def exclusions(self) -> Exclusions:
        now = self.now
        if not (now.left_out or now.held or now.commitment_excludes):
            return _NONE
        return Exclusions(frozenset(now.left_out), frozenset(now.held), frozenset(now.commitment_excludes))

    @property
    def plan(self) -> Plan:
        """The plan for what is known now."""
        if self._plan is None:
            self._plan = self.planner.plan(self.facts, self.exclusions, frozenset(self.now.postponed))
        return self._plan

    def lookup(self, kind: str, key: str) -> LookedUp:
        """The answer to a look-up; ends the turn early where it is not at hand yet."""
        wanted = Lookup(kind, key)
        found = self.world.looked_up.get(wanted)
        if found is None:
            raise LookupNeeded(wanted)
        return found

    # --- what is said -----------------------------------------------------------------------------------------------

    def word(self, key: str, **values: object) -> str:
        """A wording of the catalogue in the applicant's language."""
        return self.world.knowledge.words.say(key, self.now.locale, **values)

    def say(self, key: str, **values: object) -> None:
        """Add a plain reply."""
        self.replies.append(Reply(self.word(key, **values)))

    def reply(self, text: str, *choices: Choice, card: Card | None = None, **more: Any) -> None:
        """Add a reply with buttons, a card, attachments or a link."""
        self.replies.append(Reply(text, choices, card=card, **more))

    def choice(self, id: str, key: str, **values: object) -> Choice:
        return Choice(id, self.word(key, **values))

    def ask(self, asking: Asking) -> None:
        """Note what is waited for now."""
        self.change(asking=asking)


def _copy(conversation: Conversation) -> Conversation:
    twin = object.__new__(Conversation)
    vars(twin).update(vars(conversation))
    return twin


_FIELDS = len(fields(Conversation))
_NONE = Exclusions()
_PLANNED = frozenset({"answers", "industry", "left_out", "held", "commitment_excludes", "postponed"})
