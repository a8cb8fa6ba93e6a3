"""A state machine as a checked table: declared with `transitions`, compiled once, shared by all conversations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from errors import PackError


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: from a state, by an event, to a state."""

    source: str
    event: str
    target: str


@dataclass(frozen=True, slots=True)
class CompiledMachine:
    """What `transitions` made of the declaration: pure look-ups, no model, no state of its own."""

    name: str
    initial: str
    states: tuple[str, ...]
    final: frozenset[str]
    moves: tuple[Move, ...]
    _by_event: Mapping[tuple[str, str], str]
    _by_target: Mapping[tuple[str, str], str]

    def advance(self, state: str, event: str) -> str:
        """The state after the event. Raises KeyError when the event can't happen there."""
        return self._by_event[(state, event)]

    def event_between(self, state: str, target: str) -> str | None:
        """The event that leads from one state straight to the other, if there is one."""
        return self._by_target.get((state, target))

    def mermaid(self) -> str:
        """The machine as a Mermaid state diagram; arrows between the same two states are drawn once."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        events: dict[tuple[str, str], list[str]] = {}
        for move in self.moves:
            events.setdefault((move.source, move.target), []).append(move.event)
        lines += [f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in events.items()]
        lines += [f"    {state} --> [*]" for state in self.states if state in self.final]
        return "\n".join(lines) + "\n"

    def dead_ends(self) -> tuple[str, ...]:
        """States, not final ones, from which no final state can be reached."""
        alive = set(self.final)
        grown = True
        while grown:
            found = {move.source for move in self.moves if move.target in alive} - alive
            alive |= found
            grown = bool(found)
        return tuple(state for state in self.states if state not in alive)

    def unreachable(self) -> tuple[str, ...]:
        """States that nothing leads to."""
        reached = {self.initial}
        grown = True
        while grown:
            found = {move.target for move in self.moves if move.source in reached} - reached
            reached |= found
            grown = bool(found)
        return tuple(state for state in self.states if state not in reached)


def compile_machine(
    name: str, *, initial: str, states: Iterable[str], final: Iterable[str], moves: Iterable[Move]
) -> CompiledMachine:
    """Declare the machine to `transitions`, check it, and keep its table.

    Raises PackError for an arrow to or from a state that does not exist; `transitions` finds that only when it is fired.
    """
    from transitions import Machine

    listed, arrows = tuple(states), tuple(moves)
    for move in arrows:
        for end in (move.source, move.target):
            if end not in listed:
                raise PackError(f"machine {name}: {move.event} names the state {end}, which it does not have")
    machine = Machine(
        model=None,
        states=list(listed),
        initial=initial,
        auto_transitions=False,
        transitions=[[move.event, move.source, move.target] for move in arrows],
    )
    by_event: dict[tuple[str, str], str] = {}
    for event in machine.events.values():
        for source, found in event.transitions.items():
            if len(found) > 1:
                raise PackError(f"machine {name}: {event.name} leads from {source} to several states")
            by_event[(source, event.name)] = str(found[0].dest)
    by_target = {(source, target): event for (source, event), target in reversed(by_event.items())}
    return CompiledMachine(name, initial, listed, frozenset(final), arrows, by_event, by_target)
