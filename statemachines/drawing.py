"""A machine drawn for people (状态图): what every open state can do is drawn once, around all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from statemachines.machine import CompiledMachine, Move

Label = Callable[[str], str]
"""The words for a key of the catalogue, such as "state_paused" or "event_paused"."""

_GROUP = "open"


def drawing(machine: CompiledMachine, label: Label) -> str:
    """Mermaid text. States that can be paused stand together; arrows that all of them share start or end at their frame.

    Inside, only the straight way is drawn: steps skipped and corrections, which lead almost everywhere, are said in a note.
    """
    inner = [state for state in machine.states if any(m.source == state and m.event == "paused" for m in machine.moves)]
    lines = ["stateDiagram-v2", "    direction TB", f'    state "{label("group")}" as {_GROUP} {{']
    lines += [f'        state "{label(f"state_{state}")}" as {state}' for state in inner]
    lines.append(f"        [*] --> {machine.initial}")
    lines += [f"        {line}" for line in _arrows(_straight(machine, inner), label)]
    lines.append("    }")
    lines += [f'    state "{label(f"state_{state}")}" as {state}' for state in machine.states if state not in inner]
    lines += [f"    {line}" for line in _arrows(_outside(machine, inner), label)]
    lines += [f"    {state} --> [*]" for state in machine.states if state in machine.final]
    lines += [
        f"    note left of {_GROUP}",
        f"        {label('note_skipped')}",
        f"        {label('note_back')}",
        "    end note",
    ]
    return "\n".join(lines) + "\n"


Arrow = tuple[str, str, str]
"""Source, event without its goal, target."""


def _straight(machine: CompiledMachine, inner: list[str]) -> list[Arrow]:
    """The arrows within the frame that lead from a state to the one after it."""
    after = dict(pairwise(inner))
    return [
        (move.source, _stem(move), move.target)
        for move in machine.moves
        if move.source in after and move.target == after[move.source]
    ]


def _outside(machine: CompiledMachine, inner: list[str]) -> list[Arrow]:
    """The arrows that touch something outside the frame, those of all its states as one."""
    outgoing: dict[tuple[str, str], list[str]] = {}
    incoming: dict[tuple[str, str], list[str]] = {}
    found: list[Arrow] = []
    for move in machine.moves:
        if move.source in inner and move.target not in inner:
            outgoing.setdefault((_stem(move), move.target), []).append(move.source)
        elif move.target in inner and move.source not in inner:
            incoming.setdefault((move.source, _stem(move)), []).append(move.target)
        elif move.source not in inner:
            found.append((move.source, _stem(move), move.target))
    for (event, target), sources in outgoing.items():
        found += [(source, event, target) for source in _together(sources, inner)]
    for (source, event), targets in incoming.items():
        found += [(source, event, target) for target in _together(targets, inner)]
    return found


def _together(states: list[str], inner: list[str]) -> list[str]:
    """The frame instead of its states, where nearly all of them share the arrow: one that does not is a detail."""
    return [_GROUP] if len(set(inner) - set(states)) <= 1 and len(states) > 1 else states


def _stem(move: Move) -> str:
    return move.event.partition("_to_")[0]


def _arrows(arrows: Iterable[Arrow], label: Label) -> list[str]:
    """Arrows between the same two states as one line."""
    events: dict[tuple[str, str], list[str]] = {}
    for source, event, target in arrows:
        words = events.setdefault((source, target), [])
        if (word := label(f"event_{event}")) not in words:
            words.append(word)
    separator = label("separator")
    return [f"{source} --> {target}: {separator.join(words)}" for (source, target), words in events.items()]
