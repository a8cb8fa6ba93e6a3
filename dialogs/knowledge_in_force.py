"""The knowledge in force (现行知识包): a published pack with everything compiled from it, built once and shared by all turns."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date

from dialogs.understanding.message import Understanding
from dialogs.understanding.reading import Surroundings, read
from dialogs.understanding.sounds import syllables
from dialogs.words import Words, load_words
from knowledge.conditions.rules import Rules
from knowledge.documents.model import Document
from knowledge.documents.values import iso_date
from knowledge.pack import Fact, Pack
from knowledge.planner.plan import IndustryPlanner, Planner, planner_of
from statemachines.intake import compile_intake
from statemachines.machine import CompiledMachine

_FIRST_SENTENCE = "想开个店，要办什么证"
"""Has all that understanding needs loaded, which takes a second."""
_FIRST_WORDS = {"contact_phone": "138 0013 8000", "employee_count": "十二", "lease_end_date": "2030年1月1日"}
"""Answers whose first reading loads a library."""
MOST_NOTICES = 500
"""Notices that are remembered, of some 30 KB each; about as many as there are situations in a day."""


@dataclass(frozen=True, slots=True)
class Told:
    """A document that was told (告知), with its hash."""

    document: Document
    sha256: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One pack, ready for use; machines and planners of an industry are built when first needed."""

    pack: Pack
    name: str
    """The pack's hash."""
    planner: Planner
    understanding: Understanding
    words: Words
    derived: Mapping[str, tuple[Fact, ...]]
    """The facts that follow from a fact, by that fact."""
    _machines: dict[str, CompiledMachine] = field(default_factory=dict[str, CompiledMachine])
    _notices: dict[Hashable, Told] = field(default_factory=dict[Hashable, "Told"])

    @classmethod
    def build(cls, pack: Pack, plans: bytes | None = None, words: Words | None = None) -> Knowledge:
        """Everything compiled from a pack; `plans` are the stored orders of questions. Raises PackError."""
        planner = planner_of(pack, _unpack(plans) if plans else None)
        derived: dict[str, tuple[Fact, ...]] = {}
        for fact in pack.facts.values():
            if fact.derive is not None:
                derived[fact.derive] = (*derived.get(fact.derive, ()), fact)
        return cls(pack, pack.sha256(), planner, Understanding(pack), words or load_words(), derived)

    @property
    def rules(self) -> Rules:
        return self.planner.rules

    def industry(self, code: str) -> IndustryPlanner:
        return self.planner.of(code)

    def machine(self, industry: str) -> CompiledMachine:
        """The intake machine of an industry, shared by all its conversations."""
        found = self._machines.get(industry)
        if found is None:
            found = self._machines[industry] = compile_intake(self.planner.of(industry))
        return found

    def warm(self) -> None:
        """Build what would else be built in the first turns that need it: some tens of milliseconds an industry."""
        syllables("好")  # first of all: the memory that its package gives back serves what comes after
        for code in self.pack.industries:
            self.planner.of(code)
            self.machine(code)
        for fact, text in _FIRST_WORDS.items():
            if fact in self.pack.facts:
                read(self.pack.facts[fact], text, Surroundings(date(2026, 1, 1)))
        iso_date("2026-01-01", "zh")
        around = Surroundings(date(2026, 1, 1))
        self.understanding.hear(_FIRST_SENTENCE, asking=None, industry=None, known={}, around=around)

    def notice(self, covers: Hashable, composed: Callable[[], Document]) -> Told:
        """A notice by what it covers: applicants in the same situation are told the same, word by word.

        Composing it costs more than the rest of a turn, so it is remembered.
        """
        found = self._notices.get(covers)
        if found is None:
            if len(self._notices) >= MOST_NOTICES:
                self._notices.clear()
            document = composed()
            found = self._notices[covers] = Told(document, document.sha256())
        return found


def work_out_plans(pack: Pack) -> bytes:
    """The best order of questions for every industry, worked out once at publication (about a second for 19 industries)."""
    planner = planner_of(pack)
    stored: dict[str, str] = {}
    for code in pack.industries:
        policy = planner.of(code).policy
        policy.work_out()
        if (data := policy.as_bytes()) is not None:
            stored[code] = b64encode(data).decode()
    return zlib.compress(json.dumps(stored, sort_keys=True).encode(), 6)


def _unpack(plans: bytes) -> Mapping[str, bytes]:
    return {code: b64decode(data) for code, data in json.loads(zlib.decompress(plans)).items()}
