"""The intake machine (申办阶段) of one industry, compiled from the pack: it has only what the industry needs."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.planner.plan import IndustryPlanner
from statemachines.machine import CompiledMachine, Move, compile_machine

# The straight way, in order; each stage is left when what it waits for is complete.
_STRAIGHT = ("choosing", "scoping", "noticed", "filling", "materials", "reviewing", "committing", "submitted")
_OPEN = ("scoping", "noticed", "filling", "materials", "reviewing", "committing")
_COMPLETED = {
    "choosing": "industry_found",
    "scoping": "permits_settled",
    "noticed": "notice_acknowledged",
    "filling": "facts_complete",
    "materials": "materials_complete",
    "reviewing": "reviewed",
    "committing": "sent",
}


def compile_intake(planner: IndustryPlanner) -> CompiledMachine:
    """The machine of an industry at one pack version."""
    scope = planner.scope
    permits = [scope.pack.permits[entry.code] for entry in scope.industry.permits]
    materials = scope.pack.materials
    uploads = any(materials[need.code].kind == "upload" for permit in permits for need in permit.materials)
    may_need_nothing = not planner.policy.is_certain(scope.start)
    straight = [state for state in _STRAIGHT if state != "materials" or uploads]
    states = [
        *straight,
        "correcting",
        "with_staff",
        "paused",
        "withdrawn",
        *(["nothing_needed"] if may_need_nothing else []),
    ]
    moves = list(_moves(straight, may_need_nothing=may_need_nothing))
    return compile_machine(
        scope.industry.code,
        initial="choosing",
        states=states,
        final=["submitted", "withdrawn", *states[len(straight) + 4 :]],
        moves=moves,
    )


def _moves(straight: list[str], *, may_need_nothing: bool) -> Iterator[Move]:
    open_states = [state for state in straight if state in _OPEN]
    yield from _forward(straight)
    yield from _backward(open_states)
    if may_need_nothing:
        for state in ("choosing", *open_states, "correcting"):
            yield Move(state, "nothing_applies", "nothing_needed")
        yield Move("nothing_needed", "reopened", "scoping")
        yield Move("nothing_needed", "facts_changed", "noticed")
        for state in open_states:
            if state not in ("scoping", "noticed"):
                # a permit that was taken out is taken in again, and its notice still stands
                yield Move("nothing_needed", f"permits_unchanged_to_{state}", state)
    yield Move("submitted", "returned", "correcting")
    for state in open_states:
        yield Move("correcting", f"corrected_to_{state}", state)
    ends = ["nothing_needed"] if may_need_nothing else []
    living = ["choosing", *open_states, "correcting", "submitted", *ends]
    for state in (*living, "paused", "with_staff"):
        if state not in ends:
            yield Move(state, "withdrawn", "withdrawn")
    for state in (*open_states, "correcting", "paused", "with_staff", "withdrawn", *ends):
        yield Move(state, "restarted", "choosing")
    for state in living:
        yield Move(state, "taken_over", "with_staff")
        yield Move("with_staff", f"handed_back_to_{state}", state)
    for state in (*(["choosing"]), *open_states, "correcting"):
        yield Move(state, "paused", "paused")
        yield Move("paused", f"resumed_to_{state}", state)
    yield Move("paused", "taken_over", "with_staff")


def _forward(straight: list[str]) -> Iterator[Move]:
    """One arrow to the next stage, and one past every stage that has nothing left to do."""
    for place, state in enumerate(straight[:-1]):
        event = _COMPLETED[state]
        yield Move(state, event, straight[place + 1])
        for target in straight[place + 2 : -1]:
            # Nothing is submitted but from the signing, and nothing is filled before its notice was acknowledged.
            if state == "choosing" and target != "noticed":
                continue
            if state == "scoping":
                # After a correction that left the permits as they were, the acknowledged notice still stands.
                event = "permits_unchanged"
            yield Move(state, f"{event}_to_{target}", target)


def _backward(open_states: list[str]) -> Iterator[Move]:
    """A correction leads back to the first stage that it touches."""
    for place, state in enumerate(open_states):
        for target in open_states[:place]:
            yield Move(state, "permits_changed" if target == "noticed" else f"reopened_to_{target}", target)
        yield Move(state, "industry_changed", "choosing")
