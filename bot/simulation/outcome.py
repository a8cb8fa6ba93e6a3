"""What came of a scripted run (模拟结果), and where that differs from what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.simulation.scenario import Expect, SliceFacts
from dialogs.case import case_of, exclusions_of
from dialogs.conversation import REUSED, Conversation
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.letter import compose_letter
from knowledge.documents.slices import Part, value_data


@dataclass(frozen=True, slots=True)
class SliceContent:
    """What one department got: values by fact, and codes of uploads."""

    facts: Mapping[str, Any]
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one run."""

    title: str
    industry: str | None
    permits: tuple[str, ...]
    asked: tuple[str, ...]
    reused: tuple[str, ...]
    materials: tuple[str, ...]
    departments: tuple[str, ...]
    slices: Mapping[str, SliceContent]
    state: str
    notice: Mapping[str, Any] | None
    commitment: Mapping[str, Any] | None
    transcript: Sequence[Mapping[str, str]] = field(repr=False)
    turns: int
    seconds: float
    mismatches: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything went as scripted and expected."""
        return not self.mismatches

    def as_data(self) -> dict[str, Any]:
        """The result line of the contract."""
        slices = {
            name: {"facts": dict(one.facts), "materials": list(one.materials)} for name, one in self.slices.items()
        }
        return {
            "title": self.title, "ok": self.ok, "mismatches": list(self.mismatches), "industry": self.industry,
            "permits": list(self.permits), "asked": list(self.asked), "reused": list(self.reused),
            "materials": list(self.materials), "departments": list(self.departments), "slices": slices,
            "state": self.state, "notice": self.notice, "commitment": self.commitment,
            "transcript": [dict(entry) for entry in self.transcript], "turns": self.turns,
            "seconds": round(self.seconds, 3),
        }  # fmt: skip

    def judged(self, expect: Expect, noted: Sequence[str]) -> Outcome:
        """The outcome with what went wrong on the way, and every difference to what was expected."""
        return replace(self, mismatches=(*noted, *_differences(self, expect)))


def outcome_of(
    title: str,
    conversation: Conversation,
    knowledge: Knowledge,
    *,
    asked: Sequence[str],
    slices: Mapping[str, Part],
    transcript: Sequence[Mapping[str, str]],
    turns: int,
    seconds: float,
) -> Outcome:
    """The outcome that a conversation and its slices show."""
    pack, industry = knowledge.pack, conversation.industry
    permits: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    if industry is not None:
        conditions = knowledge.industry(industry).conditions
        needed = conditions.requirements(conversation.facts(), exclusions_of(conversation))
        permits, materials = needed.applying, needed.materials
    uploads = {code for code, material in pack.materials.items() if material.kind == "upload"}
    notice = conversation.notice
    answers = conversation.answers
    return Outcome(
        title, industry, permits, tuple(asked),
        tuple(code for code in conversation.reused if code in answers and answers[code].origin in REUSED),
        materials,
        tuple(dict.fromkeys(pack.permits[code].department for code in permits)),
        {
            department: SliceContent(
                {code: value_data(given.value) for code, given in part.facts.items()},
                tuple(one.code for one in part.materials if one.code in uploads),
            )
            for department, part in slices.items()
        },
        conversation.state.value,
        None if notice is None else {
            "version": notice.version, "sha256": notice.sha256, "acknowledged_at": notice.acknowledged_at
        },
        _commitment(conversation, knowledge),
        transcript, turns, seconds,
    )  # fmt: skip


def _commitment(conversation: Conversation, knowledge: Knowledge) -> Mapping[str, Any] | None:
    """The signed commitment letter (告知承诺书); None on the ordinary way."""
    signature = conversation.signature
    if signature is None or not signature.committed:
        return None
    letter = compose_letter(case_of(conversation, knowledge))
    return None if letter is None else {"sha256": letter.sha256(), "signed_at": signature.at}


def _differences(outcome: Outcome, expect: Expect) -> Iterator[str]:
    if expect.industry is not None and outcome.industry != expect.industry:
        yield f"industry: expected {expect.industry}, got {outcome.industry}"
    if expect.state is not None and outcome.state != expect.state.value:
        yield f"state: expected {expect.state.value}, got {outcome.state}"
    for name in ("permits", "materials", "departments"):
        wanted: list[str] | None = getattr(expect, name)
        if wanted is not None:
            yield from _sets(name, wanted, getattr(outcome, name))
    if expect.asked_at_most is not None and len(outcome.asked) > expect.asked_at_most:
        yield f"asked: {len(outcome.asked)} facts, at most {expect.asked_at_most} expected"
    for name in ("asked", "reused"):
        for code in getattr(expect, name) or ():
            if code not in getattr(outcome, name):
                yield f"{name}: {code} is missing"
    for code in expect.never_asked or ():
        if code in outcome.asked:
            yield f"never_asked: {code} was asked"
    yield from _slice_differences(outcome.slices, expect.slice_facts or {})
    said = [entry["text"] for entry in outcome.transcript if entry["from"] != "applicant"]
    for text in expect.replies_contain or ():
        if not any(text in one for one in said):
            yield f"replies_contain: nobody said {text!r}"


def _sets(name: str, wanted: Iterable[str], got: Iterable[str]) -> Iterator[str]:
    missing, extra = sorted(set(wanted) - set(got)), sorted(set(got) - set(wanted))
    if missing:
        yield f"{name}: missing {', '.join(missing)}"
    if extra:
        yield f"{name}: not expected {', '.join(extra)}"


def _slice_differences(got: Mapping[str, SliceContent], expected: Mapping[str, SliceFacts]) -> Iterator[str]:
    for department, wanted in expected.items():
        facts: Mapping[str, Any] = got[department].facts if department in got else {}
        if department not in got:
            yield f"slice_facts: {department} got no slice"
        yield from (f"slice_facts: {department} lacks {code}" for code in wanted.has if code not in facts)
        yield from (f"slice_facts: {department} has {code}" for code in wanted.has_not if code in facts)
